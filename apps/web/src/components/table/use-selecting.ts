/** Selection by checkbox, Space, Shift-ranges and select-all; null when the table has none. */
import { useMemo, useRef } from "react";
import type { DataTableProps, Selectability } from "./data-table-props";
import { useStable } from "./use-cell-editing";
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
  const isSelecting = selection !== undefined && onSelectionChange !== undefined;
  const together = useMemo(
    () =>
      isSelecting && selectability ? keys.filter((_, at) => selectabilityOf(rows[at], selectability) === "all") : keys,
    [isSelecting, selectability, rows, keys],
  );
  const state = useMemo(() => (selection ? selectAllState(selection, together) : "none"), [selection, together]);
  const toggle = useStable(() => selection && onSelectionChange?.(toggleAll(selection, together)));
  const all = useMemo<SelectAll>(
    () => ({
      state,
      label: `Select all ${together.length} of ${label}`,
      isEmpty: together.length === 0,
      onToggle: toggle,
    }),
    [state, together.length, label, toggle],
  );
  if (!selection || !onSelectionChange) return null;

  const select = (index: number, isRange: boolean) => {
    const key = keys[index];
    if (key === undefined || selectabilityOf(rows[index], selectability) === "none") return;
    const inRange = () => keys.filter((_, at) => selectabilityOf(rows[at], selectability) !== "none");
    onSelectionChange(isRange ? toggleRange(selection, inRange(), anchor.current, key) : toggleRow(selection, key));
    if (!isRange) anchor.current = key;
  };
  return { selection, select, all };
}

const selectabilityOf = <Row extends object>(
  row: Row | undefined,
  selectability: ((row: Row) => Selectability) | undefined,
): Selectability => (row === undefined ? "none" : (selectability?.(row) ?? "all"));
