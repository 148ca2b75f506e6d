/** Selection by checkbox, Space, Shift-ranges and select-all; null when the table has none. */
import { useRef } from "react";
import type { DataTableProps } from "./data-table-props";
import { type Selection, selectAllState, toggleAll, toggleRange, toggleRow } from "../row-selection";

export type Selecting = Readonly<{
  selection: Selection;
  select: (index: number, isRange: boolean) => void;
  all: Readonly<{ state: "none" | "some" | "all"; label: string; onToggle: () => void }>;
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
  return {
    selection,
    select,
    all: { state: selectAllState(selection, keys), label: `Select all ${keys.length} of ${label}`, onToggle },
  };
}
