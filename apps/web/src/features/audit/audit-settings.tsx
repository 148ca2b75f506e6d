import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { modals } from "@mantine/modals";
import { Code } from "@mantine/core";
import { z } from "zod";
import { DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { AUDIT_COLUMNS, type AuditEntry } from "./audit-columns";
import { ChainCheck } from "./chain-check";

const Search = z.object({ q: z.string().catch("") });

export function AuditSettings() {
  const [{ q }, setSearch] = useTableSearch(Search);
  const log = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { search: q },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <FilterBar
        search={{ label: "Search actor, action or subject", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={<ChainCheck />}
      />
      <DataTable
        label="audit entries"
        fill
        rows={log.data?.pages.flatMap((page) => page.entries)}
        columns={AUDIT_COLUMNS}
        rowKey={keyOf}
        isSortedByServer
        onOpen={openEntry}
        error={log.error}
        retry={log.refetch}
        empty={<EmptyState title="No entry matches">Every change is written here, with who made it.</EmptyState>}
        isLoadingMore={log.isFetchingNextPage}
        onEndReached={() => {
          if (log.hasNextPage && !log.isFetchingNextPage) void log.fetchNextPage();
        }}
      />
    </>
  );
}

const keyOf = (entry: AuditEntry) => entry.seq;

const openEntry = (entry: AuditEntry) =>
  modals.open({
    title: `Entry ${entry.seq}: ${entry.action}`,
    size: "lg",
    children: (
      <Code block tabIndex={0} mah="60dvh" style={{ overflow: "auto" }}>
        {JSON.stringify(entry, null, 2)}
      </Code>
    ),
  });
