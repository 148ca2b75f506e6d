/**
 * Groups of requests that were priced by a guess, by sent name and provider.
 * Units   requests and tokens as decimal text, USD as decimal text. Time: days of the ledger.
 * Source  the sums know what the default, a placeholder or nothing priced; which flag a request has only its row knows, and so do
 *         sums of days on which a name was priced in two ways. Sums of closed months stay as they were, so days that corrections
 *         touch are read from their requests.
 */
import { type DayRange, daysInRange, type QueueReason } from "@ratecard/contract";
import { COUNT_COLUMN } from "@ratecard/pricing";
import type { PoolClient } from "pg";
import { NEEDS_PRICE } from "#server/ledger/charged-rows";
import { isAnyCorrected } from "#server/ledger/corrections";
import { isOfDays } from "#server/ledger/ledger-days";
import { openKeptSums } from "#server/ledger/open-sums";
import { REQUESTS, sumRowsByDay } from "#server/ledger/rollups";

type SummedReason = Extract<QueueReason, "default" | "placeholder" | "unpriced">;

/** Which requests of a sum are of the reason, and which of its reports that do not tell how many requests they are of. */
type OfReason = Readonly<{ requests: string; reports: string }>;

const OF_REASON: Readonly<Record<SummedReason, OfReason>> = {
  default: { requests: "default_requests", reports: "CASE pricing_source WHEN 'default' THEN reports ELSE 0 END" },
  placeholder: { requests: "placeholder_requests", reports: "placeholder_reports" },
  unpriced: { requests: "unpriced_requests", reports: "unpriced_reports" },
};
const ALL: OfReason = { requests: "requests", reports: "reports" };

export const isSummed = (reason: QueueReason): reason is SummedReason => Object.hasOwn(OF_REASON, reason);

/** Of rows named `logged`. */
const ROWS_OF: Readonly<Record<QueueReason, string>> = {
  default: `pricing_source = 'default' AND ${NEEDS_PRICE}`,
  placeholder: `flags @> '{placeholder-price}' AND ${NEEDS_PRICE}`,
  unpriced: `cost_usd IS NULL AND ${NEEDS_PRICE}`,
  "rate-fallback": "flags @> '{rate-fallback}'",
  "usage-not-priced": "flags @> '{usage-not-priced}'",
  "differs-from-reported": "flags @> '{differs-from-reported}'",
};

/** The words of the index usage_logs_doubtful. */
const DOUBTFUL = "flags && '{rate-fallback,usage-not-priced,differs-from-reported}'";

export const rowsOf = (reason: QueueReason): string =>
  isSummed(reason) ? ROWS_OF[reason] : `${ROWS_OF[reason]} AND ${DOUBTFUL}`;

export type GroupKey = Readonly<{ model: string; provider: string | null }>;

export type GroupSums = GroupKey &
  Readonly<{
    requests: string;
    /** In sums, and not telling how many requests they are of. */
    reports: string;
    countedRequests: string;
    uncountedRequests: string;
    costUsd: string;
    firstDay: string;
    lastDay: string;
    /** By column of the ledger. */
    tokens: Readonly<Record<string, string>>;
    isMixed: boolean;
    /** Requests by step of the range, from 0 on; a step without any is missing. */
    trend: Readonly<Record<string, number>>;
  }>;

const MOST_STEPS = 30;
/** How many days are one step of a trend. */
export const daysOfStep = (range: DayRange): number => Math.ceil(daysInRange(range) / MOST_STEPS);

const COUNTS = Object.values(COUNT_COLUMN);
const TOKENS = `jsonb_build_object(${COUNTS.map((column) => `'${column}', sum(${column})::text`).join(", ")})`;
const SUMMED = ["requests", "reports", "counted_requests", "uncounted_requests", "cost_usd", ...COUNTS];

type Grouping = Readonly<{ range: DayRange; isByDay: boolean }>;
type Sums = Readonly<{ from: string; of: OfReason }>;

/** `first`: the first day of the range, as SQL. */
function groups(sums: Sums, first: string, { range, isByDay }: Grouping): string {
  const { from, of } = sums;
  const step = `(day - ${first}::date) / ${isByDay ? 1 : daysOfStep(range)}`;
  return `
  SELECT model, nullif(provider, '') AS provider, sum(of_reason)::text AS requests, sum(reports_of_reason)::text AS reports,
    (sum(of_reason), sum(reports_of_reason)) <> (sum(requests), sum(reports)) AS "isMixed",
    sum(counted_requests)::text AS "countedRequests", sum(uncounted_requests)::text AS "uncountedRequests",
    trim_scale(sum(cost_usd))::text AS "costUsd", min(first)::text AS "firstDay", max(last)::text AS "lastDay", ${TOKENS} AS tokens,
    jsonb_object_agg(step, of_reason) AS trend
  FROM (
    SELECT model, provider, ${step} AS step, sum(${of.requests}) AS of_reason, sum(${of.reports}) AS reports_of_reason, min(day) AS first, max(day) AS last,
      ${SUMMED.map((column) => `sum(${column}) AS ${column}`).join(", ")}
    FROM ${from} WHERE ${of.requests} > 0 OR ${of.reports} > 0 GROUP BY model, provider, step
  ) AS stepped GROUP BY model, provider${isByDay ? ", step ORDER BY step" : ""}`;
}

/** All groups of one reason, or one of them. */
export async function findGroups(
  client: PoolClient,
  range: DayRange,
  reason: QueueReason,
  only?: GroupKey,
): Promise<readonly GroupSums[]> {
  const found = await findGroupsOfNames(client, { range, isByDay: false }, reason, only ? [only.model] : undefined);
  return only ? found.filter(({ provider }) => provider === only.provider) : found;
}

/** One group day by day; a day without requests of it is missing. */
export async function findDays(
  client: PoolClient,
  range: DayRange,
  reason: QueueReason,
  { model, provider }: GroupKey,
): Promise<readonly GroupSums[]> {
  const found = await findGroupsOfNames(client, { range, isByDay: true }, reason, [model]);
  return found.filter((day) => day.provider === provider);
}

async function findGroupsOfNames(
  client: PoolClient,
  grouping: Grouping,
  reason: QueueReason,
  models: readonly string[] | undefined,
): Promise<readonly GroupSums[]> {
  const { range } = grouping;
  if (!isSummed(reason) || (await isAnyCorrected(client, range))) return findInRows(client, grouping, reason, models);
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const scope = models ? { ...range, model: models } : range;
  const sums = await openKeptSums(client, scope, ["day", "model", "provider", "source"], parameter);
  const { rows } = await client.query<GroupSums>(
    groups({ from: sums?.from ?? "", of: OF_REASON[reason] }, parameter(range.from), grouping),
    values,
  );
  const mixed = rows.filter(({ isMixed }) => isMixed).map(({ model }) => model);
  if (mixed.length === 0) return rows;
  const keyOf = ({ model, provider, firstDay }: GroupSums) =>
    JSON.stringify([model, provider, ...(grouping.isByDay ? [firstDay] : [])]);
  const exact = new Map((await findInRows(client, grouping, reason, mixed)).map((group) => [keyOf(group), group]));
  return rows.map((group) => (group.isMixed ? (exact.get(keyOf(group)) ?? group) : group));
}

/** `models`: of these names only. */
async function findInRows(
  client: PoolClient,
  grouping: Grouping,
  reason: QueueReason,
  models?: readonly string[],
): Promise<readonly GroupSums[]> {
  const { from, to } = grouping.range;
  const ofModels = models ? " AND logged.model = ANY($3::text[])" : "";
  const logged = `SELECT * FROM usage_logs AS logged WHERE ${isOfDays("occurred_at", "$1::date", "$2::date")}
    AND ${rowsOf(reason)}${ofModels}`;
  const sums = `(${sumRowsByDay(logged, ["model", "provider"])}) AS sums`;
  const values = [from, to, ...(models ? [models] : [])];
  const { rows } = await client.query<GroupSums>(groups({ from: sums, of: ALL }, "$1", grouping), values);
  return rows;
}

export type ReasonCount = Readonly<{
  reason: QueueReason;
  model: string;
  provider: string | null;
  requests: number;
  reports: number;
}>;

const COUNTED_ROWS = `${REQUESTS}::float8 AS requests, count(*) FILTER (WHERE sum_of_requests = 0)::float8 AS reports`;

/** Each group with each of its reasons. */
export async function countReasons(client: PoolClient, range: DayRange): Promise<readonly ReasonCount[]> {
  const isCorrected = await isAnyCorrected(client, range);
  const rows = await (isCorrected ? countInRows(client, range) : countInSums(client, range));
  const doubtful = await client.query<ReasonCount>(
    `SELECT flag AS reason, model, provider, ${COUNTED_ROWS}
     FROM usage_logs AS logged CROSS JOIN LATERAL unnest(flags) AS flag
     WHERE ${isOfDays("occurred_at", "$1::date", "$2::date")} AND ${DOUBTFUL}
       AND flag IN ('rate-fallback', 'usage-not-priced', 'differs-from-reported') GROUP BY 1, 2, 3`,
    [range.from, range.to],
  );
  return [...rows, ...doubtful.rows];
}

const SUMMED_REASONS = Object.keys(OF_REASON) as readonly SummedReason[];

async function countInSums(client: PoolClient, range: DayRange): Promise<readonly ReasonCount[]> {
  const values: unknown[] = [];
  const sums = await openKeptSums(client, range, ["model", "provider", "source"], (value) => `$${values.push(value)}`);
  const counted = SUMMED_REASONS.map((reason) => {
    const { requests, reports } = OF_REASON[reason];
    return `('${reason}', ${requests}, ${reports})`;
  }).join(", ");
  const { rows } = await client.query<ReasonCount>(
    `SELECT reason, model, nullif(provider, '') AS provider, sum(of_reason)::float8 AS requests, sum(reports_of_reason)::float8 AS reports
     FROM ${sums?.from ?? ""} CROSS JOIN LATERAL (VALUES ${counted}) AS by (reason, of_reason, reports_of_reason)
     WHERE of_reason > 0 OR reports_of_reason > 0 GROUP BY 1, 2, 3`,
    values,
  );
  return rows;
}

async function countInRows(client: PoolClient, range: DayRange): Promise<readonly ReasonCount[]> {
  const reasons = SUMMED_REASONS.map((reason) => `('${reason}', ${ROWS_OF[reason]})`).join(", ");
  const { rows } = await client.query<ReasonCount>(
    `SELECT reason, model, provider, ${COUNTED_ROWS}
     FROM usage_logs AS logged CROSS JOIN LATERAL (VALUES ${reasons}) AS by (reason, has)
     WHERE ${isOfDays("occurred_at", "$1::date", "$2::date")} AND ${NEEDS_PRICE} AND has GROUP BY 1, 2, 3`,
    [range.from, range.to],
  );
  return rows;
}
