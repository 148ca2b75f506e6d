/**
 * The dashboard of a range of days beside the period it is compared with.
 * Units   USD and token sums as decimal text. Time: days of the ledger, zero-filled.
 * Errors  INVALID_INPUT where filters have no sums together, and too many requests would have to be added up one by one.
 */
import { type DashboardQuery, daysInRange, ExploreQuery, type SpendScope } from "@ratecard/contract";
import type { PoolClient } from "pg";
import type { Services } from "#server/services/context";
import { comparedScope } from "./compared-scope";
import { readExplored } from "./explore";
import { openSums } from "#server/ledger/open-sums";
import { readRankings } from "./ranking";
import { readConsistently, readCorrections, readNewestDay, readQuarantined, readUnits } from "./rows";
import { columnsOf, measures, NOTHING_SPENT, type Spend } from "./spend-measures";
import { stepsOfRange } from "./steps-of-range";

const RANKED_BY = ["model", "provider"] as const;
const MOST_RANKED = 100;

export function dashboard({ db }: Pick<Services, "db">, { compare = "previous", ...scope }: DashboardQuery) {
  const { from, to } = scope;
  return readConsistently(db, async (client) => {
    const before = await comparedScope(client, scope, compare, RANKED_BY);
    const [models, providers] = await readRankings(client, RANKED_BY, scope, before, MOST_RANKED);
    const ranked = { names: models.names.map(({ name }) => [name]), count: models.count };
    return {
      range: { from, to, days: daysInRange(scope) },
      previousRange: before && { from: before.from, to: before.to },
      totals: await readTotals(client, scope),
      previousTotals: before && (await readTotals(client, before)),
      chart: await readExplored(client, ExploreQuery.parse({ ...scope, group: "model" }), ranked),
      trend: await readTrend(client, scope),
      models: models.names,
      modelCount: models.count,
      providers: providers.names,
      readFrom: models.readFrom,
      units: await readUnits(client, scope),
      corrections: await readCorrections(client, scope),
      quarantined: await readQuarantined(client),
      newestDay: await readNewestDay(client),
    };
  });
}

export async function readTotals(client: PoolClient, scope: SpendScope): Promise<Spend> {
  const values: unknown[] = [];
  const { from } = await openSums(client, scope, [], (value) => `$${values.push(value)}`, columnsOf());
  const { rows } = await client.query<Spend>(`SELECT ${measures()} FROM ${from}`, values);
  return rows[0] ?? NOTHING_SPENT;
}

const TREND = ["requests", "promptTokens", "completionTokens", "cacheReadTokens"] as const;

/** Cached input is counted apart; it is part of the prompt tokens too. */
type TrendDay = Pick<Spend, (typeof TREND)[number]> & Readonly<{ day: string }>;

async function readTrend(client: PoolClient, scope: SpendScope): Promise<readonly TrendDay[]> {
  const values: unknown[] = [];
  const { from } = await openSums(client, scope, ["day"], (value) => `$${values.push(value)}`, columnsOf(TREND));
  const { rows } = await client.query<TrendDay>(`SELECT day::text, ${measures(TREND)} FROM ${from} GROUP BY 1`, values);
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return stepsOfRange(scope, "day").map(({ name }) => byDay.get(name) ?? { ...NO_TREND, day: name });
}

const { requests, promptTokens, completionTokens, cacheReadTokens } = NOTHING_SPENT;
const NO_TREND = { requests, promptTokens, completionTokens, cacheReadTokens };
