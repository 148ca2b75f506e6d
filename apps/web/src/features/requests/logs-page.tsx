/** Every request, its cost and how it was priced; and beside it what the intake could not take, so that nothing is hidden. */
import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Page } from "#web/components/page";
import { exactCount } from "#web/components/read-count";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { LogsSearch } from "./logs-search";
import { QuarantineList } from "./quarantine-list";
import { RequestList } from "./request-list";

export function LogsPage() {
  const [search, setSearch] = useTableSearch(LogsSearch);
  const quarantine = useQuery(trpc.requests.quarantineCount.queryOptions());
  return (
    <Page title="Requests" description="Priced on arrival, as of the time they were made." fill>
      <Tabs value={search.tab} onChange={(tab) => setSearch({ tab: LogsSearch.parse({ tab }).tab })} display="contents">
        <Tabs.List flex="none">
          <Tabs.Tab value="requests">Requests</Tabs.Tab>
          <Tabs.Tab value="quarantine">{quarantineLabel(quarantine.data)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="requests" style={PANEL}>
          <RequestList search={search} setSearch={setSearch} />
        </Tabs.Panel>
        <Tabs.Panel value="quarantine" style={PANEL}>
          <QuarantineList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

const PANEL = { display: "flex", flexDirection: "column", gap: 12, flex: 1, minHeight: 0 } as const;

function quarantineLabel(count: { open: number; isMore: boolean } | undefined): string {
  if (!count || count.open === 0) return "Quarantine";
  return `Quarantine (${exactCount(count.open)}${count.isMore ? "+" : ""})`;
}
