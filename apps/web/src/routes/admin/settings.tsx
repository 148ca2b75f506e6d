/** One page of tabs; each tab belongs to its feature. */
import { Tabs } from "@mantine/core";
import type { Permission } from "@ratecard/contract";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { z } from "zod";
import { Page } from "#web/components/page";
import { useMay } from "#web/components/session";
import { ForbiddenState } from "#web/components/states";
import { useTableSearch, withoutDefaults } from "#web/components/use-table-search";
import { ApiKeysSettings } from "#web/features/access/api-keys-settings";
import { UsersSettings } from "#web/features/access/users-settings";
import { AdjustmentsSettings } from "#web/features/adjustments/adjustments-settings";
import { AuditSettings } from "#web/features/audit/audit-settings";
import { CatalogReview } from "#web/features/catalog/catalog-review";
import { CatalogSettings } from "#web/features/catalog/catalog-settings";
import { LedgerZoneSettings } from "#web/features/ledger-zone/ledger-zone-settings";
import { DefaultsSettings } from "#web/features/price-book/defaults-settings";
import { RetentionSettings } from "#web/features/retention/retention-settings";
import { SampleWorldSettings } from "#web/features/sample-world/sample-world-actions";
import classes from "./settings.module.css";

type Tab = Readonly<{ id: string; label: string; permission: Permission; panel: ReactNode }>;

const TABS = [
  { id: "users", label: "Users", permission: "access:manage", panel: <UsersSettings /> },
  { id: "api-keys", label: "API keys", permission: "access:manage", panel: <ApiKeysSettings /> },
  { id: "pricing", label: "Pricing", permission: "catalog:read", panel: <PricingPanels /> },
  { id: "catalogue", label: "Catalogue", permission: "catalog:read", panel: <CataloguePanels /> },
  { id: "ledger", label: "Ledger", permission: "ledger:zone", panel: <LedgerPanels /> },
  { id: "sample-data", label: "Sample data", permission: "sample-world:write", panel: <SampleWorldSettings /> },
  { id: "audit", label: "Audit log", permission: "audit:read", panel: <AuditSettings /> },
] as const satisfies readonly Tab[];

function PricingPanels() {
  return (
    <>
      <DefaultsSettings />
      <AdjustmentsSettings />
    </>
  );
}

function LedgerPanels() {
  return (
    <>
      <LedgerZoneSettings />
      <RetentionSettings />
    </>
  );
}

function CataloguePanels() {
  return (
    <>
      <CatalogSettings />
      <CatalogReview />
    </>
  );
}

const Search = z.object({ tab: z.enum(TABS.map((tab) => tab.id)).catch("users") });

export function SettingsRoute() {
  const [{ tab }] = useTableSearch(Search);
  const navigate = useNavigate();
  // Another tab starts afresh: search and sort of the one before mean nothing there.
  const open = (value: string | null) =>
    void navigate({ to: ".", search: withoutDefaults(Search.parse({ tab: value }), Search.parse({})) });
  return (
    <Page title="Settings" fill>
      <Tabs value={tab} onChange={open} display="contents">
        <Tabs.List flex="none">
          {TABS.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((panelTab) => (
          <Tabs.Panel key={panelTab.id} value={panelTab.id} className={classes.panel}>
            <Allowed {...panelTab} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

const Allowed = ({ label, permission, panel }: Tab) =>
  useMay(permission) ? panel : <ForbiddenState what={label} permission={permission} />;
