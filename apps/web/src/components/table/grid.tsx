/** The rows that can be seen, the keyboard's row among them, and the header. */
import { useId, useRef, useState } from "react";
import type { DataTableProps } from "./data-table-props";
import { useStable } from "../use-stable";
import { BodyRow } from "./body-row";
import type { ColumnHeader } from "./data-column";
import classes from "./data-table.module.css";
import { gridKeyHandler } from "./grid-key-handler";
import { HeaderRow } from "./header-row";
import { useCellEditing } from "./use-cell-editing";
import { useEndReached } from "./use-end-reached";
import type { Selecting } from "./use-selecting";
import { useVisibleRows } from "./use-visible-rows";

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
