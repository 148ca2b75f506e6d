/**
 * What one row of a FOCUS file is made of: the requests of a day, a model, a provider, a team and a pricing source.
 * Units   USD, tokens and quantities as exact decimal text. Time: ISO 8601 UTC; ends are excluded. Days and months of the ledger.
 * Rules   a charge is what has a cost. Requests that nobody knows the cost of are none: names that have only such requests are left
 *         out, elsewhere `unpricedRequests` and `unpricedReports` count them. A request that cost nothing is a charge of 0.
 *         What corrects a closed month is charged in the month it is posted in, for the day that it corrects.
 */
import type { SpendScope } from "@ratecard/contract";
import { byCount, COUNT_COLUMN, type CountField, TOKEN_KINDS } from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import { startOfDay } from "#server/ledger/ledger-days";
import { type Parameter, rowFilters } from "#server/ledger/name-filter";
import { openSums } from "#server/ledger/open-sums";
import { asText } from "../spend-measures";

export type Charge = Readonly<{
  isCorrection: boolean;
  day: string;
  dayStart: string;
  dayEnd: string;
  monthStart: string;
  monthEnd: string;
  model: string;
  /** Empty: not known. */
  provider: string;
  source: string;
  /** Empty: of no team. */
  team: string;
  requests: string;
  unpricedRequests: string;
  /** In sums, and not telling how many requests they are of. */
  reports: string;
  unpricedReports: string;
  errorRequests: string;
  flaggedRequests: string;
  costUsd: string;
  bookedCostUsd: string;
  /** What was consumed, and the same in what prices are for; requests where no token was counted. */
  consumed: string;
  priced: string;
  isTokens: boolean;
}> &
  Readonly<Record<CountField, string>>;

const TOKENS = "sum(prompt_tokens + completion_tokens)";
const IS_TOKENS = `${TOKENS} <> 0`;
/** Exact, which a division need not be. */
const PER_MILLION = "0.000001";

const KEY = ["charged_on", "is_correction", "model", "provider", "pricing_source", "team"];
const MEASURED = [
  "requests",
  "unpriced_requests",
  "reports",
  "unpriced_reports",
  "error_requests",
  "flagged_requests",
  "cost_usd",
  "booked_cost_usd",
  ...TOKEN_KINDS.map((kind) => COUNT_COLUMN[kind]),
];

const monthOf = (day: string) => `date_trunc('month', ${day})`;

/** `posted`: the day whose sums are read, as SQL. */
const selected = (posted: string): Readonly<Record<keyof Charge, string>> => ({
  isCorrection: "is_correction",
  day: "charged_on::text",
  dayStart: isoInstant(startOfDay("charged_on"), "MS"),
  dayEnd: isoInstant(startOfDay("charged_on + 1"), "MS"),
  monthStart: isoInstant(startOfDay(`${monthOf(posted)}::date`), "MS"),
  monthEnd: isoInstant(startOfDay(`(${monthOf(posted)} + interval '1 month')::date`), "MS"),
  model: "model",
  provider: "provider",
  source: "pricing_source",
  team: "team",
  requests: "sum(requests)::text",
  unpricedRequests: "sum(unpriced_requests)::text",
  reports: "sum(reports)::text",
  unpricedReports: "sum(unpriced_reports)::text",
  errorRequests: "sum(error_requests)::text",
  flaggedRequests: "sum(flagged_requests)::text",
  costUsd: asText("sum(cost_usd)"),
  bookedCostUsd: asText("sum(booked_cost_usd)"),
  consumed: asText(`CASE WHEN ${IS_TOKENS} THEN ${TOKENS} ELSE sum(requests) END`),
  priced: asText(`CASE WHEN ${IS_TOKENS} THEN ${TOKENS} * ${PER_MILLION} ELSE sum(requests) END`),
  isTokens: IS_TOKENS,
  ...byCount(({ kind }) => `sum(${COUNT_COLUMN[kind]})::text`),
});

export async function readCharges(client: PoolClient, day: string, scope: SpendScope): Promise<readonly Charge[]> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const posted = `${parameter(day)}::date`;
  const ofDay = { ...scope, from: day, to: day };
  const { from } = await openSums(client, ofDay, ["day", "model", "provider", "source", "team"], parameter);
  const names = "model, provider, pricing_source, team";
  const columns = Object.entries(selected(posted)).map(([name, sql]) => `${sql} AS "${name}"`);
  const { rows } = await client.query<Charge>(
    `WITH corrections AS (${correctionsPosted(posted, scope, parameter)}), parts AS (
       SELECT day AS charged_on, false AS is_correction, ${names}, ${MEASURED.join(", ")} FROM ${from}
       UNION ALL SELECT ${posted}, false, ${names}, ${MEASURED.map((column) => `-${column}`).join(", ")} FROM corrections
       UNION ALL SELECT corrects_on, true, ${names}, ${MEASURED.join(", ")} FROM corrections
     )
     SELECT ${columns.join(", ")} FROM parts GROUP BY ${KEY.join(", ")}
     HAVING sum(requests) <> sum(unpriced_requests) OR sum(reports) <> sum(unpriced_reports) OR sum(cost_usd) <> 0 ORDER BY ${KEY.join(", ")}`,
    values,
  );
  return rows;
}

function correctionsPosted(posted: string, scope: SpendScope, parameter: Parameter): string {
  const filters = rowFilters(scope, parameter);
  return `SELECT corrects_on, model, coalesce(provider, '') AS provider, pricing_source, coalesce(team, '') AS team,
      ${MEASURED.join(", ")}
    FROM usage_corrections AS logged WHERE ${[`posted_on = ${posted}`, ...filters].join(" AND ")}`;
}
