/**
 * Known names a mistyped one may have meant.
 *
 * Units   edits (insert, delete, replace, swap neighbours); at most a fifth of the name, never over 3.
 * Errors  none; at most `limit` names, nearest first, ties by text.
 */
import { normalisedKey } from "./model-name";
import { compareText } from "./price-book";

export type NearName = Readonly<{
  name: string;
  /** `case`: only letter case differs; `provider`: the same name under a provider prefix. */
  difference: "case" | "provider" | "typo";
  edits: number;
}>;

const LIMIT = 3;
const MOST_EDITS = 3;

export function nearestNames(model: string, names: Iterable<string>, limit = LIMIT): readonly NearName[] {
  const wanted = comparable(model);
  const most = Math.min(MOST_EDITS, Math.max(1, Math.floor(wanted.length / 5)));
  const near: NearName[] = [];
  for (const name of new Set(names)) {
    if (name === model) continue;
    const candidate = comparable(name);
    if (candidate === wanted) near.push({ name, difference: "case", edits: 0 });
    else if (lastSegment(candidate) === lastSegment(wanted)) near.push({ name, difference: "provider", edits: 0 });
    else {
      const edits = editDistance(wanted, candidate, most);
      if (edits <= most) near.push({ name, difference: "typo", edits });
    }
  }
  return near.sort((a, b) => rank(a) - rank(b) || compareText(a.name, b.name)).slice(0, limit);
}

const rank = ({ difference, edits }: NearName): number =>
  difference === "case" ? 0 : difference === "provider" ? 0.5 : edits;

const comparable = (name: string): string => normalisedKey(name).toLowerCase();

const lastSegment = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

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
