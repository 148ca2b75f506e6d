/**
 * THE table of the app: virtualised (10,000 rows stay smooth), sortable, resizable, selectable, usable without a mouse.
 *
 *   <DataTable label="Prices" rows={query.data} columns={COLUMNS} rowKey={(row) => row.model}
 *     sort={search.sort} onSortChange={(sort) => setSearch({ sort })} onOpen={open} fill
 *     error={query.error} retry={query.refetch} empty={<EmptyState title="No prices yet" action={...} />} />
 *
 * Rows     as filtered by the page; `undefined` while loading. `columns` and `rowKey` must be stable (module level or memo).
 * Sort     text as in the URL: `cost`, `-cost`, `""`; uncontrolled without `onSortChange`. `isSortedByServer` leaves the order alone.
 * Select   `selection` + `onSelectionChange`: tri-state select-all over the shown rows (off while there are none), Shift-click for ranges; hidden rows keep theirs.
 *          `selectability` keeps rows that need a choice of their own out of select-all.
 * Keys     arrows, Page, Home, End move; Enter opens; Space selects. `/` focuses the search of `FilterBar`.
 * Edit     columns with an `editor`: Left and Right choose the cell, Enter or F2 edits it, Tab goes on to the next one.
 * Size     as high as its rows, up to `maxHeight` (CSS); with `fill` up to what is left of a `Page fill`.
 */
import { useMemo, useState } from "react";
import { columnTemplate } from "./table/column-template";
import type { DataTableProps } from "./table/data-table-props";
import classes from "./table/data-table.module.css";
import { Grid } from "./table/grid";
import { TableState } from "./table/table-state";
import { useSelecting } from "./table/use-selecting";
import { useSortedRows } from "./table/use-sorted-rows";

export type { DataColumn, EditEnd } from "./table/data-column";
export type { Selection } from "./row-selection";

const ROW_PX = 36;

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rowKey, fill = false, maxHeight = "70dvh" } = props;
  // State, not a ref: the grid inside must hear of its frame also when it is drawn with rows at once, as in a drawer.
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const { table, sortedRows } = useSortedRows(props);
  const keys = useMemo(() => sortedRows.map((row) => rowKey(row)), [sortedRows, rowKey]);
  const selecting = useSelecting(props, sortedRows, keys);
  const { template, leastPx } = columnTemplate(columns, table.state.columnSizing, selecting !== null);
  const style = { "--columns": template, "--least": `${leastPx}px`, maxHeight: fill ? undefined : maxHeight };
  return (
    <div ref={setFrame} className={classes.frame} data-fill={fill || undefined} style={style}>
      <Grid
        {...props}
        frame={frame}
        rows={sortedRows}
        keys={keys}
        headers={table.getHeaderGroups()[0]?.headers ?? []}
        selecting={selecting}
        rowHeightPx={props.rowHeightPx ?? ROW_PX}
        isBusy={isLoading(props)}
      />
      <TableState {...props} isLoading={isLoading(props)} />
    </div>
  );
}

const isLoading = ({ rows, error }: Pick<DataTableProps<object>, "rows" | "error">) => rows === undefined && !error;
