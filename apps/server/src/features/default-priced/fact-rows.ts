/**
 * What only the rows know of a group: which models served it, and what its gateway reported.
 * Units   requests as decimal text, USD as decimal text. Time: ISO 8601 UTC.
 */
import type { DayRange, QueueReason } from "@ratecard/contract";
import type { UnitKind } from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import { isOfDays } from "#server/ledger/ledger-days";
import { DAY, REQUESTS } from "#server/ledger/rollups";
import { type GroupKey, rowsOf } from "./group-rows";

/** Requests of a group that one model served; null: nobody said which. */
export type ServedFact = GroupKey &
  Readonly<{
    servedModel: string | null;
    requests: string;
    reportedRequests: string;
    /** Of requests with a reported cost above 0: gateways report 0 for what they do not know. */
    reportedUsd: string;
    firstAt: string;
    lastAt: string;
  }>;

/** Rows of one reason in some days; `group`: of this one only. The parameters are the days, then the group. */
const rowsIn = (reason: QueueReason, group?: GroupKey): string =>
  `${isOfDays("occurred_at", "$1::date", "$2::date")} AND ${rowsOf(reason)}${group ? " AND model = $3 AND provider IS NOT DISTINCT FROM $4" : ""}`;

const valuesOf = ({ from, to }: DayRange, group?: GroupKey) => [
  from,
  to,
  ...(group ? [group.model, group.provider] : []),
];

const FACTS = `model, provider, nullif(served_model, model) AS "servedModel", ${REQUESTS}::text AS requests,
    coalesce(${REQUESTS} FILTER (WHERE reported_cost_usd > 0), 0)::text AS "reportedRequests",
    trim_scale(coalesce(sum(reported_cost_usd) FILTER (WHERE reported_cost_usd > 0), 0))::text AS "reportedUsd",
    ${isoInstant("min(occurred_at)")} AS "firstAt", ${isoInstant("max(occurred_at)")} AS "lastAt"`;

/** Most requests first. `group`: of this one only. */
export async function findServed(
  client: PoolClient,
  range: DayRange,
  reason: QueueReason,
  group?: GroupKey,
): Promise<readonly ServedFact[]> {
  const { rows } = await client.query<ServedFact>(
    `SELECT ${FACTS} FROM usage_logs AS logged
     WHERE ${rowsIn(reason, group)} GROUP BY 1, 2, 3 ORDER BY ${REQUESTS} DESC, 3`,
    valuesOf(range, group),
  );
  return rows;
}

/** How much of one unit a group consumed; `day` null: in all days together. */
export type UnitFact = GroupKey & Readonly<{ day: string | null; unit: UnitKind; quantity: number }>;

/** Looked up once: most gateways report no units, and nothing has to be read then. */
const IS_ANY_COUNTED = "EXISTS (SELECT FROM usage_units_by_model_day)";

/** Of one group each day as well. A row of the ledger may be of many requests; its units are of them all. */
export async function findUnits(
  client: PoolClient,
  range: DayRange,
  reason: QueueReason,
  group?: GroupKey,
): Promise<readonly UnitFact[]> {
  const [day, by] = group ? [DAY, "GROUPING SETS ((1, 2, 4), (1, 2, 3, 4))"] : ["NULL", "1, 2, 4"];
  const { rows } = await client.query<UnitFact>(
    `SELECT model, provider, ${day}::text AS day, unit, sum(quantity::numeric)::float8 AS quantity
     FROM usage_logs AS logged CROSS JOIN jsonb_each_text(logged.units) AS consumed (unit, quantity)
     WHERE ${rowsIn(reason, group)} AND logged.units IS NOT NULL AND ${IS_ANY_COUNTED} GROUP BY ${by}`,
    valuesOf(range, group),
  );
  return rows;
}

/** What the gateway reported for a group on one day. */
export type ReportedDay = Readonly<{ day: string; requests: string; usd: string }>;

export async function findReportedDays(
  client: PoolClient,
  range: DayRange,
  reason: QueueReason,
  group: GroupKey,
): Promise<readonly ReportedDay[]> {
  const { rows } = await client.query<ReportedDay>(
    `SELECT ${DAY}::text AS day, ${REQUESTS}::text AS requests, trim_scale(sum(reported_cost_usd))::text AS usd
     FROM usage_logs AS logged WHERE ${rowsIn(reason, group)} AND reported_cost_usd > 0 GROUP BY 1`,
    valuesOf(range, group),
  );
  return rows;
}

export type AliasFact = Readonly<{ name: string; actualModel: string }>;

export async function findAliases(client: PoolClient): Promise<readonly AliasFact[]> {
  const { rows } = await client.query<AliasFact>(
    `SELECT DISTINCT custom_name AS name, actual_model AS "actualModel" FROM custom_models AS custom
     JOIN litellm_servers AS server ON server.id = custom.server_id
     WHERE custom.is_active AND server.is_active ORDER BY 1, 2`,
  );
  return rows;
}
