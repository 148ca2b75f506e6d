/**
 * After a run sums of nothing may be left, under the source that its requests had before.
 * Time    a day of any zone is near that of UTC. A month at a time, so that the intake does not wait for a year of them.
 * Source  they are locked in the order of their key, as the intake writes them, or the two could deadlock.
 */
import type { Pool } from "pg";
import { isNothing, SUM_KEY } from "#server/ledger/rollups";

const keyOf = (table: string) =>
  SUM_KEY.split(", ")
    .map((column) => `${table}.${column}`)
    .join(", ");

const MONTHS = `SELECT month::date::text AS month FROM (
    SELECT min(occurred_at) - interval '1 day' AS first, greatest(max(occurred_at), max(adjusted_at)) + interval '1 day' AS last
    FROM cost_adjustments WHERE run_id = $1
  ) AS bounds, generate_series(date_trunc('month', first AT TIME ZONE 'UTC'), last AT TIME ZONE 'UTC', interval '1 month') AS month`;

const REMOVE = `WITH empty AS MATERIALIZED (
    SELECT ${SUM_KEY} FROM usage_sums
    WHERE ${isNothing()} AND day >= $1::date AND day < $1::date + interval '1 month'
    ORDER BY ${SUM_KEY} FOR UPDATE OF usage_sums
  )
  DELETE FROM usage_sums USING empty WHERE (${keyOf("usage_sums")}) = (${keyOf("empty")}) AND ${isNothing()}`;

/** `id`: of the run. */
export async function removeEmptySums(pool: Pool, id: string): Promise<void> {
  const { rows } = await pool.query<{ month: string }>(MONTHS, [id]);
  for (const { month } of rows) await pool.query(REMOVE, [month]);
  await pool.query("DELETE FROM usage_units_by_model_day WHERE requests = 0 AND quantity = 0");
}
