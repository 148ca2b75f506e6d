/**
 * What the cost of a scope went to, dearest first, and what each cost in the period it is compared with.
 * Errors  INVALID_INPUT where too many requests would have to be added up one by one.
 */
import type { RankingQuery, SpendDimension, SpendNamesQuery, SpendScope } from "@ratecard/contract";
import type { PoolClient } from "pg";
import { COLUMN_OF } from "#server/ledger/name-filter";
import type { Services } from "#server/services/context";
import { comparedScope } from "./compared-scope";
import { type OpenedSums, openSums, type ReadFrom } from "#server/ledger/open-sums";
import { readConsistently } from "./rows";
import { addedUp, asText, columnsOf, measures, type Spend, sumOf } from "./spend-measures";

const MOST_RANKED = 50;

export function ranking({ db }: Pick<Services, "db">, { by, compare = "previous", ...scope }: RankingQuery) {
  return readConsistently(db, async (client) => {
    const compared = await comparedScope(client, scope, compare, [by]);
    const [ranked] = await readRankings(client, [by], scope, compared, MOST_RANKED);
    return ranked;
  });
}

const RANKED = [
  "requests",
  "errorRequests",
  "unpricedRequests",
  "defaultRequests",
  "reports",
  "unpricedReports",
  "defaultReports",
  "totalTokens",
  "costUsd",
] as const;

export type RankedSpend = Pick<Spend, (typeof RANKED)[number]> &
  Readonly<{
    name: string;
    /** null where the sums that were read do not tell. */
    providers: readonly string[] | null;
    models: number | null;
    previousCostUsd: string | null;
  }>;

export type Ranking = Readonly<{ names: readonly RankedSpend[]; count: number; readFrom: ReadFrom }>;

/**
 * By several dimensions from one look at the sums, in their order. `limit`: how many names of each.
 * Equal ones by requests, then by name. A name that only the compared period had is not listed.
 */
export async function readRankings<const Bys extends readonly SpendDimension[]>(
  client: PoolClient,
  bys: Bys,
  scope: SpendScope,
  compared: SpendScope | null,
  limit: number,
): Promise<{ readonly [Index in keyof Bys]: Ranking }> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const sums = await openSums(client, scope, bys, parameter, columnsOf(RANKED));
  const before = compared && (await openSums(client, compared, bys, parameter, columnsOf(["costUsd"])));
  const kept = [...new Set([...bys.map((by) => COLUMN_OF[by]), ...(hasBoth(sums) ? BOTH : [])])].join(", ");
  const lists = bys.map((by) => `SELECT * FROM (${rankedBy(by, sums, before !== null, limit)}) AS by_${by}`);
  const { rows } = await client.query<RankedSpend & { by: SpendDimension; count: number; place: string }>(
    `WITH sums AS MATERIALIZED (
       SELECT ${kept}, ${addedUp(RANKED)} FROM ${sums.from} GROUP BY ${kept}
     ), before AS MATERIALIZED (
       ${before ? `SELECT ${kept}, ${addedUp(["costUsd"])} FROM ${before.from} GROUP BY ${kept}` : "SELECT"}
     )
     ${lists.join(" UNION ALL ")} ORDER BY place`,
    values,
  );
  const ranked = bys.map((by): Ranking => {
    const ofBy = rows.filter((row) => row.by === by);
    const names = ofBy.map(({ by: _by, count: _count, place: _place, ...row }) => row);
    return { names, count: ofBy[0]?.count ?? 0, readFrom: sums.readFrom };
  });
  return ranked as { readonly [Index in keyof Bys]: Ranking };
}

const rankedBy = (by: SpendDimension, sums: OpenedSums, isCompared: boolean, limit: number): string => `
  WITH now AS (
    SELECT ${COLUMN_OF[by]} AS name, ${measures(RANKED)}, ${alsoIn(sums, by)}, ${sumOf("costUsd")} AS cost, count(*) OVER ()::int AS count
    FROM sums GROUP BY 1 ORDER BY cost DESC, requests DESC, 1 LIMIT ${limit}
  ), was AS (
    ${isCompared ? `SELECT ${COLUMN_OF[by]} AS name, ${sumOf("costUsd")} AS cost FROM before GROUP BY 1` : "SELECT '' AS name, 0 AS cost LIMIT 0"}
  )
  SELECT '${by}' AS by, now.name, ${RANKED.map((name) => `"${name}"`).join(", ")}, providers, models, count,
    ${isCompared ? asText("coalesce(was.cost, 0)") : "NULL::text"} AS "previousCostUsd",
    row_number() OVER (ORDER BY now.cost DESC, requests DESC, now.name) AS place
  FROM now LEFT JOIN was USING (name)`;

const BOTH = ["model", "provider"] as const;
const hasBoth = ({ columns }: OpenedSums): boolean => BOTH.every((column) => columns.includes(column));

/** How models and providers belong together, where one rollup has both. */
const alsoIn = (sums: OpenedSums, by: SpendDimension): string =>
  hasBoth(sums) && (by === "model" || by === "provider")
    ? "array_agg(DISTINCT provider) AS providers, count(DISTINCT model)::int AS models"
    : "NULL::text[] AS providers, NULL::int AS models";

const MOST_NAMES = 50;

/** Names to choose filters from. */
export function spendNames({ db }: Pick<Services, "db">, { by, search, ...range }: SpendNamesQuery) {
  return readConsistently(db, async (client): Promise<readonly string[]> => {
    const values: unknown[] = [];
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const { from } = await openSums(client, range, [by], parameter, columnsOf(["requests"]));
    const column = COLUMN_OF[by];
    const { rows } = await client.query<{ name: string }>(
      `SELECT ${column} AS name FROM ${from} WHERE ${column} <> '' AND strpos(lower(${column}), lower(${parameter(search)})) > 0
       GROUP BY 1 ORDER BY ${sumOf("requests")} DESC, 1 LIMIT ${MOST_NAMES}`,
      values,
    );
    return rows.map(({ name }) => name);
  });
}
