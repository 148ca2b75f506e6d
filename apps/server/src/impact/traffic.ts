/** What names were used for, from sums. Units: whole tokens and requests. Time: days of the ledger. */
import { byKind, COUNT_COLUMN, type UsageSums } from "@ratecard/pricing";
import type { Pool } from "pg";
import type { Traffic } from "./impact-of-change";
import { firstDayOf } from "./usage-of-models";

const COUNTS = ["requests", "counted_requests", "uncounted_requests", "free_requests", "reports"];
/** All that prices requests, where their price is linear. */
export const SUMMED_COLUMNS = [...COUNTS, ...Object.values(COUNT_COLUMN)];

const TRAFFIC = `SELECT model, provider, ${SUMMED_COLUMNS.map((column) => `sum(${column})::text AS ${column}`).join(", ")}
  FROM usage_by_model_day WHERE day >= ${firstDayOf("$1")} GROUP BY model, provider`;

export type TrafficRow = Readonly<Record<string, string> & { model: string; provider: string }>;

/**
 * What each name and provider was used for in the last 30 days, from the rollup.
 * Units   whole tokens and requests. Time: days of the ledger.
 */
export async function findTraffic(pool: Pool, now: Date): Promise<readonly Traffic[]> {
  const { rows } = await pool.query<TrafficRow>(TRAFFIC, [now]);
  return rows.map(trafficOf);
}

/** Reports that do not tell how many requests they are of have tokens in the sums; only their rows say what prices them. */
export function trafficOf(row: TrafficRow): Traffic {
  const sums = sumsOf(row);
  const requests = whole(row, "requests") - whole(row, "free_requests");
  const isLinear = whole(row, "reports") === 0n && requests === sums.countedRequests + sums.uncountedRequests;
  return {
    model: row.model,
    provider: row.provider || undefined,
    requests: Number(requests),
    sums: isLinear ? sums : null,
  };
}

const sumsOf = (row: TrafficRow): UsageSums => ({
  countedRequests: whole(row, "counted_requests"),
  uncountedRequests: whole(row, "uncounted_requests"),
  tokens: byKind(({ kind }) => whole(row, COUNT_COLUMN[kind])),
});

const whole = (row: TrafficRow, column: string): bigint => {
  const text = row[column];
  return text === undefined || text === "0" ? 0n : BigInt(text);
};
