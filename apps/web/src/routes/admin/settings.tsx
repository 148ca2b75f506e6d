/** One page of tabs; each tab belongs to its feature. */
import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { z } from "zod";
import { Page } from "#web/components/page";
import { useTableSearch } from "#web/components/use-table-search";
import { ApiKeysSettings } from "#web/features/access/api-keys-settings";
import { UsersSettings } from "#web/features/access/users-settings";
import { AuditSettings } from "#web/features/audit/audit-settings";
import { SampleWorldSettings } from "#web/features/sample-world/sample-world-settings";
import { Guarded } from "#web/routes/guarded";

type Tab = Readonly<{ id: string; label: string; panel: ReactNode }>;

const TABS = [
  { id: "users", label: "Users", panel: <UsersSettings /> },
  { id: "api-keys", label: "API keys", panel: <ApiKeysSettings /> },
  { id: "sample-data", label: "Sample data", panel: <SampleWorldSettings /> },
  { id: "audit", label: "Audit log", panel: <AuditSettings /> },
] as const satisfies readonly Tab[];

const Search = z.object({ tab: z.enum(TABS.map((tab) => tab.id)).catch("users") });

export function SettingsRoute() {
  return (
    <Guarded permission="access:manage" title="Settings">
      <Settings />
    </Guarded>
  );
}

function Settings() {
  const [{ tab }, setSearch] = useTableSearch(Search);
  return (
    <Page title="Settings" fill>
      <Tabs value={tab} onChange={(value) => setSearch({ tab: Search.parse({ tab: value }).tab })} display="contents">
        <Tabs.List flex="none">
          {TABS.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(({ id, panel }) => (
          <Tabs.Panel
            key={id}
            value={id}
            style={{ display: "flex", flexDirection: "column", gap: 12, flex: 1, minHeight: 0 }}
          >
            {panel}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
