import type { ReactNode } from "react";
import { dayTitle } from "./chart-axis";
import classes from "./spend.module.css";

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
