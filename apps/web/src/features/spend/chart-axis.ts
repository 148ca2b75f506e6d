/** What stands on the axes: a glance only, so a float will do. The exact values are in the tooltip and the table. */
const USD = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumSignificantDigits: 3,
});
const COUNT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const DAY = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });
const WEEKDAY = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });

export const usdTick = (value: number): string => (value === 0 ? "$0" : USD.format(value));
export const countTick = (value: number): string => COUNT.format(value);
/** "Mar 1". */
export const dayTick = (day: string): string => DAY.format(Date.parse(day));
/** "Sun 2026-03-01". */
export const dayTitle = (day: string): string => `${WEEKDAY.format(Date.parse(day))} ${day}`;
