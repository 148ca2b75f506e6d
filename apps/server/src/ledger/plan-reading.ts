/**
 * From where the sums of some days are read: the smallest rollup that has the columns, whole months in one row of a name each, the
 * days at the edges one by one, as those of a month that a re-cost is at work in. Where no rollup has them, the requests themselves
 * have to be read.
 * Time    days of the ledger, both ends included.
 */
import { addDays, type DayRange } from "@ratecard/contract";
import { type KeyColumn, ROLLUPS } from "#server/ledger/rollups";

/** Rows of `table` whose `day` lies in the range; a month stands under its first day. */
export type SpanOfSums = DayRange & Readonly<{ table: string }>;

export type ReadingPlan =
  | Readonly<{ readFrom: "sums"; columns: readonly KeyColumn[]; spans: readonly SpanOfSums[] }>
  | Readonly<{ readFrom: "requests" }>;

type Reading = Readonly<{
  range: DayRange;
  /** What is grouped or filtered by. */
  columns: readonly KeyColumn[];
  /** Days or weeks are told apart. */
  needsDays: boolean;
  months: SummedMonths;
}>;

export type SummedMonths = Readonly<{
  /** The days before this one are in the sums of their months. */
  summedBefore: string;
  /** The first day of the month whose sums are behind those of its days, if any is. */
  behindMonth: string | null;
}>;

export function planReading({
  range,
  columns,
  needsDays,
  months: { summedBefore, behindMonth },
}: Reading): ReadingPlan {
  const found = Object.entries(ROLLUPS).find(([, kept]) => columns.every((column) => kept.some((by) => by === column)));
  if (!found) return { readFrom: "requests" };
  const [rollup, kept] = found;
  const spansOf = (grain: "day" | "month", from: string, to: string): readonly SpanOfSums[] =>
    from <= to ? [{ table: `usage_${rollup}_${grain}`, from, to }] : [];
  const months = needsDays ? null : summedMonths(range, summedBefore);
  if (!months) return { readFrom: "sums", columns: kept, spans: spansOf("day", range.from, range.to) };
  const behind = monthWithin(months, behindMonth) ?? { from: addDays(months.to, 1), to: months.to };
  const spans = [
    ...spansOf("day", range.from, addDays(months.from, -1)),
    ...spansOf("month", months.from, addDays(behind.from, -1)),
    ...spansOf("day", behind.from, behind.to),
    ...spansOf("month", addDays(behind.to, 1), months.to),
    ...spansOf("day", addDays(months.to, 1), range.to),
  ];
  return { readFrom: "sums", columns: kept, spans };
}

const monthWithin = ({ from, to }: DayRange, month: string | null): DayRange | null => {
  if (month === null || month < from || month > to) return null;
  const last = addDays(firstOfMonth(addDays(month, 31)), -1);
  return { from: month, to: last < to ? last : to };
};

/**
 * From the first day of the first whole month to the last day that is in the sums of months which hold days of the range alone: the end
 * of a month, or how far the last one is summed.
 */
function summedMonths({ from, to }: DayRange, summedBefore: string): DayRange | null {
  const begin = from === firstOfMonth(from) ? from : firstOfMonth(addDays(firstOfMonth(from), 31));
  const after = addDays(to, 1);
  const end = after < summedBefore ? firstOfMonth(after) : summedBefore;
  return begin < end ? { from: begin, to: addDays(end, -1) } : null;
}

const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;
