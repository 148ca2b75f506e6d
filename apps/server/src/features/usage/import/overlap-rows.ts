/**
 * What the ledger has on some days, by gateway, read from the sums. What corrects closed months stands under the day it is of.
 * Units   requests; USD exact, as decimal text. Time: days of the ledger. Days whose requests are no longer kept are left out: none
 *         is booked there any more.
 */
import type { Pool } from "pg";
import { FIRST_KEPT_DAY } from "#server/ledger/kept-days";
import { dayOf } from "#server/ledger/ledger-days";

/** `gateway` null: the sums by gateway of that day are still being made. */
export type BookedDay = Readonly<{ day: string; gateway: string | null; requests: number; costUsd: string }>;

export type BookedDays = Readonly<{
  days: number;
  from: string;
  to: string;
  requests: number;
  costUsd: string;
  /** Of them, those of the gateway that was asked about. */
  requestsOfGateway: number;
  /** How many there are by day and gateway; the first ones are in `shown`. */
  rows: number;
  shown: readonly BookedDay[];
}>;

const MOST_SHOWN = 500;

/** Counts, costs and tokens: a sum may be of requests that nobody counted. */
const columns = (sign: "" | "-") => `${sign}requests AS requests, ${sign}cost_usd AS cost_usd,
    ${sign}(prompt_tokens + completion_tokens) AS tokens`;

/** $1 instants of the days. The sums by gateway, and under the empty name what is in the total beyond them. */
const BOOKED = `
WITH asked AS MATERIALIZED (
  SELECT day FROM (SELECT DISTINCT ${dayOf("instant")} AS day FROM unnest($1::timestamptz[]) AS instant) AS days
  WHERE (day < ${FIRST_KEPT_DAY}) IS NOT TRUE
), parts AS (
  SELECT day, gateway, ${columns("")} FROM usage_sums JOIN asked USING (day) WHERE rollup = 'by_gateway_day'
  UNION ALL SELECT day, '', ${columns("")} FROM usage_sums JOIN asked USING (day) WHERE rollup = 'total_day'
  UNION ALL SELECT day, '', ${columns("-")} FROM usage_sums JOIN asked USING (day) WHERE rollup = 'by_gateway_day'
  UNION ALL SELECT day, gateway, ${columns("")} FROM usage_corrections JOIN asked ON day = corrects_on
  UNION ALL SELECT day, gateway, ${columns("-")} FROM usage_corrections JOIN asked ON day = posted_on
), booked AS (
  SELECT day, gateway, sum(requests) AS requests, sum(cost_usd) AS cost_usd
  FROM parts GROUP BY day, gateway HAVING (sum(requests), sum(cost_usd), sum(tokens)) <> (0, 0, 0)
), shown AS (
  SELECT * FROM booked ORDER BY day, requests DESC, gateway LIMIT ${MOST_SHOWN}
)
SELECT count(DISTINCT day)::int AS days, min(day)::text AS from, max(day)::text AS to, sum(requests)::float8 AS requests,
  trim_scale(sum(cost_usd))::text AS "costUsd", coalesce(sum(requests) FILTER (WHERE gateway = $2), 0)::float8 AS "requestsOfGateway",
  count(*)::int AS rows, (
    SELECT jsonb_agg(jsonb_build_object('day', day, 'gateway', nullif(gateway, ''), 'requests', requests,
      'costUsd', trim_scale(cost_usd)::text) ORDER BY day, requests DESC, gateway) FROM shown
  ) AS shown
FROM booked HAVING count(*) > 0`;

/** null: nothing is booked on these days. */
export async function findBookedDays(
  pool: Pool,
  instants: readonly string[],
  gateway: string,
): Promise<BookedDays | null> {
  if (instants.length === 0) return null;
  const { rows } = await pool.query<BookedDays>(BOOKED, [instants, gateway]);
  return rows[0] ?? null;
}
