/**
 * One metric by names and steps of time, as charts, tables and files show it.
 * Units   every number is exact decimal text: USD, or a count.
 * Rules   names beyond the limit are one sum, Other, never dropped. Series and Other add up to the total, except by tag: a request
 *         with several tags is in each of them, and once in the total.
 * Errors  INVALID_INPUT where too many requests would have to be added up one by one.
 */
import { EXPLORE_LIMITS, type ExploreQuery, type SpendDimension } from "@ratecard/contract";
import type { PoolClient } from "pg";
import type { Services } from "#server/services/context";
import { COLUMN_OF } from "#server/ledger/name-filter";
import { GROUP_KEY, groupText, openSums, type ReadFrom } from "#server/ledger/open-sums";
import { readHours } from "./hour-rows";
import { type Corrections, readConsistently, readCorrections } from "./rows";
import { asText, columnsOf, sumOf } from "./spend-measures";
import { type Step, stepsOfRange } from "./steps-of-range";

export type SeriesSums = Readonly<{
  total: string;
  /** In the order of the steps. */
  points: readonly string[];
}>;
/** The names in the order of group and subgroup. */
export type NamedSeries = SeriesSums & Readonly<{ names: readonly string[] }>;

/** `metric`, `interval`, `isCumulative`: what was asked, so that an answer is never read as that of another question. */
export type Explored = Pick<ExploreQuery, "metric" | "interval" | "isCumulative"> &
  Readonly<{
    readFrom: ReadFrom;
    steps: readonly Step[];
    groups: readonly SpendDimension[];
    series: readonly NamedSeries[];
    /** null: every name has a series of its own. */
    other: (SeriesSums & Readonly<{ names: number }>) | null;
    total: SeriesSums;
  }>;

export const explore = (
  { db }: Pick<Services, "db">,
  query: ExploreQuery,
): Promise<Explored & Readonly<{ corrections: Corrections }>> =>
  readConsistently(db, async (client) => ({
    ...(await readExplored(client, query)),
    corrections: await readCorrections(client, query),
  }));

/** `known`: where the names are ranked already. */
export async function readExplored(client: PoolClient, query: ExploreQuery, known?: RankedNames): Promise<Explored> {
  const groups = [query.group, query.subgroup].filter((group) => group !== undefined);
  const steps = query.interval === "hour" ? await readHours(client, query) : stepsOfRange(query, query.interval);
  const whole = await readWhole(client, query);
  const total = seriesOf(whole.rows, null, steps, query);
  const { metric, interval, isCumulative } = query;
  const frame = { metric, interval, isCumulative, steps, groups, total };
  if (groups.length === 0) return { ...frame, readFrom: whole.readFrom, series: [], other: null };
  const { names, count } = known ?? (await readRanked(client, query, groups));
  const ranked = names.slice(0, Number.parseInt(query.limit, 10));
  const { rows, readFrom } = await readSeries(client, query, groups, ranked);
  const series = ranked.map((names, index) => ({ names, ...seriesOf(rows, index + 1, steps, query) }));
  const beyond = count - ranked.length;
  const other = beyond === 0 ? null : { names: beyond, ...seriesOf(rows, null, steps, query) };
  return { ...frame, readFrom, series, other };
}

/** `names`: the first of `count`, each in the order of group and subgroup. */
type RankedNames = Readonly<{ names: readonly (readonly string[])[]; count: number }>;

/** By what they are ranked by; equal ones by name. */
async function readRanked(
  client: PoolClient,
  query: ExploreQuery,
  groups: readonly SpendDimension[],
): Promise<RankedNames> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const rankBy = query.rankBy ?? query.metric;
  const { from } = await openSums(client, query, groups, parameter, columnsOf([rankBy]));
  const columns = groups.map((group) => COLUMN_OF[group]).join(", ");
  const limit = EXPLORE_LIMITS.find((known) => known === query.limit) ?? "10";
  const { rows } = await client.query<{ names: string[]; count: number }>(
    `SELECT ARRAY[${columns}] AS names, count(*) OVER ()::int AS count
     FROM ${from} GROUP BY ${columns} ORDER BY ${sumOf(rankBy)} DESC, ${columns} LIMIT ${limit}`,
    values,
  );
  return { names: rows.map(({ names }) => names), count: rows[0]?.count ?? 0 };
}

/** The whole of each step, as Other of no names. */
async function readWhole(client: PoolClient, query: ExploreQuery) {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const { from, readFrom } = await openSums(client, query, [query.interval], parameter, columnsOf([query.metric]));
  return { rows: await readSummed(client, sumSteps(query, from), query, values), readFrom };
}

const sumSteps = ({ interval, metric }: ExploreQuery, from: string): string =>
  `SELECT step, NULL::bigint AS place, ${sumOf(metric)} AS value
   FROM (SELECT ${GROUP_KEY[interval]} AS step, sums.* FROM ${from}) AS stepped GROUP BY GROUPING SETS ((step), ())`;

/** Only rows of the ranked names are read: Other is the whole without them. Tags overlap, so theirs are all read and added up. */
async function readSeries(
  client: PoolClient,
  query: ExploreQuery,
  groups: readonly SpendDimension[],
  ranked: readonly (readonly string[])[],
): Promise<Readonly<{ rows: readonly SummedRow[]; readFrom: ReadFrom }>> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const measured = columnsOf([query.metric]);
  const isOverlapping = groups.includes("tag");
  const lists = groups.map((_, index) => ranked.map((names) => names[index] ?? ""));
  const narrowed = Object.fromEntries(groups.map((group, index) => [group, [...new Set(lists[index])]]));
  const scope = isOverlapping ? query : { ...query, ...narrowed };
  const { from, readFrom } = await openSums(client, scope, [query.interval, ...groups], parameter, measured);
  const places = lists.map((list) => `${parameter(list)}::text[]`).join(", ");
  const columns = groups.map((_, index) => `name_${index}`).join(", ");
  const isNamed = groups.map((group, index) => `named.name_${index} = sums.${COLUMN_OF[group]}`).join(" AND ");
  const named = `SELECT step, place, ${sumOf(query.metric)} AS value FROM (
      SELECT ${GROUP_KEY[query.interval]} AS step, named.place, sums.* FROM ${from}
      ${isOverlapping ? "LEFT" : "INNER"} JOIN unnest(${places}) WITH ORDINALITY AS named(${columns}, place) ON ${isNamed}
    ) AS placed GROUP BY GROUPING SETS ((step, place), (place))`;
  if (isOverlapping) return { rows: await readSummed(client, named, query, values), readFrom };
  const whole = await openSums(client, query, [query.interval], parameter, measured);
  const withOther = `WITH named AS (${named}), parts AS (SELECT step, sum(value) AS value FROM named GROUP BY step), whole AS (${sumSteps(query, whole.from)})
    SELECT step, place, value FROM named UNION ALL
    SELECT whole.step, NULL, whole.value - coalesce(parts.value, 0)
    FROM whole LEFT JOIN parts ON coalesce(parts.step, 'infinity') = coalesce(whole.step, 'infinity')`;
  return { rows: await readSummed(client, withOther, query, values), readFrom };
}

/** `place` counts the ranked names from 1, null is Other; `step` null is the sum of all steps. */
type SummedRow = Readonly<{ step: string | null; place: number | null; value: string }>;

async function readSummed(
  client: PoolClient,
  summed: string,
  { interval, isCumulative }: ExploreQuery,
  values: readonly unknown[],
): Promise<readonly SummedRow[]> {
  const value = isCumulative
    ? "CASE WHEN step IS NULL THEN value ELSE sum(value) OVER (PARTITION BY place, step IS NULL ORDER BY step) END"
    : "value";
  const { rows } = await client.query<SummedRow>(
    `SELECT ${groupText(interval, "step")} AS step, place::int AS place, ${asText(value)} AS value FROM (${summed}) AS summed`,
    [...values],
  );
  return rows;
}

/** A step without usage has 0; cumulated, what the step before had. */
function seriesOf(
  rows: readonly SummedRow[],
  place: number | null,
  steps: readonly Step[],
  { isCumulative }: ExploreQuery,
): SeriesSums {
  const byStep = new Map(rows.filter((row) => row.place === place).map(({ step, value }) => [step, value]));
  let before = "0";
  const points = steps.map(({ name }) => {
    const value = byStep.get(name) ?? (isCumulative ? before : "0");
    before = value;
    return value;
  });
  return { total: byStep.get(null) ?? "0", points };
}
