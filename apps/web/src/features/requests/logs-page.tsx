/** Every request, its cost and how it was priced; and beside it what the intake could not take, so that nothing is hidden. */
import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { Page } from "#web/components/page";
import { useTableSearch } from "#web/components/use-table-search";
import { LogsSearch } from "./logs-search";
import { RequestList } from "./request-list";

/** `quarantine` belongs to the intake. */
type LogsPageProps = Readonly<{ quarantine: Readonly<{ label: ReactNode; list: ReactNode }> }>;

export function LogsPage({ quarantine }: LogsPageProps) {
  const [search, setSearch] = useTableSearch(LogsSearch);
  return (
    <Page title="Requests" description="Priced on arrival, as of the time they were made." fill>
      <Tabs value={search.tab} onChange={(tab) => setSearch({ tab: LogsSearch.parse({ tab }).tab })} display="contents">
        <Tabs.List flex="none">
          <Tabs.Tab value="requests">Requests</Tabs.Tab>
          <Tabs.Tab value="quarantine">{quarantine.label}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="requests" style={PANEL}>
          <RequestList search={search} setSearch={setSearch} />
        </Tabs.Panel>
        <Tabs.Panel value="quarantine" style={PANEL}>
          {quarantine.list}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

const PANEL = { display: "flex", flexDirection: "column", gap: 12, flex: 1, minHeight: 0 } as const;
