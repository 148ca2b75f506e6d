/**
 * What the cost of a scope went to, dearest first, and what each cost in the period it is compared with.
 * Errors  INVALID_INPUT where too many requests would have to be added up one by one.
 */
import type { RankingQuery, SpendDimension, SpendNamesQuery, SpendScope } from "@ratecard/contract";
import type { PoolClient } from "pg";
import { COLUMN_OF } from "#server/ledger/name-filter";
import type { Services } from "#server/services/context";
import { comparedRange } from "./compared-range";
import { type OpenedSums, openSums, type ReadFrom } from "#server/ledger/open-sums";
import { readConsistently } from "./rows";
import { asText, measures, type Spend, sumOf } from "./spend-measures";

const MOST_RANKED = 50;

export function ranking({ db }: Pick<Services, "db">, { by, compare = "previous", ...scope }: RankingQuery) {
  return readConsistently(db, async (client) => {
    const compared = comparedRange(scope, compare);
    return readRanking(client, by, scope, compared && { ...scope, ...compared }, MOST_RANKED);
  });
}

const RANKED = ["requests", "errorRequests", "unpricedRequests", "defaultRequests", "totalTokens", "costUsd"] as const;

export type RankedSpend = Pick<Spend, (typeof RANKED)[number]> &
  Readonly<{
    name: string;
    /** null where the sums that were read do not tell. */
    providers: readonly string[] | null;
    models: number | null;
    previousCostUsd: string | null;
  }>;

export type Ranking = Readonly<{ names: readonly RankedSpend[]; count: number; readFrom: ReadFrom }>;

/** Equal ones by requests, then by name. A name that only the compared period had is not listed. */
export async function readRanking(
  client: PoolClient,
  by: SpendDimension,
  scope: SpendScope,
  compared: SpendScope | null,
  limit: number,
): Promise<Ranking> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const sums = await openSums(client, scope, [by], parameter);
  const before = compared && (await openSums(client, compared, [by], parameter));
  const column = COLUMN_OF[by];
  const { rows } = await client.query<RankedSpend & { count: number }>(
    `WITH now AS (
       SELECT ${column} AS name, ${measures(RANKED)}, ${alsoIn(sums, by)}, ${sumOf("costUsd")} AS cost, count(*) OVER ()::int AS count
       FROM ${sums.from} GROUP BY 1 ORDER BY cost DESC, requests DESC, 1 LIMIT ${parameter(limit)}
     ), before AS (
       ${before ? `SELECT ${column} AS name, ${sumOf("costUsd")} AS cost FROM ${before.from} GROUP BY 1` : "SELECT '' AS name, 0 AS cost LIMIT 0"}
     )
     SELECT now.name, ${RANKED.map((name) => `"${name}"`).join(", ")}, providers, models, count,
       ${before ? asText("coalesce(before.cost, 0)") : "NULL::text"} AS "previousCostUsd"
     FROM now LEFT JOIN before USING (name) ORDER BY now.cost DESC, requests DESC, now.name`,
    values,
  );
  return { names: rows.map(({ count: _count, ...row }) => row), count: rows[0]?.count ?? 0, readFrom: sums.readFrom };
}

/** How models and providers belong together, where one rollup has both. */
function alsoIn({ columns }: OpenedSums, by: SpendDimension): string {
  const has = columns.includes("model") && columns.includes("provider") && (by === "model" || by === "provider");
  return has
    ? "array_agg(DISTINCT provider) AS providers, count(DISTINCT model)::int AS models"
    : "NULL::text[] AS providers, NULL::int AS models";
}

const MOST_NAMES = 50;

/** Names to choose filters from. */
export function spendNames({ db }: Pick<Services, "db">, { by, search, ...range }: SpendNamesQuery) {
  return readConsistently(db, async (client): Promise<readonly string[]> => {
    const values: unknown[] = [];
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const { from } = await openSums(client, range, [by], parameter);
    const column = COLUMN_OF[by];
    const { rows } = await client.query<{ name: string }>(
      `SELECT ${column} AS name FROM ${from} WHERE ${column} <> '' AND strpos(lower(${column}), lower(${parameter(search)})) > 0
       GROUP BY 1 ORDER BY ${sumOf("requests")} DESC, 1 LIMIT ${MOST_NAMES}`,
      values,
    );
    return rows.map(({ name }) => name);
  });
}
