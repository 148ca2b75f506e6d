/**
 * From where the sums of some days are read: the smallest rollup that has the columns, whole months in one row of a name each, the
 * days at the edges one by one. Of a month that lies in the range for its larger part, the other days are taken out. Where no rollup
 * has the columns, the requests themselves have to be read.
 * Time    days of the ledger, both ends included.
 */
import { addDays, type DayRange, daysInRange } from "@ratecard/contract";
import { type KeyColumn, ROLLUPS } from "#server/ledger/rollups";

/** Rows of `table` whose `day` lies in the range; a month stands under its first day. `without`: of the one month, days to take out. */
export type SpanOfSums = DayRange & Readonly<{ table: string; without?: readonly DayRange[] }>;

export type ReadingPlan =
  | Readonly<{ readFrom: "sums"; columns: readonly KeyColumn[]; spans: readonly SpanOfSums[] }>
  | Readonly<{ readFrom: "requests" }>;

type Reading = Readonly<{
  range: DayRange;
  /** What is grouped or filtered by. */
  columns: readonly KeyColumn[];
  /** Days or weeks are told apart. */
  needsDays: boolean;
  /** The days before this one are in the sums of their months. */
  summedBefore: string;
}>;

export function planReading({ range, columns, needsDays, summedBefore }: Reading): ReadingPlan {
  const found = Object.entries(ROLLUPS).find(([, kept]) => columns.every((column) => kept.some((by) => by === column)));
  if (!found) return { readFrom: "requests" };
  const [rollup, kept] = found;
  const spans = needsDays ? [{ grain: "day", ...range } as const] : spansOf(range, summedBefore);
  return {
    readFrom: "sums",
    columns: kept,
    spans: spans.map(({ grain, ...span }) => ({ table: `usage_${rollup}_${grain}`, ...span })),
  };
}

type Span = DayRange & Readonly<{ grain: "day" | "month"; without?: readonly DayRange[] }>;

/** The month of the first day, those between, and that of the last day. */
function spansOf({ from, to }: DayRange, summedBefore: string): readonly Span[] {
  const [first, last] = [monthOf(from), monthOf(to)];
  const blocks =
    first.from === last.from
      ? [first]
      : [first, { from: addDays(first.to, 1), to: addDays(last.from, -1) }, last].filter(isAny);
  return blocks
    .flatMap((block) => {
      const asked = { from: later(block.from, from), to: earlier(block.to, to) };
      return ofBlock({ from: block.from, to: earlier(block.to, addDays(summedBefore, -1)) }, asked);
    })
    .reduce(joined, NO_SPANS);
}

/** `summed`: days that are in the sums of their months, one month where not all of them are asked for. */
function ofBlock(summed: DayRange, asked: DayRange): readonly Span[] {
  const read = { from: asked.from, to: earlier(asked.to, summed.to) };
  const without = [
    { from: summed.from, to: addDays(asked.from, -1) },
    { from: addDays(asked.to, 1), to: summed.to },
  ].filter(isAny);
  const isLarger = isAny(read) && daysInRange(read) > without.reduce((sum, days) => sum + daysInRange(days), 0);
  if (!isLarger) return [{ grain: "day", ...asked }];
  const rest: Span = { grain: "day", from: addDays(summed.to, 1), to: asked.to };
  return [{ grain: "month", ...summed, ...(without.length > 0 && { without }) }, ...(isAny(rest) ? [rest] : [])];
}

const NO_SPANS: readonly Span[] = [];

function joined(spans: readonly Span[], next: Span): readonly Span[] {
  const before = spans.at(-1);
  const isOne = before && before.grain === next.grain && !before.without && !next.without;
  return isOne ? [...spans.slice(0, -1), { ...before, to: next.to }] : [...spans, next];
}

const isAny = ({ from, to }: DayRange): boolean => from <= to;
const monthOf = (day: string): DayRange => {
  const from = `${day.slice(0, 8)}01`;
  return { from, to: addDays(`${addDays(from, 31).slice(0, 8)}01`, -1) };
};
const earlier = (day: string, other: string): string => (day < other ? day : other);
const later = (day: string, other: string): string => (day > other ? day : other);
