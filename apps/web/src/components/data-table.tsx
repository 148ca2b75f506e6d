/**
 * THE table of the app: virtualised (10,000 rows stay smooth), sortable, resizable, selectable, usable without a mouse.
 *
 *   <DataTable label="Prices" rows={query.data} columns={COLUMNS} rowKey={(row) => row.model}
 *     sort={search.sort} onSortChange={(sort) => setSearch({ sort })} onOpen={open} fill
 *     error={query.error} retry={query.refetch} empty={<EmptyState title="No prices yet" action={...} />} />
 * Rows     as filtered by the page; `undefined` while loading. `columns` and `rowKey` must be stable (module level or memo).
 * Sort     text as in the URL: `cost`, `-cost`, `""`; uncontrolled without `onSortChange`. `isSortedByServer` leaves the order alone.
 * Select   `selection` + `onSelectionChange`: tri-state select-all over the shown rows (off while there are none), Shift-click for ranges; hidden rows keep theirs.
 *          `selectability` keeps rows that need a choice of their own out of select-all.
 * Keys     arrows, Page, Home, End move; Enter opens; Space selects. `/` focuses the search of `FilterBar`.
 * Edit     columns with an `editor`: Left and Right choose the cell, Enter or F2 edits it, Tab goes on to the next one.
 * Size     as high as its rows, up to `maxHeight` (CSS); with `fill` up to what is left of a `Page fill`.
 */
import { Skeleton } from "@mantine/core";
import type { InfiniteQueryObserverResult } from "@tanstack/react-query";
import { useTable } from "@tanstack/react-table";
import { useMemo, useRef, useState } from "react";
import { ErrorState } from "./states";
import { columnTemplate, features, toTableColumns } from "./table/data-column";
import type { DataTableProps } from "./table/data-table-props";
import classes from "./table/data-table.module.css";
import { Grid } from "./table/grid";
import { sortOf, sortRows, sortText } from "./table/sort-rows";
import { useSelecting } from "./table/use-selecting";

export { type DataColumn, type EditEnd, withoutState } from "./table/data-column";
export type { Selection } from "./row-selection";

const ROW_PX = 36;

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rowKey, fill = false, maxHeight = "70dvh" } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { table, sort, sortedRows } = useSortedRows(props);
  const keys = useMemo(() => sortedRows.map((row) => rowKey(row)), [sortedRows, rowKey]);
  const selecting = useSelecting(props, sortedRows, keys);
  const { template, leastPx } = columnTemplate(columns, table.state.columnSizing, selecting !== null);
  const style = { "--columns": template, "--least": `${leastPx}px`, maxHeight: fill ? undefined : maxHeight };
  return (
    <div ref={frame} className={classes.frame} data-fill={fill || undefined} style={style}>
      <Grid
        {...props}
        frame={frame}
        rows={sortedRows}
        keys={keys}
        headers={table.getHeaderGroups()[0]?.headers ?? NO_ROWS}
        sort={sort}
        selecting={selecting}
        rowHeightPx={props.rowHeightPx ?? ROW_PX}
        isBusy={isLoading(props)}
      />
      <TableState {...props} isLoading={isLoading(props)} />
    </div>
  );
}

const isLoading = ({ rows, error }: Pick<DataTableProps<object>, "rows" | "error">) => rows === undefined && !error;

type TableStateProps<Row extends object> = DataTableProps<Row> & Readonly<{ isLoading: boolean }>;

/** What stands below the header when there are no rows to show, or not all of them. */
function TableState<Row extends object>(props: TableStateProps<Row>) {
  const { label, rows, columns, error, retry, empty, isLoading, isLoadingMore = false } = props;
  if (isLoading) return <SkeletonRows label={label} columnIds={columns.map((column) => column.id)} />;
  if (error) return <ErrorState error={error} {...(retry ? { retry: () => void retry() } : {})} />;
  if (rows?.length === 0) return empty;
  return isLoadingMore ? (
    <div className={classes.more} role="status">
      Loading more …
    </div>
  ) : null;
}

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
/** Uneven, so that it reads as text. */
const WIDTHS = ["62%", "78%", "54%", "70%", "48%"];

function SkeletonRows({ label, columnIds }: Readonly<{ label: string; columnIds: readonly string[] }>) {
  return (
    <div role="status" aria-label={`Loading ${label}`}>
      {ROWS.map((row, at) => (
        <div key={row} className={classes.row} data-skeleton aria-hidden>
          {columnIds.map((id, index) => (
            <div key={id} className={classes.cell}>
              <Skeleton height={9} width={WIDTHS[(at + index) % WIDTHS.length] ?? "60%"} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

const NO_ROWS: never[] = [];

/** The rows in the order of the sort, which lives with the caller (in the URL) or here. */
function useSortedRows<Row extends object>(props: DataTableProps<Row>) {
  const { rows = NO_ROWS, columns, onSortChange, isSortedByServer = false } = props;
  const [ownSort, setOwnSort] = useState(props.sort ?? "");
  const sort = onSortChange ? (props.sort ?? "") : ownSort;

  const sorting = useMemo(() => {
    const wanted = sortOf(sort);
    return wanted && columns.some((column) => column.id === wanted.id) ? [wanted] : [];
  }, [sort, columns]);
  const tableColumns = useMemo(() => toTableColumns(columns), [columns]);
  const table = useTable<typeof features, Row>({
    features,
    columns: tableColumns,
    data: NO_ROWS,
    state: { sorting },
    manualSorting: true,
    columnResizeMode: "onChange",
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      (onSortChange ?? setOwnSort)(sortText(next[0] ?? null));
    },
  });
  const [first] = sorting;
  const sortBy = isSortedByServer ? undefined : columns.find(({ id }) => id === first?.id)?.sortBy;
  const isDescending = first?.desc ?? false;
  const sortedRows = useMemo(
    () => (sortBy ? sortRows(rows, sortBy, isDescending) : rows),
    [rows, sortBy, isDescending],
  );
  return { table, sort, sortedRows };
}

/** A list that comes in pages, as `DataTable` wants it: `<DataTable {...pagingOf(list)} rows={...} />`. The order is the server's. */
export const pagingOf = (list: InfiniteQueryObserverResult<unknown, unknown>) => ({
  isSortedByServer: true,
  error: list.error,
  retry: list.refetch,
  isLoadingMore: list.isFetchingNextPage,
  onEndReached: () => {
    if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
  },
});
