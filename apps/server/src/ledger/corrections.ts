/** Corrections of closed months as sums, in the columns of `usage_sums` or kept by any columns. Time: days of the ledger. */
import type { DayRange } from "@ratecard/contract";
import type { PoolClient } from "pg";
import { type KeyColumn, MEASURE_COLUMNS, type Measures, measuresNamed, sumRowsByDay, sumsByDay } from "./rollups";

/** `+`: on the day they are posted on. `-`: taken from the day that they correct, whose requests are counted elsewhere. */
const SIDES = [
  { day: "posted_on", sign: "+" },
  { day: "corrects_on", sign: "-" },
] as const;

const measures = (sign: "+" | "-"): Measures =>
  Object.fromEntries(MEASURE_COLUMNS.map((column) => [column, `${sign}sum(logged.${column})`]));

/** What a day's sums have beside its requests; `day` as SQL. */
export const correctionsOfDay = (day: string): string =>
  SIDES.map((side) =>
    sumsByDay(
      `(SELECT * FROM usage_corrections WHERE ${side.day} = ${day})`,
      `logged.${side.day}`,
      measures(side.sign),
    ),
  ).join(" UNION ALL ");

/**
 * The same for days `from` to `to`, kept by `columns`; `filters`: SQL over rows named `logged`, `named`: some measures, `stepOf`: what
 * stands for a day.
 */
export const correctionsBy = (
  { from, to, filters }: Readonly<{ from: string; to: string; filters: readonly string[] }>,
  columns: readonly KeyColumn[],
  named: readonly string[],
  stepOf = (day: string) => day,
): string =>
  SIDES.map((side) => {
    const conditions = [`${side.day} BETWEEN ${from} AND ${to}`, ...filters].join(" AND ");
    const rows = `SELECT * FROM usage_corrections AS logged WHERE ${conditions}`;
    return sumRowsByDay(rows, columns, stepOf(`logged.${side.day}`), measuresNamed(named, measures(side.sign)));
  }).join(" UNION ALL ");

/** Whether the sums of some of these days are not those of their own requests. */
export async function isAnyCorrected(client: PoolClient, { from, to }: DayRange): Promise<boolean> {
  const days = "BETWEEN $1::date AND $2::date";
  const { rows } = await client.query<{ isCorrected: boolean }>(
    `SELECT EXISTS (SELECT FROM usage_corrections WHERE posted_on ${days}) OR EXISTS (SELECT FROM usage_corrections WHERE corrects_on ${days}) AS "isCorrected"`,
    [from, to],
  );
  return rows[0]?.isCorrected ?? false;
}
