/** A grid: its keyboard, its header and its rows. */
import { type RefObject, useCallback, useId, useRef, useState } from "react";
import type { ColumnHeader } from "./data-column";
import type { DataTableProps } from "./data-table-props";
import classes from "./data-table.module.css";
import { GridBody } from "./grid-body";
import { HeaderRow } from "./header-row";
import { gridKeyHandler, useCellEditing, useStable } from "./use-cell-editing";
import { scrollToRow } from "./use-drawn-rows";
import { type Selecting } from "./use-selecting";

type GridProps<Row extends object> = Omit<DataTableProps<Row>, "rows" | "sort"> &
  Readonly<{
    /** What scrolls. */
    frame: RefObject<HTMLDivElement | null>;
    /** In the order they are shown. */
    rows: readonly Row[];
    keys: readonly string[];
    headers: readonly ColumnHeader<Row>[];
    sort: string;
    selecting: Selecting | null;
    rowHeightPx: number;
    isBusy: boolean;
  }>;

export function Grid<Row extends object>(props: GridProps<Row>) {
  const { frame, rows, keys, columns, selecting, rowHeightPx, onOpen } = props;
  const gridId = useId();
  const sheet = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);

  const open = useStable((index: number) => {
    const row = rows[index];
    if (row !== undefined) onOpen?.(row);
  });
  const select = useStable((index: number, isRange: boolean) => selecting?.select(index, isRange));
  const focus = useCallback(() => sheet.current?.focus({ preventScroll: true }), []);
  const moveTo = (index: number) => {
    setActive(index);
    scrollToRow(frame.current, index, rowHeightPx);
  };
  const editing = useCellEditing({ ...props, moveTo, focus });
  const onKeyDown = gridKeyHandler({
    count: rows.length,
    active,
    pageSize: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeightPx) - 2),
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
      <HeaderRow columns={columns} headers={props.headers} sort={props.sort} selectAll={selecting?.all ?? null} />
      <GridBody
        gridId={gridId}
        frame={frame}
        rows={rows}
        keys={keys}
        columns={columns}
        rowHeightPx={rowHeightPx}
        selection={selecting?.selection ?? null}
        active={active}
        activeColumn={editing.column}
        editingColumnOf={editing.editingColumnOf}
        onEditEnd={editing.end}
        isMuted={props.isMuted}
        selectability={props.selectability}
        rowLabel={props.rowLabel}
        onActivate={setActive}
        onOpen={onOpen && open}
        onSelect={select}
        onEndReached={props.onEndReached}
        focus={focus}
      />
    </div>
  );
}
