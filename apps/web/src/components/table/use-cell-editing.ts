/** Which cell the keyboard is on and which one is being edited. A cell is known by its row's key, so that a refresh does not move it. */
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { EditEnd } from "./data-column";
import type { DataTableProps } from "./data-table-props";

export type CellEditing = Readonly<{
  /** undefined: no column of this table can be edited. */
  keys: CellKeys | undefined;
  /** The column the keyboard is on; -1: on the row. */
  column: number;
  editingColumnOf: (key: string) => number;
  end: (key: string, end: EditEnd) => void;
}>;

type Cell = Readonly<{ key: string; column: number }>;

type Grid<Row extends object> = Pick<DataTableProps<Row>, "columns" | "isEditable" | "onOpen"> &
  Readonly<{
    rows: readonly Row[];
    keys: readonly string[];
    moveTo: (index: number) => void;
    /** Gives the grid its focus back. */
    focus: () => void;
  }>;

export function useCellEditing<Row extends object>(grid: Grid<Row>): CellEditing {
  const { columns, rows, keys } = grid;
  const [column, setColumn] = useState(-1);
  const [editing, setEditing] = useState<Cell | null>(null);
  const editable = useMemo(() => columns.flatMap((column, place) => (column.editor ? [place] : [])), [columns]);

  const edit = (index: number, at: number) => {
    const [row, key] = [rows[index], keys[index]];
    if (row === undefined || key === undefined) return;
    if (grid.isEditable?.(row) === false) return grid.onOpen?.(row);
    setColumn(at);
    setEditing({ key, column: at });
  };
  const end = useStable((key: string, how: EditEnd) => {
    const index = keys.indexOf(key);
    const from = { index, column: editing?.column ?? -1 };
    const next = how === "stay" || index < 0 ? null : cellBeside(from, how === "next" ? 1 : -1, editable, rows.length);
    setEditing(null);
    grid.focus();
    if (index >= 0) grid.moveTo(next?.index ?? index);
    if (!next) return;
    setColumn(next.column);
    const row = rows[next.index];
    if (row !== undefined && grid.isEditable?.(row) !== false) edit(next.index, next.column);
  });
  return {
    keys: editable.length > 0 ? { editable, column, moveToColumn: setColumn, edit } : undefined,
    column,
    editingColumnOf: (key) => (editing?.key === key ? editing.column : -1),
    end,
  };
}

/** A callback whose identity never changes and that always does the newest thing: for children that are memoised. */
export function useStable<Arguments extends unknown[], Answer>(
  callback: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  const newest = useRef(callback);
  useLayoutEffect(() => {
    newest.current = callback;
  });
  return useCallback((...given: Arguments) => newest.current(...given), []);
}

/** The keys that choose and edit a cell of the grid's row, and where editing goes on from one. */
export type CellKeys = Readonly<{
  /** The columns that can be edited, by their place; never empty. */
  editable: readonly number[];
  /** The one the keyboard is on; -1: on the row. */
  column: number;
  moveToColumn: (column: number) => void;
  edit: (index: number, column: number) => void;
}>;

/** Whether the key was pressed in a cell. */
function cellKey(key: string, active: number, { editable, column, moveToColumn, edit }: CellKeys): boolean {
  const place = editable.indexOf(column);
  if (key === "ArrowRight") moveToColumn(editable[Math.min(place + 1, editable.length - 1)] ?? -1);
  else if (key === "ArrowLeft" && place >= 0) moveToColumn(editable[place - 1] ?? -1);
  else if (key === "Escape" && place >= 0) moveToColumn(-1);
  else if (key === "F2") edit(active, editable[Math.max(place, 0)] ?? -1);
  else if (key === "Enter" && place >= 0) edit(active, column);
  else return false;
  return true;
}

/** Where editing goes on: the cell beside it, or the first or last one of the row beside; null at either end. */
export function cellBeside(
  { index, column }: Readonly<{ index: number; column: number }>,
  by: 1 | -1,
  editable: readonly number[],
  count: number,
): Readonly<{ index: number; column: number }> | null {
  const beside = editable[editable.indexOf(column) + by];
  if (beside !== undefined) return { index, column: beside };
  const row = index + by;
  const far = by === 1 ? editable[0] : editable.at(-1);
  return row < 0 || row >= count || far === undefined ? null : { index: row, column: far };
}

type GridKeys = Readonly<{
  count: number;
  active: number;
  /** Rows; asked when a key is pressed, as the size of the window is then. */
  pageSize: () => number;
  moveTo: (index: number) => void;
  open: ((index: number) => void) | undefined;
  select: ((index: number, isRange: boolean) => void) | undefined;
  cells?: CellKeys | undefined;
}>;

/**
 * The keyboard of a grid: arrows, Page, Home and End move; Enter opens; Space selects, with Shift a range.
 * With cells to edit: Left and Right choose one, Enter or F2 edits it, Escape goes back to the row.
 */
export function gridKeyHandler({ count, active, pageSize, moveTo, open, select, cells }: GridKeys) {
  const stepsBy = (pageRows: number): Readonly<Record<string, number>> => ({
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageRows,
    PageUp: active - pageRows,
    Home: 0,
    End: count - 1,
  });

  return (event: KeyboardEvent) => {
    // Keys of a control inside a row are its own.
    if (event.target !== event.currentTarget || isCombined(event) || count === 0) return;
    const step = stepsBy(pageSize())[event.key];
    if (step !== undefined) moveTo(Math.max(0, Math.min(count - 1, step)));
    else if (cells && active >= 0 && cellKey(event.key, active, cells)) return event.preventDefault();
    else if (event.key === "Enter" && open && active >= 0) open(active);
    else if (event.key === " " && select && active >= 0) select(active, event.shiftKey);
    else return;
    event.preventDefault();
  };
}

const isCombined = ({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean => metaKey || ctrlKey || altKey;
