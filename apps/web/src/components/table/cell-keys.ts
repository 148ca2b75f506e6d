/** The keys that choose and edit a cell of the grid's row, and where editing goes on from one. */
export type CellKeys = Readonly<{
  /** The columns that can be edited, by their place; never empty. */
  editable: readonly number[];
  /** The one the keyboard is on; -1: on the row. */
  column: number;
  moveToColumn: (column: number) => void;
  edit: (index: number, column: number) => void;
}>;

/** Whether the key meant a cell. */
export function cellKey(key: string, active: number, { editable, column, moveToColumn, edit }: CellKeys): boolean {
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
