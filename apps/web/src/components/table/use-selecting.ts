/** Selection by checkbox, Space, Shift-ranges and select-all; null when the table has none. */
import { useRef } from "react";
import { selectAllState, type Selection, toggleAll, toggleRange, toggleRow } from "../row-selection";
import type { DataTableProps, Ticking } from "./data-table-props";

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

/** null: no row of this table needs ticks. */
export function useTicking<Row>(ticking: Ticking<Row> | undefined, rows: readonly Row[]) {
  const anchor = useRef<string | null>(null);
  if (!ticking) return null;
  const { ticked, onTick, tickKey } = ticking;
  return (index: number, isRange: boolean) => {
    const row = rows[index];
    const key = row === undefined ? null : tickKey(row);
    if (key === null) return;
    const keys = isRange ? rows.flatMap((ranged) => tickKey(ranged) ?? []) : [];
    onTick(isRange ? toggleRange(ticked, keys, anchor.current, key) : toggleRow(ticked, key));
    if (!isRange) anchor.current = key;
  };
}
