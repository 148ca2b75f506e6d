/** Import batches, newest first; one opens with what it did and can be taken back. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { DataTable } from "#web/components/data-table";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { BATCH_COLUMNS } from "./batch-columns";
import { BatchDrawer } from "./batch-drawer";
import type { Batch } from "./shapes";
import { useDiscoverySearch } from "./use-discovery-search";

export function BatchesTab() {
  const [{ batch }, setSearch] = useDiscoverySearch();
  const pages = useInfiniteQuery(
    trpc.discovery.batches.list.infiniteQueryOptions(
      {},
      { getNextPageParam: (page) => (page.isMore ? page.batches.at(-1)?.id : undefined) },
    ),
  );
  const more = pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined;
  return (
    <>
      <DataTable
        label="import batches"
        rows={pages.data?.pages.flatMap((page) => page.batches)}
        columns={BATCH_COLUMNS}
        rowKey={keyOf}
        rowLabel={(row) => row.name}
        isSortedByServer
        onOpen={(row) => setSearch({ batch: row.id })}
        isMuted={(row) => row.revertedByIds.length > 0}
        isLoadingMore={pages.isFetchingNextPage}
        {...(more ? { onEndReached: more } : {})}
        error={pages.error}
        retry={pages.refetch}
        fill
        empty={
          <EmptyState title="Nothing was imported yet">
            Each import becomes a batch that can be looked at and taken back.
          </EmptyState>
        }
      />
      {batch !== "" && <BatchDrawer key={batch} id={batch} onClose={() => setSearch({ batch: "" })} />}
    </>
  );
}

const keyOf = (batch: Batch) => batch.id;
