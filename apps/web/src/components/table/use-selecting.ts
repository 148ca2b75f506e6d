/** Selection by checkbox, Space, Shift-ranges and select-all; null when the table has none. */
import { useRef } from "react";
import type { DataTableProps } from "./data-table-props";
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
  { selection, onSelectionChange, label }: DataTableProps<Row>,
  keys: readonly string[],
): Selecting | null {
  const anchor = useRef<string | null>(null);
  if (!selection || !onSelectionChange) return null;

  const select = (index: number, isRange: boolean) => {
    const key = keys[index];
    if (key === undefined) return;
    onSelectionChange(isRange ? toggleRange(selection, keys, anchor.current, key) : toggleRow(selection, key));
    if (!isRange) anchor.current = key;
  };
  const onToggle = () => onSelectionChange(toggleAll(selection, keys));
  const all: SelectAll = {
    state: selectAllState(selection, keys),
    label: `Select all ${keys.length} of ${label}`,
    isEmpty: keys.length === 0,
    onToggle,
  };
  return { selection, select, all };
}
