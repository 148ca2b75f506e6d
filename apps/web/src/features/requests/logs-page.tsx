/** Every request, its cost and how it was priced; and beside it what the intake could not take, so that nothing is hidden. */
import { Button, Tabs } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { DataTable, pagingOf } from "#web/components/data-table";
import { KeptNotice } from "#web/components/kept-notice";
import { ButtonLink } from "#web/components/links";
import { Page } from "#web/components/page";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { type ListedRequest, LOGS_COLUMNS } from "./logs-columns";
import { LogsFilters } from "./logs-filters";
import { LogsGroups } from "./logs-groups";
import { LogsTotals } from "./logs-totals";
import { isFiltered, listInput, LogsSearch, requestsCsvHref, scopeInput } from "./logs-search";

/** `quarantine` belongs to the intake. */
type LogsPageProps = Readonly<{ quarantine: Readonly<{ label: ReactNode; list: ReactNode }> }>;

export function LogsPage({ quarantine }: LogsPageProps) {
  const [search, setSearch] = useTableSearch(LogsSearch);
  return (
    <Page
      title="Requests"
      description="Priced on arrival, as of the time they were made."
      actions={
        search.tab === "requests" && (
          <>
            <ButtonLink to="/admin/recost" search={{ scope: scopeInput(search) } as never} variant="default">
              Re-cost these
            </ButtonLink>
            <Button component="a" variant="default" href={requestsCsvHref(search)} download>
              Download CSV
            </Button>
          </>
        )
      }
      fill
    >
      <Tabs value={search.tab} onChange={(tab) => setSearch({ tab: LogsSearch.parse({ tab }).tab })} display="contents">
        <Tabs.List flex="none">
          <Tabs.Tab value="requests">Requests</Tabs.Tab>
          <Tabs.Tab value="quarantine">{quarantine.label}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="requests" style={PANEL}>
          {search.group === "" ? (
            <RequestList search={search} setSearch={setSearch} />
          ) : (
            <LogsGroups by={search.group} search={search} setSearch={setSearch} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="quarantine" style={PANEL}>
          {quarantine.list}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

const PANEL = { display: "flex", flexDirection: "column", gap: 12, flex: 1, minHeight: 0 } as const;

type RequestListProps = Readonly<{ search: LogsSearch; setSearch: (patch: Partial<LogsSearch>) => void }>;

const PAGE_SIZE = 100;

/** Pages come as one scrolls; the filters are the server's. */
function RequestList({ search, setSearch }: RequestListProps) {
  const navigate = useNavigate();
  const list = useInfiniteQuery(
    trpc.requests.list.infiniteQueryOptions(
      { ...listInput(search), limit: PAGE_SIZE },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const rows = useMemo(() => list.data?.pages.flatMap(({ requests }) => requests), [list.data]);
  const open = ({ requestId, gateway }: ListedRequest) =>
    void navigate({ to: "/dashboard/logs/$requestId", params: { requestId }, search: { gateway } as never });
  return (
    <>
      <LogsFilters search={search} setSearch={setSearch} />
      <KeptNotice from={scopeInput(search).from} />
      <LogsTotals search={search} setSearch={setSearch} />
      <DataTable
        label="Requests"
        rows={rows}
        columns={LOGS_COLUMNS}
        rowKey={keyOf}
        rowLabel={({ requestId, model }) => `${requestId}, ${model}`}
        onOpen={open}
        isMuted={({ isError }) => isError}
        sort={search.sort}
        onSortChange={(sort) => setSearch({ sort: LogsSearch.parse({ sort }).sort })}
        {...pagingOf(list)}
        fill
        empty={<NoRequests search={search} />}
      />
    </>
  );
}

const keyOf = ({ requestId, gateway, occurredAt }: ListedRequest) => JSON.stringify([gateway, requestId, occurredAt]);

function NoRequests({ search }: Readonly<{ search: LogsSearch }>) {
  if (!isFiltered(search)) {
    return (
      <EmptyState
        title="No request has arrived yet"
        action={
          <ButtonLink to="/dashboard" variant="default">
            How to send usage
          </ButtonLink>
        }
      >
        A gateway reports its requests; each is priced on arrival and listed here.
      </EmptyState>
    );
  }
  return search.defaultPriced ? (
    <EmptyState title="No request that needs a price matches">
      Every request that fits the other filters has a price.
    </EmptyState>
  ) : (
    <EmptyState title="No request matches">
      Names and ids are compared whole. Take a filter away to see more.
    </EmptyState>
  );
}
