/** Selection by checkbox, Space, Shift-ranges and select-all; null when the table has none. */
import { useRef } from "react";
import type { DataTableProps, Selectability } from "./data-table-props";
import { type Selection, selectAllState, toggleAll, toggleRange, toggleRow } from "../row-selection";

/** `isEmpty`: there is no row to select, or none yet. */
export type SelectAll = Readonly<{
  state: "none" | "some" | "all";
  label: string;
  isEmpty: boolean;
  onToggle: () => void;
}>;

export type Selecting = Readonly<{
  selection: Selection;
  select: (index: number, isRange: boolean) => void;
  all: SelectAll;
}>;

export function useSelecting<Row extends object>(
  { selection, onSelectionChange, selectability, label }: DataTableProps<Row>,
  rows: readonly Row[],
  keys: readonly string[],
): Selecting | null {
  const anchor = useRef<string | null>(null);
  if (!selection || !onSelectionChange) return null;
  const of = (index: number): Selectability => {
    const row = rows[index];
    return row === undefined ? "none" : (selectability?.(row) ?? "all");
  };

  const select = (index: number, isRange: boolean) => {
    const key = keys[index];
    if (key === undefined || of(index) === "none") return;
    const inRange = () => keys.filter((_, at) => of(at) !== "none");
    onSelectionChange(isRange ? toggleRange(selection, inRange(), anchor.current, key) : toggleRow(selection, key));
    if (!isRange) anchor.current = key;
  };
  const together = selectability ? keys.filter((_, at) => of(at) === "all") : keys;
  const all: SelectAll = {
    state: selectAllState(selection, together),
    label: `Select all ${together.length} of ${label}`,
    isEmpty: together.length === 0,
    onToggle: () => onSelectionChange(toggleAll(selection, together)),
  };
  return { selection, select, all };
}
