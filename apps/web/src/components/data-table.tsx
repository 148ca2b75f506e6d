/**
 * THE table of the app: virtualised (10,000 rows stay smooth), sortable, resizable, selectable, usable without a mouse.
 *
 *   <DataTable label="Prices" rows={query.data} columns={COLUMNS} rowKey={(row) => row.model}
 *     sort={search.sort} onSortChange={(sort) => setSearch({ sort })} onOpen={open} fill
 *     error={query.error} retry={query.refetch} empty={<EmptyState title="No prices yet" action={...} />} />
 *
 * Rows     as filtered by the page; `undefined` while loading. `columns` and `rowKey` must be stable (module level or memo).
 * Sort     text as in the URL: `cost`, `-cost`, `""`; uncontrolled without `onSortChange`. `isSortedByServer` leaves the order alone.
 * Select   `selection` + `onSelectionChange`: tri-state select-all over the shown rows, Shift-click for ranges; hidden rows keep theirs.
 * Keys     arrows, Page, Home, End move; Enter opens; Space selects. `/` focuses the search of `FilterBar`.
 * Size     `fill` takes the rest of a `Page fill`; else as high as its rows, up to `maxHeight` (CSS).
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, useId, useMemo, useRef, useState } from "react";
import type { Selection } from "./row-selection";
import { ErrorState } from "./states";
import { BodyRow } from "./table/body-row";
import { columnTemplate } from "./table/column-template";
import type { DataColumn } from "./table/data-column";
import classes from "./table/data-table.module.css";
import { gridKeyHandler } from "./table/grid-key-handler";
import { HeaderRow } from "./table/header-row";
import { SkeletonRows } from "./table/skeleton-rows";
import { useEndReached } from "./table/use-end-reached";
import { useSelecting } from "./table/use-selecting";
import { useSortedRows } from "./table/use-sorted-rows";

export type { DataColumn } from "./table/data-column";
export type { Selection } from "./row-selection";

export type DataTableProps<Row extends object> = Readonly<{
  label: string;
  rows: readonly Row[] | undefined;
  columns: readonly DataColumn<Row>[];
  rowKey: (row: Row) => string;
  /** What a screen reader calls a row; its key if missing. */
  rowLabel?: (row: Row) => string;
  sort?: string;
  onSortChange?: (sort: string) => void;
  isSortedByServer?: boolean;
  selection?: Selection;
  onSelectionChange?: (selection: Selection) => void;
  /** Click or Enter on a row. */
  onOpen?: (row: Row) => void;
  /** Rows to be shown quieter: switched off, revoked. */
  isMuted?: (row: Row) => boolean;
  error?: unknown;
  retry?: () => unknown;
  empty?: ReactNode;
  fill?: boolean;
  maxHeight?: string;
  rowHeightPx?: number;
  /** Called near the end of the rows, for lists that come in pages. */
  onEndReached?: () => void;
  isLoadingMore?: boolean;
}>;

const ROW_PX = 36;
const HEAD_PX = 33;
const OVERSCAN = 10;

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, empty, error, retry, rowHeightPx = ROW_PX } = props;
  const frame = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [active, setActive] = useState(-1);
  const { table, sortedRows } = useSortedRows(props);
  const virtual = useVirtualizer({
    count: sortedRows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeightPx,
    overscan: OVERSCAN,
    scrollPaddingEnd: HEAD_PX,
  });
  const items = virtual.getVirtualItems();
  useEndReached(items.at(-1)?.index ?? -1, sortedRows.length, props.onEndReached);

  const keys = useMemo(() => sortedRows.map((row) => rowKey(row)), [sortedRows, rowKey]);
  const selecting = useSelecting(props, keys);
  const { template, leastPx } = columnTemplate(columns, table.state.columnSizing, selecting !== null);

  const { onOpen } = props;
  const open = onOpen
    ? (index: number) => {
        const row = sortedRows[index];
        if (row !== undefined) onOpen(row);
      }
    : undefined;
  const moveTo = (index: number) => {
    setActive(index);
    virtual.scrollToIndex(index, { align: "auto" });
  };
  const pageSize = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeightPx) - 2);
  const onKeyDown = gridKeyHandler({ count: keys.length, active, pageSize, moveTo, open, select: selecting?.select });

  const isLoading = rows === undefined && !error;
  const style = {
    "--columns": template,
    "--least": `${leastPx}px`,
    maxHeight: props.fill ? undefined : (props.maxHeight ?? "70dvh"),
  };
  return (
    <div ref={frame} className={classes.frame} data-fill={props.fill || undefined} style={style as CSSProperties}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={keys.length + 1}
        aria-colcount={columns.length + (selecting ? 1 : 0)}
        aria-busy={isLoading}
        aria-multiselectable={selecting ? true : undefined}
        aria-activedescendant={active >= 0 && active < keys.length ? `${gridId}-${active}` : undefined}
        tabIndex={0}
        className={classes.sheet}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target === event.currentTarget && active < 0 && setActive(0)}
      >
        <HeaderRow
          columns={columns}
          headers={table.getHeaderGroups()[0]?.headers ?? []}
          selectAll={selecting?.all ?? null}
        />
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = sortedRows[index];
            const key = keys[index];
            if (row === undefined || key === undefined) return null;
            return (
              <BodyRow
                key={key}
                id={`${gridId}-${index}`}
                row={row}
                index={index}
                offsetPx={start}
                heightPx={rowHeightPx}
                columns={columns}
                isActive={index === active}
                isMuted={props.isMuted?.(row) ?? false}
                isClickable={open !== undefined}
                isSelected={selecting ? selecting.selection.has(key) : undefined}
                label={props.rowLabel?.(row) ?? key}
                onClick={(at, isOnControl) => {
                  setActive(at);
                  if (!isOnControl && window.getSelection()?.isCollapsed !== false) open?.(at);
                }}
                onSelect={(at, isRange) => selecting?.select(at, isRange)}
              />
            );
          })}
        </div>
      </div>
      {isLoading && <SkeletonRows label={label} columnIds={columns.map((column) => column.id)} />}
      {error ? <ErrorState error={error} {...(retry ? { retry: () => void retry() } : {})} /> : null}
      {!error && rows?.length === 0 && empty}
      {props.isLoadingMore && (
        <div className={classes.more} role="status">
          Loading more …
        </div>
      )}
    </div>
  );
}
