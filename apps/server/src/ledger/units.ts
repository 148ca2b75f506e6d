/**
 * What was consumed beside tokens, by day, model and unit: how rows named `logged` are added, and compared with what is kept.
 * Units   quantities as the unit says. Time: days of the ledger.
 */
import type { Pool } from "pg";
import { inTurn } from "./in-turn";
import { isOfDays } from "./ledger-days";
import { DAY } from "./rollups";
import { POSTED_DAY } from "./sum-logged";

const KEY = ["day", "model", "provider", "pricing_source", "unit"] as const;

/** `times`: how often each row counts. */
const sumsOf = (rows: string, day: string, times: string): string => `
  SELECT ${day} AS day, logged.model, coalesce(logged.provider, '') AS provider, logged.pricing_source, consumed.key AS unit,
    sum(${times}) AS requests, sum(${times} * consumed.value::numeric) AS quantity
  FROM ${rows} AS logged CROSS JOIN jsonb_each_text(logged.units) AS consumed
  GROUP BY 1, 2, 3, 4, 5`;

const addUnits = (sums: string, sign: "+" | "-"): string => `
  INSERT INTO usage_units_by_model_day AS rollup (${KEY.join(", ")}, requests, quantity)
  SELECT ${KEY.join(", ")}, ${sign}requests, ${sign}quantity FROM (${sums}) AS sums ORDER BY model, provider, pricing_source, unit, day
  ON CONFLICT (model, provider, pricing_source, unit, day) DO UPDATE SET
    requests = rollup.requests + excluded.requests, quantity = rollup.quantity + excluded.quantity`;

/** Adds the units of `logged`, or takes them out. `isLate`: as for `sumLogged`. */
export const upsertUnits = (sign: "+" | "-", isLate: boolean): string =>
  addUnits(sumsOf("logged", isLate ? POSTED_DAY : DAY, "1"), sign);

/** The CTE body that moves the units of requests that change; `rows` as for `moveSums`. */
export const moveUnits = (rows: string): string =>
  addUnits(
    `SELECT * FROM (${sumsOf(rows, POSTED_DAY, "logged.sign")}) AS moved WHERE requests <> 0 OR quantity <> 0`,
    "+",
  );

const corrections = (day: "posted_on" | "corrects_on", times: string): string =>
  sumsOf(`(SELECT * FROM usage_corrections WHERE units IS NOT NULL AND ${day} = $1::date)`, `logged.${day}`, times);

/** A row of the ledger may be of many requests; its units are of them all. */
const TIMES = "sign(logged.requests::numeric)";

const RIGHT = `SELECT ${KEY.join(", ")}, sum(requests) AS requests, sum(quantity) AS quantity FROM (
    ${[sumsOf("logged", DAY, "1"), corrections("posted_on", TIMES), corrections("corrects_on", `-${TIMES}`)].join(" UNION ALL ")}
  ) AS parts GROUP BY ${KEY.join(", ")}`;

/** $1 the day. `wrong`: what has to be added to what is kept. */
const WRONG = `
  logged AS (
    SELECT * FROM usage_logs WHERE units IS NOT NULL AND ${isOfDays("occurred_at", "$1::date", "$1::date")}
  ), right_units AS (${RIGHT}
  ), kept AS (SELECT * FROM usage_units_by_model_day WHERE day = $1::date
  ), wrong AS MATERIALIZED (
    SELECT ${KEY.join(", ")}, coalesce(right_units.requests, 0) - coalesce(kept.requests, 0) AS requests,
      coalesce(right_units.quantity, 0) - coalesce(kept.quantity, 0) AS quantity
    FROM right_units FULL JOIN kept USING (${KEY.join(", ")})
    WHERE (coalesce(right_units.requests, 0), coalesce(right_units.quantity, 0)) <> (coalesce(kept.requests, 0), coalesce(kept.quantity, 0))
  )`;

/** How many units of a day differ from the requests they are of. `repair`: they follow the ledger from then on. */
export async function compareUnits(
  pool: Pool,
  day: string,
  { repair }: Readonly<{ repair: boolean }>,
): Promise<number> {
  const repaired = repair ? `, repaired AS (${addUnits("SELECT * FROM wrong", "+")})` : "";
  const sql = `WITH ${WRONG}${repaired} SELECT count(*)::int AS count FROM wrong`;
  const ask = (client: Pick<Pool, "query">) => client.query<{ count: number }>(sql, [day]);
  const { rows } = await (repair ? inTurn(pool, ask) : ask(pool));
  return rows[0]?.count ?? 0;
}
