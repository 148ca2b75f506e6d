/** What each name was used for in the last 30 days, from the rollup. Units: requests, USD as decimal strings. Time: days of the ledger. */
import type { Pool } from "pg";
import { dayOf } from "#server/ledger/ledger-days";

export const USAGE_DAYS = 30;

/** The first of the last 30 days, today included; `now` is an instant. */
export const firstDayOf = (now: string): string => `${dayOf(`${now}::timestamptz`)} - ${USAGE_DAYS - 1}`;

export async function usageOfModels(
  pool: Pool,
  now: Date,
): Promise<ReadonlyMap<string, { requests: number; costUsd: string }>> {
  const { rows } = await pool.query<{ model: string; requests: string; cost_usd: string }>(
    `SELECT model, sum(requests)::text AS requests, trim_scale(sum(cost_usd))::text AS cost_usd
     FROM usage_by_model_day WHERE day >= ${firstDayOf("$1")} GROUP BY model`,
    [now],
  );
  return new Map(rows.map((row) => [row.model, { requests: Number(row.requests), costUsd: row.cost_usd }]));
}
