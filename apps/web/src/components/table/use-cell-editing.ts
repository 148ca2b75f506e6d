/** Which cell the keyboard is on and which one is being edited. A cell is known by its row's key, so that a refresh does not move it. */
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { cellBeside, type CellKeys } from "./cell-keys";
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
  const editable = useMemo(() => columns.flatMap((one, place) => (one.editor ? [place] : [])), [columns]);

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
