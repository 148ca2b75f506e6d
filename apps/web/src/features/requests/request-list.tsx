import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { ButtonLink } from "#web/components/links";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { LOGS_COLUMNS } from "./logs-columns";
import { LogsFilters } from "./logs-filters";
import { isFiltered, listInput, type LogsSearch } from "./logs-search";
import type { ListedRequest } from "./request-data";

type RequestListProps = Readonly<{ search: LogsSearch; setSearch: (patch: Partial<LogsSearch>) => void }>;

const PAGE_SIZE = 100;

/** Pages come as one scrolls; the filters are the server's. */
export function RequestList({ search, setSearch }: RequestListProps) {
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
      <DataTable
        label="Requests"
        rows={rows}
        columns={LOGS_COLUMNS}
        rowKey={keyOf}
        rowLabel={({ requestId, model }) => `${requestId}, ${model}`}
        isSortedByServer
        onOpen={open}
        isMuted={({ isError }) => isError}
        error={list.error}
        retry={list.refetch}
        fill
        isLoadingMore={list.isFetchingNextPage}
        onEndReached={() => {
          if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
        }}
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
