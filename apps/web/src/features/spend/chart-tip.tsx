import type { ReactNode } from "react";
import classes from "./spend.module.css";

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
const dayTitle = (day: string): string => `${WEEKDAY.format(Date.parse(day))} ${day}`;

export type TipRow = Readonly<{ key: string; color: string; label: string; value: ReactNode }>;

type ChartTipProps = Readonly<{ day: string; total: ReactNode; rows: readonly TipRow[]; note?: string }>;

/** The box beside the pointer: the day, its total, and its parts. */
export function ChartTip({ day, total, rows, note }: ChartTipProps) {
  return (
    <div className={classes.tip}>
      <div className={classes.tipHead}>
        <span>{dayTitle(day)}</span>
        <span>{total}</span>
      </div>
      {rows.map(({ key, color, label, value }) => (
        <div key={key} className={classes.tipRow}>
          <span className={classes.swatch} style={{ background: color }} />
          <span>{label}</span>
          <span>{value}</span>
        </div>
      ))}
      {note !== undefined && <div className={classes.tipRow}>{note}</div>}
    </div>
  );
}
