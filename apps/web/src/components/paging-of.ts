/** A list that comes in pages, as `DataTable` wants it: `<DataTable {...pagingOf(list)} rows={...} />`. The order is the server's. */
import type { InfiniteQueryObserverResult } from "@tanstack/react-query";

export const pagingOf = (list: InfiniteQueryObserverResult<unknown, unknown>) => ({
  isSortedByServer: true,
  error: list.error,
  retry: list.refetch,
  isLoadingMore: list.isFetchingNextPage,
  onEndReached: () => {
    if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
  },
});
