/** Servers, the Sync Models wizard, custom names and import batches. */
import { Tabs } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { memo, type ReactNode, useState } from "react";
import { CatalogBadge } from "#web/components/catalog-badge";
import { ButtonLink } from "#web/components/links";
import { Page } from "#web/components/page";
import { BatchesTab } from "./batches-tab";
import { CustomNamesTab } from "./custom-names-tab";
import {
  DISCOVERY_TABS,
  DiscoverySearch,
  type DiscoveryTab,
  freshTab,
  useDiscoveryTab,
  useSetDiscoverySearch,
} from "./discovery-search";
import { ServersTab } from "./servers-tab";
import { SyncTab } from "./sync/sync-tab";
import { SyncProvider, useIsAnySelected } from "./sync/use-sync";

const LABELS: Record<DiscoveryTab, string> = {
  servers: "Servers",
  sync: "Sync models",
  "custom-names": "Custom names",
  batches: "Import batches",
};

const DESCRIPTION = (
  <>
    What the connected servers serve, and what of it has no price. Nothing is priced before you confirm it.
    <CatalogBadge />
  </>
);

const PRICE_SYNCS = (
  <>
    <ButtonLink to="/admin/discovery/price-sync" search={{ kind: "providers" } as never} variant="default">
      Sync provider prices
    </ButtonLink>
    <ButtonLink to="/admin/discovery/price-sync" search={{ kind: "custom" } as never} variant="default">
      Sync custom names
    </ButtonLink>
  </>
);

/** `sampleData`: offered where no server is connected yet. */
export const DiscoveryPage = ({ sampleData }: Readonly<{ sampleData?: ReactNode }>) => (
  <SyncProvider>
    <DiscoveryTabs sampleData={sampleData} />
  </SyncProvider>
);

/**
 * A tab is found again with the step and the filters it was left with; a link to one begins anew.
 * Memoised: drawn when another tab is opened, not when somebody selects or searches in one.
 */
const DiscoveryTabs = memo(({ sampleData }: Readonly<{ sampleData: ReactNode }>) => {
  const tab = useDiscoveryTab();
  const setSearch = useSetDiscoverySearch();
  const isAnySelected = useIsAnySelected();
  const router = useRouter();
  const [asLeft] = useState(() => new Map<DiscoveryTab, DiscoverySearch>());
  const panels: Record<DiscoveryTab, ReactNode> = {
    servers: <ServersTab sampleData={sampleData} />,
    sync: <SyncTab />,
    "custom-names": <CustomNamesTab />,
    batches: <BatchesTab />,
  };
  const openTab = (wanted: string | null) => {
    const next = DISCOVERY_TABS.find((id) => id === wanted) ?? "servers";
    asLeft.set(tab, { ...DiscoverySearch.parse(router.state.location.search), tab });
    // After a reload, what was selected before it still is.
    const step = next === "sync" && isAnySelected ? "review" : "servers";
    setSearch(asLeft.get(next) ?? { ...freshTab(next), step });
  };
  return (
    <Page title="Discovery" description={DESCRIPTION} actions={PRICE_SYNCS} fill>
      <Tabs value={tab} onChange={openTab} display="contents">
        <Tabs.List flex="none">
          {DISCOVERY_TABS.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {LABELS[id]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {DISCOVERY_TABS.map((id) => (
          <Tabs.Panel
            key={id}
            value={id}
            style={{ display: "flex", flexDirection: "column", gap: 12, flex: 1, minHeight: 0 }}
          >
            {panels[id]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
});
