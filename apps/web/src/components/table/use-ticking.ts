/** Ticks that rows need one by one, given by a column of the page: by click, Space, or Shift for all of them in between. */
import { useRef } from "react";
import { type Selection, toggleRange, toggleRow } from "../row-selection";

export type Ticking<Row> = Readonly<{
  ticked: Selection;
  onTick: (next: Selection) => void;
  /** What the row is ticked by; null: it needs no tick. */
  tickKey: (row: Row) => string | null;
}>;

/** null: no row of this table needs ticks. */
export function useTicking<Row>(ticking: Ticking<Row> | undefined, rows: readonly Row[]) {
  const anchor = useRef<string | null>(null);
  if (!ticking) return null;
  const { ticked, onTick, tickKey } = ticking;
  return (index: number, isRange: boolean) => {
    const row = rows[index];
    const key = row === undefined ? null : tickKey(row);
    if (key === null) return;
    const keys = isRange ? rows.flatMap((one) => tickKey(one) ?? []) : [];
    onTick(isRange ? toggleRange(ticked, keys, anchor.current, key) : toggleRow(ticked, key));
    if (!isRange) anchor.current = key;
  };
}
