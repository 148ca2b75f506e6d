/** The rows that can be seen, the keyboard's row among them, and the header. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, useState } from "react";
import { BodyRow } from "./body-row";
import type { ColumnHeader } from "./data-column";
import type { DataTableProps } from "./data-table-props";
import classes from "./data-table.module.css";
import { HeaderRow } from "./header-row";
import { gridKeyHandler, useCellEditing, useStable } from "./use-cell-editing";
import { type Selecting } from "./use-selecting";

type GridProps<Row extends object> = Omit<DataTableProps<Row>, "rows"> &
  Readonly<{
    /** What scrolls; null until it is drawn. */
    frame: HTMLDivElement | null;
    /** In the order they are shown. */
    rows: readonly Row[];
    keys: readonly string[];
    headers: readonly ColumnHeader<Row>[];
    selecting: Selecting | null;
    rowHeightPx: number;
    isBusy: boolean;
  }>;

export function Grid<Row extends object>(props: GridProps<Row>) {
  const { frame, rows, keys, columns, selecting, rowHeightPx, onOpen } = props;
  const gridId = useId();
  const sheet = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const virtual = useVisibleRows(frame, rows.length, rowHeightPx);
  const items = virtual.getVirtualItems();
  useEndReached(items.at(-1)?.index ?? -1, rows.length, props.onEndReached);

  const open = useStable((index: number) => {
    const row = rows[index];
    if (row !== undefined) onOpen?.(row);
  });
  const select = useStable((index: number, isRange: boolean) => selecting?.select(index, isRange));
  const moveTo = (index: number) => {
    setActive(index);
    virtual.scrollToIndex(index, { align: "auto" });
  };
  const editing = useCellEditing({ ...props, moveTo, focus: () => sheet.current?.focus() });
  const onKeyDown = gridKeyHandler({
    count: rows.length,
    active,
    pageSize: Math.max(1, Math.floor((frame?.clientHeight ?? 0) / rowHeightPx) - 2),
    moveTo,
    open: onOpen && open,
    select: selecting ? select : undefined,
    cells: editing.keys,
  });
  const activeId = `${gridId}-${active}${editing.column >= 0 ? `-${editing.column}` : ""}`;
  return (
    <div
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + (selecting ? 1 : 0)}
      aria-busy={props.isBusy}
      aria-multiselectable={selecting ? true : undefined}
      aria-activedescendant={active >= 0 && active < rows.length ? activeId : undefined}
      ref={sheet}
      tabIndex={0}
      className={classes.sheet}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.target === event.currentTarget && active < 0 && setActive(0)}
    >
      <HeaderRow columns={columns} headers={props.headers} selectAll={selecting?.all ?? null} />
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
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
              activeColumn={index === active ? editing.column : -1}
              editingColumn={editing.editingColumnOf(key)}
              rowKey={key}
              onEditEnd={editing.end}
              isMuted={props.isMuted?.(row) ?? false}
              isSelected={selecting?.selection.has(key)}
              isSelectable={props.selectability?.(row) !== "none"}
              label={props.rowLabel?.(row) ?? key}
              onActivate={setActive}
              onOpen={onOpen && open}
              onSelect={select}
            />
          );
        })}
      </div>
    </div>
  );
}

/** So many rows early, so that scrolling does not stop. */
const EARLY_ROWS = 25;

/** Asks for the next page when the last drawn row comes near the end. */
function useEndReached(lastDrawn: number, count: number, onEndReached: (() => void) | undefined): void {
  const isNear = count > 0 && lastDrawn >= count - EARLY_ROWS;
  useEffect(() => {
    if (isNear) onEndReached?.();
    // `count`: a page that came and still ends on the screen asks for another one.
  }, [isNear, count, onEndReached]);
}

const HEAD_PX = 33;
const OVERSCAN = 10;

/** Which rows of a grid can be seen, and a little beyond. `frame` is what scrolls; null until it is drawn. */
const useVisibleRows = (frame: HTMLDivElement | null, count: number, rowHeightPx: number) =>
  useVirtualizer({
    count,
    getScrollElement: () => frame,
    estimateSize: () => rowHeightPx,
    overscan: OVERSCAN,
    // A fast flick may show a blank row for a frame; waiting for each row would hold the wheel.
    useFlushSync: false,
    scrollPaddingEnd: HEAD_PX,
  });
