/**
 * How many requests fit a scope and what they make together, in all and by group: from the sums of the ledger where they are kept by all
 * that the scope asks for, else from the requests themselves, where they are not too many.
 * Units   requests as numbers, and beside them reports in sums that do not tell how many requests they are of; tokens and USD as exact decimal text. An unknown count or cost adds nothing.
 * Errors  INVALID_INPUT, in words, for groups of more requests than are looked through.
 */
import {
  type GroupRequests,
  type RequestGroup,
  type RequestScope,
  SPEND_DIMENSIONS,
  type SpendDimension,
} from "@ratecard/contract";
import { withConnection } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";
import { isAnyCorrected } from "#server/ledger/corrections";
import { keptPart } from "#server/ledger/kept-days";
import { boundDays } from "#server/ledger/ledger-days";
import { COLUMN_OF } from "#server/ledger/name-filter";
import { openKeptSums, type ReadFrom } from "#server/ledger/open-sums";
import { requestFilter } from "#server/ledger/request-filter";
import { REQUESTS } from "#server/ledger/rollups";
import type { Services } from "#server/services/context";
import { countToRead, isOfSums, MOST_LOOKED_AT, spendScopeOf, tooMany } from "./looked-at";

export type RequestSums = Readonly<{
  requests: number;
  unpricedRequests: number;
  reports: number;
  unpricedReports: number;
  costUsd: string;
  tokens: string;
}>;

/**
 * `at-least`: of the newest requests so many fit, and nobody looked at the older ones. `keptFrom`: they are of this day and later only,
 * since requests of before are no longer kept; null: of all. Sums are of all.
 */
export type RequestTotals = Readonly<{ keptFrom: string | null }> &
  (
    | (RequestSums & Readonly<{ kind: "exact"; readFrom: ReadFrom }>)
    | Readonly<{ kind: "at-least"; requests: number; lookedAt: number }>
  );

const FROM_SUMS = `coalesce(sum(requests), 0)::float8 AS requests, coalesce(sum(unpriced_requests), 0)::float8 AS "unpricedRequests",
  coalesce(sum(reports), 0)::float8 AS reports, coalesce(sum(unpriced_reports), 0)::float8 AS "unpricedReports",
  trim_scale(coalesce(sum(cost_usd), 0))::text AS "costUsd",
  trim_scale(coalesce(sum(prompt_tokens + completion_tokens), 0))::text AS tokens`;

const FROM_ROWS = `coalesce(${REQUESTS}, 0)::float8 AS requests,
  coalesce(${REQUESTS} FILTER (WHERE logged.cost_usd IS NULL), 0)::float8 AS "unpricedRequests",
  count(*) FILTER (WHERE logged.sum_of_requests = 0)::float8 AS reports,
  count(*) FILTER (WHERE logged.sum_of_requests = 0 AND logged.cost_usd IS NULL)::float8 AS "unpricedReports",
  trim_scale(coalesce(sum(logged.cost_usd), 0))::text AS "costUsd", coalesce(sum(logged.total_tokens), 0)::text AS tokens`;

export async function sumRequests({ db }: Pick<Services, "db">, wholeScope: RequestScope): Promise<RequestTotals> {
  const { pool } = db;
  const summed = await readSummed(pool, wholeScope, null);
  if (summed?.[0]) return { kind: "exact", readFrom: "sums", keptFrom: null, ...summed[0] };
  const { scope, keptFrom } = await keptPart(pool, wholeScope);
  const { where, values } = requestFilter(await boundDays(pool, scope));
  if ((await countToRead(pool, scope)) > MOST_LOOKED_AT) return { ...(await countNewest(pool, scope)), keptFrom };
  const { rows } = await pool.query<RequestSums>(`SELECT ${FROM_ROWS} FROM usage_logs AS logged WHERE ${where}`, [
    ...values,
  ]);
  const [sums] = rows;
  if (!sums) return { kind: "at-least", requests: 0, lookedAt: 0, keptFrom };
  return { kind: "exact", readFrom: "requests", keptFrom, ...sums };
}

async function countNewest(pool: Pool, scope: RequestScope) {
  const bound = await boundDays(pool, scope);
  const { from, to } = bound;
  const days = requestFilter({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  const { where, values } = requestFilter(bound);
  const renumbered = where.replaceAll(/\$(\d+)/g, (_, nth: string) => `$${Number(nth) + days.values.length}`);
  const { rows } = await pool.query<{ requests: number }>(
    `SELECT coalesce(${REQUESTS}, 0)::float8 AS requests
     FROM (SELECT * FROM usage_logs WHERE ${days.where} ORDER BY occurred_at DESC LIMIT ${MOST_LOOKED_AT}) AS logged
     WHERE ${renumbered}`,
    [...days.values, ...values],
  );
  return { kind: "at-least", requests: rows[0]?.requests ?? 0, lookedAt: MOST_LOOKED_AT } as const;
}

export type RequestGroupSums = RequestSums & Readonly<{ name: string }>;
export type GroupedRequests = Readonly<{
  readFrom: ReadFrom;
  /** As of the totals. */
  keptFrom: string | null;
  /** The most expensive ones; the empty name has none. A status of `none`: there is none. */
  groups: readonly RequestGroupSums[];
  isMore: boolean;
}>;

const MOST_GROUPS = 200;

export async function groupRequests(
  { db }: Pick<Services, "db">,
  { by, ...wholeScope }: GroupRequests,
): Promise<GroupedRequests> {
  const summed = await readSummed(db.pool, wholeScope, by);
  if (summed) return { readFrom: "sums", keptFrom: null, ...firstOf(summed) };
  const { scope, keptFrom } = await keptPart(db.pool, wholeScope);
  return { readFrom: "requests", keptFrom, ...firstOf(await groupRows(db.pool, scope, by)) };
}

const firstOf = (groups: readonly RequestGroupSums[]) => ({
  groups: groups.slice(0, MOST_GROUPS),
  isMore: groups.length > MOST_GROUPS,
});

const IN_ORDER = `ORDER BY sum(cost_usd) DESC NULLS LAST, name LIMIT ${MOST_GROUPS + 1}`;

/** An emptied sum is no group. */
const HAVING_SOME = "HAVING (sum(requests), sum(reports), sum(cost_usd)) <> (0, 0, 0)";

const isDimension = (by: RequestGroup): by is SpendDimension => SPEND_DIMENSIONS.some((dimension) => dimension === by);

/** null: no sums are kept by all of it, or they are of other requests too: corrections of closed months stand elsewhere than in the list. */
async function readSummed(
  pool: Pool,
  { isDefaultPriced, ...scope }: RequestScope,
  by: RequestGroup | null,
): Promise<readonly RequestGroupSums[] | null> {
  if (!isOfSums(scope) || isDefaultPriced === false || (by !== null && !isDimension(by))) return null;
  return withConnection(pool, async (client) => {
    if (await isAnyCorrected(client, spendScopeOf(scope))) return null;
    const values: unknown[] = [];
    const groups = [...(by === null ? [] : [by]), ...(isDefaultPriced ? (["source"] as const) : [])];
    const sums = await openKeptSums(client, spendScopeOf(scope), groups, (value) => `$${values.push(value)}`);
    if (!sums) return null;
    if (isDefaultPriced && !(await isToldBySource(client, sums.from, values))) return null;
    const name = by === null ? "''" : COLUMN_OF[by];
    const where = isDefaultPriced ? "WHERE pricing_source IN ('default', 'none')" : "";
    const { rows } = await client.query<RequestGroupSums>(
      `SELECT ${name} AS name, ${FROM_SUMS} FROM ${sums.from} ${where} ${by === null ? "" : `GROUP BY 1 ${HAVING_SOME} ${IN_ORDER}`}`,
      values,
    );
    return rows;
  });
}

/** Whether those that need a price are all that have the source `default` or `none`: no placeholder, none that a price left without a cost. */
async function isToldBySource(client: PoolClient, sums: string, values: readonly unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT coalesce(sum(CASE WHEN pricing_source = 'default' THEN 0
       WHEN pricing_source = 'none' THEN requests - unpriced_requests + reports - unpriced_reports
       ELSE unpriced_requests + placeholder_requests + unpriced_reports + placeholder_reports END), 0)::float8 AS others FROM ${sums}`,
    [...values],
  );
  return rows[0]?.others === 0;
}

const list = (column: string) =>
  `CROSS JOIN LATERAL (SELECT DISTINCT unnest(CASE logged.${column} WHEN '{}' THEN '{""}' ELSE logged.${column} END) AS name) AS listed`;

const NAME_OF_ROW = {
  status: { name: "coalesce(logged.status_code::text, 'none')", join: "" },
  flag: { name: "listed.name", join: list("flags") },
  tag: { name: "listed.name", join: list("tags") },
} as const;

async function groupRows(pool: Pool, scope: RequestScope, by: RequestGroup): Promise<readonly RequestGroupSums[]> {
  const count = await countToRead(pool, scope);
  if (count > MOST_LOOKED_AT) throw tooMany(count);
  const { name, join } =
    by === "status" || by === "flag" || by === "tag"
      ? NAME_OF_ROW[by]
      : { name: `coalesce(logged.${COLUMN_OF[by]}, '')`, join: "" };
  const { where, values } = requestFilter(await boundDays(pool, scope));
  // A request with several tags is filtered by one, and would be grouped by all of them.
  const tags = by === "tag" && scope.tag && scope.tag.length > 0 ? scope.tag : null;
  const { rows } = await pool.query<RequestGroupSums>(
    `SELECT ${name} AS name, ${FROM_ROWS} FROM (SELECT * FROM usage_logs AS logged WHERE ${where}) AS logged ${join}
     WHERE $${values.length + 1}::text[] IS NULL OR ${name} = ANY($${values.length + 1}) GROUP BY 1 ${IN_ORDER}`,
    [...values, tags],
  );
  return rows;
}
