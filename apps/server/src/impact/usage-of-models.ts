/** What each name was used for in the last 30 days, from the rollup. Units: requests, USD as decimal strings. Time: days of UTC. */
import type { Pool } from "pg";

export const USAGE_DAYS = 30;
const DAY_MS = 86_400_000;

/** The first of the last 30 days, today included, as `2026-01-31`. */
export const firstDayOf = (now: Date): string =>
  new Date(now.getTime() - (USAGE_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);

export async function usageOfModels(
  pool: Pool,
  now: Date,
): Promise<ReadonlyMap<string, { requests: number; costUsd: string }>> {
  const { rows } = await pool.query<{ model: string; requests: string; cost_usd: string }>(
    `SELECT model, sum(requests)::text AS requests, trim_scale(sum(cost_usd))::text AS cost_usd
     FROM usage_by_model_day WHERE day >= $1::date GROUP BY model`,
    [firstDayOf(now)],
  );
  return new Map(rows.map((row) => [row.model, { requests: Number(row.requests), costUsd: row.cost_usd }]));
}
