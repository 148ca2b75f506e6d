/**
 * What was consumed beside tokens, by day, model and unit: how rows named `logged` are added, and compared with what is kept.
 * Units   quantities as the unit says. Time: days of the ledger.
 */
import type { Pool } from "pg";
import { inTurn } from "./in-turn";
import { dayOf, isOfDays } from "./ledger-days";

const KEY = ["day", "model", "provider", "pricing_source", "unit"] as const;

const SUMS = `
  SELECT ${dayOf("logged.occurred_at")} AS day, logged.model, coalesce(logged.provider, '') AS provider,
    logged.pricing_source, consumed.key AS unit, count(*) AS requests, sum(consumed.value::numeric) AS quantity
  FROM logged CROSS JOIN jsonb_each_text(logged.units) AS consumed
  GROUP BY 1, 2, 3, 4, 5`;

const addUnits = (sums: string, sign: "+" | "-"): string => `
  INSERT INTO usage_units_by_model_day AS rollup (${KEY.join(", ")}, requests, quantity)
  SELECT ${KEY.join(", ")}, requests, quantity FROM (${sums}) AS sums ORDER BY model, provider, pricing_source, unit, day
  ON CONFLICT (model, provider, pricing_source, unit, day) DO UPDATE SET
    requests = rollup.requests ${sign} excluded.requests, quantity = rollup.quantity ${sign} excluded.quantity`;

/** Adds the units of `logged`, or takes them out. */
export const upsertUnits = (sign: "+" | "-"): string => addUnits(SUMS, sign);

/** $1 the day. `wrong`: what has to be added to what is kept. */
const WRONG = `
  logged AS (
    SELECT * FROM usage_logs WHERE units IS NOT NULL AND ${isOfDays("occurred_at", "$1::date", "$1::date")}
  ), right_units AS (${SUMS}
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
