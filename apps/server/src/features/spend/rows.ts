/** Reads of the rollup `usage_by_model_day`. Time: days of UTC as text. Units: USD, tokens as decimal text. */
import type { DayRange } from "@ratecard/contract";
import type { UnitKind } from "@ratecard/pricing";
import { readOneState, withConnection } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import type { Services } from "#server/services/context";

/**
 * What the spend queries add up over rows of `usage_by_model_day`.
 * Units   counts as numbers; tokens and USD as decimal text, because their sums may leave a double.
 */

/** How requests came to their price. `unpriced` have no cost; `default` cost what the default entry says. */
const isDefault = "pricing_source = 'default'";

const decimalSum = (column: string, condition?: string) =>
  `trim_scale(coalesce(sum(${column})${condition ? ` FILTER (WHERE ${condition})` : ""}, 0))::text`;

const countSum = (column: string, condition?: string) =>
  `coalesce(sum(${column})${condition ? ` FILTER (WHERE ${condition})` : ""}, 0)::float8`;

export type Spend = Readonly<{
  requests: number;
  errorRequests: number;
  unpricedRequests: number;
  /** Priced by the default entry. */
  defaultRequests: number;
  /** Priced by an entry or the catalogue, but estimated or partly: with at least one flag. */
  flaggedRequests: number;
  /** Of the flagged ones: priced by an entry that stands for a price. */
  placeholderRequests: number;
  /** Whatever priced them, their provider was guessed from the name. */
  guessedRequests: number;
  promptTokens: string;
  completionTokens: string;
  cacheReadTokens: string;
  cacheWriteTokens: string;
  reasoningTokens: string;
  totalTokens: string;
  costUsd: string;
  bookedCostUsd: string;
  defaultCostUsd: string;
  flaggedCostUsd: string;
  placeholderCostUsd: string;
}>;

const SPEND: Readonly<Record<keyof Spend, string>> = {
  requests: countSum("requests"),
  errorRequests: countSum("error_requests"),
  unpricedRequests: countSum("unpriced_requests"),
  defaultRequests: countSum("requests", isDefault),
  flaggedRequests: countSum("flagged_requests"),
  placeholderRequests: countSum("placeholder_requests"),
  guessedRequests: countSum("guessed_requests"),
  promptTokens: decimalSum("prompt_tokens"),
  completionTokens: decimalSum("completion_tokens"),
  cacheReadTokens: decimalSum("cache_read_tokens"),
  cacheWriteTokens: decimalSum("cache_write_tokens + cache_write_1h_tokens"),
  reasoningTokens: decimalSum("reasoning_tokens"),
  totalTokens: decimalSum("prompt_tokens + completion_tokens"),
  costUsd: decimalSum("cost_usd"),
  bookedCostUsd: decimalSum("booked_cost_usd"),
  defaultCostUsd: decimalSum("cost_usd", isDefault),
  flaggedCostUsd: decimalSum("flagged_cost_usd"),
  placeholderCostUsd: decimalSum("placeholder_cost_usd"),
};

/** `sum(...) AS "costUsd", ...` of the named measures, all without names. */
export const measures = (names: readonly (keyof Spend)[] = SPEND_NAMES): string =>
  names.map((name) => `${SPEND[name]} AS "${name}"`).join(",\n  ");

const SPEND_NAMES = Object.keys(SPEND) as (keyof Spend)[];

const NOTHING_SPENT: Spend = {
  requests: 0,
  errorRequests: 0,
  unpricedRequests: 0,
  defaultRequests: 0,
  flaggedRequests: 0,
  placeholderRequests: 0,
  guessedRequests: 0,
  promptTokens: "0",
  completionTokens: "0",
  cacheReadTokens: "0",
  cacheWriteTokens: "0",
  reasoningTokens: "0",
  totalTokens: "0",
  costUsd: "0",
  bookedCostUsd: "0",
  defaultCostUsd: "0",
  flaggedCostUsd: "0",
  placeholderCostUsd: "0",
};

const BETWEEN = "day BETWEEN $1::date AND $2::date";

export async function readTotals(client: PoolClient, { from, to }: DayRange): Promise<Spend> {
  const { rows } = await client.query<Spend>(`SELECT ${measures()} FROM usage_by_model_day WHERE ${BETWEEN}`, [
    from,
    to,
  ]);
  return rows[0] ?? NOTHING_SPENT;
}

const RANKED = ["requests", "errorRequests", "unpricedRequests", "defaultRequests", "totalTokens", "costUsd"] as const;

export type RankedSpend = Pick<Spend, (typeof RANKED)[number]> &
  Readonly<{ name: string; providers: readonly string[]; models: number; previousCostUsd: string }>;

/** Dearest first; equal ones by requests, then by name. A name that only the previous period had is not listed. */
export async function readRanking(
  client: PoolClient,
  by: "model" | "provider",
  range: DayRange,
  previous: DayRange,
  limit: number,
): Promise<readonly RankedSpend[]> {
  const { rows } = await client.query<RankedSpend>(
    `WITH now AS (
       SELECT ${by} AS name, ${measures(RANKED)}, array_agg(DISTINCT provider) AS providers,
         count(DISTINCT model)::int AS models, sum(cost_usd) AS cost
       FROM usage_by_model_day WHERE ${BETWEEN} GROUP BY ${by}
       ORDER BY sum(cost_usd) DESC, sum(requests) DESC, ${by} LIMIT $5
     ), before AS (
       SELECT ${by} AS name, sum(cost_usd) AS cost
       FROM usage_by_model_day WHERE day BETWEEN $3::date AND $4::date GROUP BY ${by}
     )
     SELECT now.name, ${RANKED.map((name) => `"${name}"`).join(", ")}, providers, models,
       trim_scale(coalesce(before.cost, 0))::text AS "previousCostUsd"
     FROM now LEFT JOIN before USING (name) ORDER BY now.cost DESC, requests DESC, now.name`,
    [range.from, range.to, previous.from, previous.to, limit],
  );
  return rows;
}

export async function countModels(client: PoolClient, { from, to }: DayRange): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(DISTINCT model)::int AS count FROM usage_by_model_day WHERE ${BETWEEN}`,
    [from, to],
  );
  return rows[0]?.count ?? 0;
}

const TREND = ["requests", "costUsd", "promptTokens", "completionTokens", "cacheReadTokens"] as const;

/** `model` is null for everything but the named models. */
export type DaySpend = Pick<Spend, (typeof TREND)[number]> & Readonly<{ day: string; model: string | null }>;

export async function readDays(
  client: PoolClient,
  { from, to }: DayRange,
  models: readonly string[],
): Promise<readonly DaySpend[]> {
  const { rows } = await client.query<DaySpend>(
    `SELECT day, CASE WHEN model = ANY($3::text[]) THEN model END AS model, ${measures(TREND)}
     FROM usage_by_model_day WHERE ${BETWEEN} GROUP BY 1, 2`,
    [from, to, models],
  );
  return rows;
}

/** What was consumed beside tokens: quantities as decimal text, in what the unit says. */
export type UnitSum = Readonly<{ unit: UnitKind; requests: number; quantity: string }>;

export type UnitFilter = DayRange & Readonly<{ model?: string; provider?: string; source?: string }>;

export async function readUnits(client: PoolClient, filter: UnitFilter): Promise<readonly UnitSum[]> {
  const { from, to, model = null, provider = null, source = null } = filter;
  const { rows } = await client.query<UnitSum>(
    `SELECT unit, sum(requests)::float8 AS requests, trim_scale(sum(quantity))::text AS quantity
     FROM usage_units_by_model_day WHERE ${BETWEEN} AND ($3::text IS NULL OR model = $3)
       AND ($4::text IS NULL OR provider = $4) AND ($5::text IS NULL OR pricing_source = $5)
     GROUP BY unit ORDER BY sum(requests) DESC, unit`,
    [from, to, model, provider, source],
  );
  return rows;
}

const MOST_QUARANTINED = 10_000;

/** Events that wait in quarantine, of any day: in no sum. `isMore`: there are more than were counted. */
export async function readQuarantined(client: PoolClient): Promise<Readonly<{ open: number; isMore: boolean }>> {
  const { rows } = await client.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM (SELECT FROM usage_quarantine WHERE resolved_at IS NULL LIMIT ${MOST_QUARANTINED}) AS waiting`,
  );
  const open = rows[0]?.open ?? 0;
  return { open, isMore: open === MOST_QUARANTINED };
}

/** null: no usage has ever arrived. */
export async function readNewestDay(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query<{ day: string | null }>("SELECT max(day) AS day FROM usage_by_model_day");
  return rows[0]?.day ?? null;
}

/** Several queries on one state of the database: totals and their parts agree while usage arrives. */
export const readConsistently = <T>({ pool }: Services["db"], read: (client: PoolClient) => Promise<T>): Promise<T> =>
  withConnection(pool, (client) => readOneState(client, () => read(client)));
