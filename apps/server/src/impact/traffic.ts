/**
 * What each name was used for in the last 30 days, from the rollup: all that prices it, where its price is linear.
 * Units   whole tokens and requests. Time: days of UTC.
 */
import { byKind, COUNT_COLUMN, type UsageSums } from "@ratecard/pricing";
import type { Pool } from "pg";
import type { Traffic } from "./impact-of-change";
import { firstDayOf } from "./usage-of-models";

const COUNTS = ["requests", "counted_requests", "uncounted_requests", "free_requests"];
const SUMMED = [...COUNTS, ...Object.values(COUNT_COLUMN)];

const TRAFFIC = `SELECT model, provider, ${SUMMED.map((column) => `sum(${column})::text AS ${column}`).join(", ")}
  FROM usage_by_model_day WHERE day >= $1::date GROUP BY model, provider`;

type Row = Readonly<Record<string, string> & { model: string; provider: string }>;

/** By name and provider. */
export async function findTraffic(pool: Pool, now: Date): Promise<readonly Traffic[]> {
  const { rows } = await pool.query<Row>(TRAFFIC, [firstDayOf(now)]);
  return rows.map((row) => {
    const { countedRequests, uncountedRequests } = sumsOf(row);
    const requests = whole(row, "requests") - whole(row, "free_requests");
    const isLinear = requests === countedRequests + uncountedRequests;
    return {
      model: row.model,
      provider: row.provider || undefined,
      requests: Number(requests),
      sums: isLinear ? sumsOf(row) : null,
    };
  });
}

const sumsOf = (row: Row): UsageSums => ({
  countedRequests: whole(row, "counted_requests"),
  uncountedRequests: whole(row, "uncounted_requests"),
  tokens: byKind(({ kind }) => whole(row, COUNT_COLUMN[kind])),
});

const whole = (row: Row, column: string): bigint => BigInt(row[column] ?? 0);
