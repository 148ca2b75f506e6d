/**
 * Compares what is kept in sums with the ledger itself, a day at a time: whatever plain SQL changed shows, in which sum, by how much.
 * Units   USD as decimal text, `ledger` minus `kept`. Time: days of the ledger.
 * Rules   sums of a day = its requests - corrections of it + corrections posted on it. Days whose requests were dropped have nothing
 *         to compare: their sums are what is left.
 * Source  one statement sees one state of both, so that nothing of what is booked meanwhile looks like a difference. A repair adds
 *         the difference, so that it and the intake may come in any order.
 */
import type { Pool } from "pg";
import { inTurn } from "./in-turn";
import { correctionsOfDay } from "./corrections";
import { FIRST_KEPT_DAY } from "./kept-days";
import { dayOf, isOfDays } from "./ledger-days";
import { addToSums, BEHIND_MONTH, KEY_COLUMNS, MEASURE_COLUMNS, monthsOf, SUM_KEY, SUMS_BY_DAY } from "./rollups";

const columns = (of: (column: string) => string) => MEASURE_COLUMNS.map(of).join(", ");

/** The rows of `wrong` are in the columns of `usage_sums`: what has to be added to `kept` to have `right_sums`. */
export const wrongOf = (right: string, kept: string) => `right_sums AS MATERIALIZED (${right}
  ), kept AS (${kept}
  ), wrong AS MATERIALIZED (
    SELECT ${SUM_KEY}, ${columns((column) => `coalesce(right_sums.${column}, 0) - coalesce(kept.${column}, 0) AS ${column}`)}
    FROM right_sums FULL JOIN kept USING (${SUM_KEY})
    WHERE (${columns((column) => `coalesce(right_sums.${column}, 0)`)}) <> (${columns((column) => `coalesce(kept.${column}, 0)`)})
  )`;

const IS_KEPT = `($1::date < ${FIRST_KEPT_DAY}) IS NOT TRUE`;
const RIGHT_DAY = `SELECT ${SUM_KEY}, ${columns((column) => `sum(${column}) AS ${column}`)}
  FROM (${SUMS_BY_DAY} UNION ALL ${correctionsOfDay("$1::date")}) AS parts GROUP BY ${SUM_KEY}`;

/** $1 the day. Nothing is right or wrong of one that is no longer kept. */
const WRONG_DAY = `
  logged AS (
    SELECT * FROM usage_logs WHERE ${isOfDays("occurred_at", "$1::date", "$1::date")}
  ), ${wrongOf(
    `SELECT * FROM (${RIGHT_DAY}) AS sums WHERE ${IS_KEPT}`,
    `SELECT * FROM usage_sums WHERE rollup LIKE '%\\_day' AND day = $1::date AND ${IS_KEPT}`,
  )}`;

/** A month that is behind its days is not compared: nobody reads it. */
const WRONG_MONTHS = wrongOf(
  monthsOf(
    `(SELECT sums.* FROM usage_sums AS sums, usage_months WHERE rollup LIKE '%\\_day' AND day < summed_before
      AND date_trunc('month', day) IS DISTINCT FROM ${BEHIND_MONTH}) AS days`,
  ),
  `SELECT * FROM usage_sums WHERE rollup LIKE '%\\_month' AND day IS DISTINCT FROM ${BEHIND_MONTH}`,
);

export type WrongSum = Readonly<{
  rollup: string;
  day: string;
  /** The names it is kept by, those that are not empty. */
  of: Readonly<Record<string, string>>;
  requests: number;
  costUsd: string;
}>;

const MOST_SHOWN = 50;

const SHOWN = `SELECT count(*) OVER ()::int AS count, rollup, day::text, requests::float8, trim_scale(cost_usd)::text AS "costUsd",
    jsonb_strip_nulls(jsonb_build_object(${KEY_COLUMNS.map((column) => `'${column}', nullif(${column}, '')`).join(", ")})) AS "of"
  FROM wrong ORDER BY ${SUM_KEY} LIMIT ${MOST_SHOWN}`;

export type DayCompared = Readonly<{ count: number; wrong: readonly WrongSum[] }>;

/** `repair`: the sums follow the ledger from then on, in all measures or in some of them. */
export async function compareDay(
  pool: Pool,
  day: string,
  { repair, measures = MEASURE_COLUMNS }: Readonly<{ repair: boolean; measures?: readonly string[] }>,
): Promise<DayCompared> {
  const sql = `WITH ${WRONG_DAY}${repair ? `, ${repairedDay(measures)}` : ""} ${SHOWN}`;
  return compared(pool, repair, sql, [day]);
}

/** The same of the sums of months, beside those of their days. */
export async function compareMonths(pool: Pool, { repair }: Readonly<{ repair: boolean }>): Promise<DayCompared> {
  const repaired = `months AS MATERIALIZED (SELECT FROM usage_months FOR SHARE), repaired AS (${addToSums("wrong", "+")})`;
  return compared(pool, repair, `WITH ${WRONG_MONTHS}${repair ? `, ${repaired}` : ""} ${SHOWN}`, []);
}

type Shown = WrongSum & Readonly<{ count: number }>;

async function compared(pool: Pool, repair: boolean, sql: string, values: readonly string[]): Promise<DayCompared> {
  const ask = (client: Pick<Pool, "query">) => client.query<Shown>(sql, [...values]);
  const { rows } = await (repair ? inTurn(pool, ask) : ask(pool));
  const wrong = rows.map(({ rollup, day, of, requests, costUsd }) => ({ rollup, day, of, requests, costUsd }));
  return { count: rows[0]?.count ?? 0, wrong };
}

function repairedDay(measures: readonly string[]): string {
  const days = `SELECT ${SUM_KEY}, ${measures.join(", ")} FROM wrong`;
  const months = monthsOf("(SELECT wrong.* FROM wrong JOIN months ON day < summed_before) AS late_days", measures);
  return `months AS MATERIALIZED (
    SELECT summed_before FROM usage_months FOR SHARE
  ), repaired AS (${addToSums(`(${days} UNION ALL ${months}) AS sums`, "+", measures)})`;
}

/** Days that have rows or sums, oldest first; none whose requests were dropped. */
export async function daysOfLedger(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ day: string }>(
    `WITH bounds AS (
       SELECT greatest(${FIRST_KEPT_DAY},
           least(${dayOf("(SELECT min(occurred_at) FROM usage_logs)")}, (SELECT min(day) FROM usage_by_model_day))) AS first,
         greatest(${dayOf("(SELECT max(occurred_at) FROM usage_logs)")}, (SELECT max(day) FROM usage_by_model_day)) AS last
     ), days AS (
       SELECT start::date AS day FROM bounds, generate_series(first::timestamp, last::timestamp, interval '1 day') AS start
     )
     SELECT days.day::text FROM days
     WHERE EXISTS (SELECT FROM usage_logs WHERE ${isOfDays("occurred_at", "days.day", "days.day")})
       OR EXISTS (SELECT FROM usage_sums WHERE rollup LIKE '%\\_day' AND usage_sums.day = days.day)
     ORDER BY 1`,
  );
  return rows.map(({ day }) => day);
}
