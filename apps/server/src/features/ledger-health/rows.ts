/** Reads of the intake's counts and of when gateways were heard of. Units: events, requests. Time: days of UTC; ISO 8601 UTC. */
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";

/** Since the beginning. `booked`: requests the ledger knows by id; `rows`: requests it holds. Both with those that were dropped since. */
export type CountsOfGateway = Readonly<{
  gateway: string;
  received: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  booked: number;
  rows: number;
}>;

const COUNTS = ["received", "accepted", "duplicate", "quarantined"] as const;

/** One statement, so that what is booked meanwhile is in all of it or in none. */
export async function findCounts(pool: Pool): Promise<readonly CountsOfGateway[]> {
  const { rows } = await pool.query<CountsOfGateway>(
    `SELECT gateway, ${COUNTS.map((count) => `coalesce(sum(${count}), 0)::float8 AS ${count}`).join(", ")},
       (coalesce(max(held.count), 0) + coalesce(max(dropped.keys), 0))::float8 AS booked,
       (coalesce(max(logged.count), 0) + coalesce(max(dropped.requests), 0))::float8 AS rows
     FROM intake_counts
       FULL JOIN (SELECT gateway, count(*) FROM usage_keys GROUP BY gateway) AS held USING (gateway)
       FULL JOIN (SELECT gateway, count(*) FROM usage_logs GROUP BY gateway) AS logged USING (gateway)
       FULL JOIN (SELECT gateway, sum(keys) AS keys, sum(requests) AS requests FROM usage_dropped GROUP BY gateway) AS dropped USING (gateway)
     GROUP BY gateway ORDER BY gateway`,
  );
  return rows;
}

export type GatewayHealth = Readonly<{
  gateway: string;
  /** null: before arrivals were noted. */
  lastAt: string | null;
  lastDay: string;
  received: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
}>;

/** Of the days from `from` on; a gateway that was silent since then is there with zeros. */
export async function findGateways(pool: Pool, from: string): Promise<readonly GatewayHealth[]> {
  const { rows } = await pool.query<GatewayHealth>(
    `SELECT gateway, ${isoInstant("max(last_at)", "MS")} AS "lastAt", max(day)::text AS "lastDay",
       ${COUNTS.map((count) => `coalesce(sum(${count}) FILTER (WHERE day >= $1::date), 0)::float8 AS ${count}`).join(", ")}
     FROM intake_counts GROUP BY gateway ORDER BY max(day) DESC, max(last_at) DESC NULLS LAST, gateway`,
    [from],
  );
  return rows;
}

/** How well the tokens of a day's requests are known. */
export type DayQuality = Readonly<{
  day: string;
  requests: number;
  /** Their sender estimated the tokens. */
  estimatedRequests: number;
  /** Nobody knows their tokens. */
  unknownCountRequests: number;
  defaultRequests: number;
  unpricedRequests: number;
  errorRequests: number;
}>;

export async function findQuality(pool: Pool, from: string): Promise<readonly DayQuality[]> {
  const { rows } = await pool.query<DayQuality>(
    `SELECT day::text, requests::float8, estimated_requests::float8 AS "estimatedRequests",
       unknown_count_requests::float8 AS "unknownCountRequests", default_requests::float8 AS "defaultRequests",
       unpriced_requests::float8 AS "unpricedRequests", error_requests::float8 AS "errorRequests"
     FROM usage_total_day WHERE day >= $1::date ORDER BY day`,
    [from],
  );
  return rows;
}
