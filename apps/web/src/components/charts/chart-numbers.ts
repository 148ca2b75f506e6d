/** What stands on the axes of charts: a glance only, so a float will do. The exact values are in tooltips and tables. */
import { parseSignedUsd, toNumberForChart } from "@ratecard/money";

export type Unit = "usd" | "count";

/** For pixels and order only. */
export function pixelsOf(value: string, unit: Unit): number {
  if (unit === "count") return Number(value);
  const amount = parseSignedUsd(value);
  return amount.ok ? toNumberForChart(amount.value) : 0;
}

const USD = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumSignificantDigits: 3,
});
const COUNT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

export const valueTick = (value: number, unit: Unit): string =>
  unit === "count" ? COUNT.format(value) : value === 0 ? "$0" : USD.format(value);

const DAY = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" });

export const isMonth = (name: string): boolean => name.length === "2026-01".length;
export const isHour = (name: string): boolean => name.length > "2026-01-31".length;

/** "Mar 1", "Mar 2026", "Mar 1, 14:00". */
export const stepTick = (name: string): string =>
  `${(isMonth(name) ? MONTH : DAY).format(Date.parse(name.slice(0, 10)))}${isHour(name) ? `, ${name.slice(11)}` : ""}`;
