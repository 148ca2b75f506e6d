/** How many edits lead from one text to another. Units: inserts, deletes, replacements, swaps of neighbours. */
/** Optimal string alignment; gives up (answers most + 1) as soon as it must exceed `most`. */
export function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      current[column] = cheapest(left, right, row, column, { above, current, before });
    }
    if (Math.min(...current) > most) return most + 1;
    before = above;
    above = current;
  }
  return above[right.length] ?? most + 1;
}

type Rows = Readonly<{ above: readonly number[]; current: readonly number[]; before: readonly number[] }>;

function cheapest(left: string, right: string, row: number, column: number, rows: Rows): number {
  const isSame = left[row - 1] === right[column - 1];
  const at = (line: readonly number[], index: number): number => line[index] ?? Number.POSITIVE_INFINITY;
  const plain = Math.min(
    at(rows.above, column) + 1,
    at(rows.current, column - 1) + 1,
    at(rows.above, column - 1) + (isSame ? 0 : 1),
  );
  const isSwap = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
  return isSwap ? Math.min(plain, at(rows.before, column - 2) + 1) : plain;
}
