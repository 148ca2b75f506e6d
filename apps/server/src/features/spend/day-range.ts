/** Ranges of days. Time: days of UTC as `2026-01-31`, both ends included. */
import { addDays, type DayRange, daysInRange } from "@ratecard/contract";

/** The period of equal length that ends the day before. */
export function previousRange(range: DayRange): DayRange {
  const to = addDays(range.from, -1);
  return { from: addDays(to, 1 - daysInRange(range)), to };
}

export const daysOf = (range: DayRange): string[] =>
  Array.from({ length: daysInRange(range) }, (_, index) => addDays(range.from, index));
