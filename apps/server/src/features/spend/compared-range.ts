/** The days that a range is compared with. Time: days of the ledger, both ends included. */
import { addDays, type Comparison, type DayRange, daysInRange } from "@ratecard/contract";

/** null: with nothing. The last day of a month stands for the last day of any other, so that whole months stay whole. */
export function comparedRange(range: DayRange, compare: Comparison): DayRange | null {
  switch (compare) {
    case "previous": {
      const to = addDays(range.from, -1);
      return { from: addDays(to, 1 - daysInRange(range)), to };
    }
    case "month":
      return monthsBefore(range, 1);
    case "year":
      return monthsBefore(range, 12);
    case "none":
      return null;
  }
}

const monthsBefore = ({ from, to }: DayRange, months: number): DayRange => ({
  from: dayMonthsBefore(from, months, false),
  to: dayMonthsBefore(to, months, addDays(to, 1).endsWith("-01")),
});

function dayMonthsBefore(day: string, months: number, isLast: boolean): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - months, 0));
  const kept = isLast ? last.getUTCDate() : Math.min(date, last.getUTCDate());
  return `${last.toISOString().slice(0, 8)}${String(kept).padStart(2, "0")}`;
}
