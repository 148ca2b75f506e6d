/**
 * The sums of a scope as SQL to select from, with `day` and whatever columns are grouped by, wherever they have to be read from.
 * `measures`: the columns that are added up. A row has some fifty, and PostgreSQL takes apart those it has to hand on, so fewer are faster.
 * Errors  INVALID_INPUT, in words, when no sums are kept by these columns together and there are too many requests to add up, or
 *         some of them are no longer kept.
 */
import type { AnalyticsGroup, SpendDimension, SpendScope } from "@ratecard/contract";
import { isoInstant } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import { refusedField } from "#server/errors/domain-error";
import { correctionsBy } from "./corrections";
import { requireKept } from "./kept-days";
import { isOfDays, startOfDay, startOfHour } from "./ledger-days";
import { COLUMN_OF, filteredBy, type Parameter, rowFilters, sumFilters } from "./name-filter";
import { planReading, type SpanOfSums, type SummedMonths } from "./plan-reading";
import { BEHIND_MONTH, type KeyColumn, MEASURE_COLUMNS, measuresNamed, sumRowsByDay } from "./rollups";

/** Adding up a million rows takes about two seconds. */
const MOST_REQUESTS = 1_000_000;

export type ReadFrom = "sums" | "requests";

export type OpenedSums = Readonly<{
  readFrom: ReadFrom;
  /** What stands after FROM. */
  from: string;
  columns: readonly KeyColumn[];
}>;

/** What sums are read by: names, and steps of time. */
export type SumGroup = AnalyticsGroup | "hour";

/** By what their rows are grouped. The text of a step is made of each group, which is far less than of each row. */
export const GROUP_KEY: Readonly<Record<SumGroup, string>> = {
  hour: "day",
  day: "day",
  week: "date_trunc('week', day)",
  month: "date_trunc('month', day)",
  ...COLUMN_OF,
};

const TEXT_OF_STEP: Readonly<Partial<Record<SumGroup, (key: string) => string>>> = {
  // Where hours are read, `day` is when one begins.
  hour: isoInstant,
  day: (key) => `${key}::text`,
  week: (key) => `${key}::date::text`,
  month: (key) => `to_char(${key}, 'YYYY-MM')`,
};

/** As it is answered. `key`: what was grouped by. */
export const groupText = (group: SumGroup, key = GROUP_KEY[group]): string => TEXT_OF_STEP[group]?.(key) ?? key;

const isDimension = (group: SumGroup): group is SpendDimension => Object.hasOwn(COLUMN_OF, group);

export async function openSums(
  client: PoolClient,
  scope: SpendScope,
  groups: readonly SumGroup[],
  parameter: Parameter,
  measures: readonly string[] = MEASURE_COLUMNS,
): Promise<OpenedSums> {
  const kept = await openKeptSums(client, scope, groups, parameter, measures);
  if (kept) return kept;
  const dimensions = dimensionsOf(scope, groups);
  const columns = dimensions.map((dimension) => COLUMN_OF[dimension]);
  const isByHour = groups.includes("hour");
  await requireKept(client, scope.from);
  const count = await countLookedAt(client, scope);
  if (count > MOST_REQUESTS) {
    throw refusedField("from", "too-many-to-add-up", {
      by: isByHour ? ["hour", ...dimensions] : dimensions,
      count,
      most: MOST_REQUESTS,
    });
  }
  return { readFrom: "requests", from: selectRows({ scope, columns, measures, isByHour }, parameter), columns };
}

/** null: nothing is summed by these columns together. */
export async function openKeptSums(
  client: PoolClient,
  scope: SpendScope,
  groups: readonly SumGroup[],
  parameter: Parameter,
  measures: readonly string[] = MEASURE_COLUMNS,
): Promise<OpenedSums | null> {
  if (groups.includes("hour")) return null;
  const columns = dimensionsOf(scope, groups).map((dimension) => COLUMN_OF[dimension]);
  const needsDays = groups.includes("day") || groups.includes("week");
  const plan = planReading({ range: scope, columns, needsDays, months: await readMonths(client) });
  if (plan.readFrom === "requests") return null;
  const selected = ["day", ...plan.columns, ...measures].join(", ");
  const spans = plan.spans.map((span) => `SELECT ${selected} ${fromSpan(span, scope, parameter)}`);
  const from = `(${spans.join(" UNION ALL ")}) AS sums`;
  return { readFrom: "sums", from, columns: plan.columns };
}

const dimensionsOf = (scope: SpendScope, groups: readonly SumGroup[]): readonly SpendDimension[] => [
  ...new Set([...groups.filter(isDimension), ...filteredBy(scope)]),
];

async function readMonths(client: PoolClient): Promise<SummedMonths> {
  const { rows } = await client.query<SummedMonths>(
    `SELECT summed_before::text AS "summedBefore", ${BEHIND_MONTH}::text AS "behindMonth" FROM usage_months`,
  );
  return rows[0] ?? { summedBefore: "", behindMonth: null };
}

function fromSpan({ table, from, to }: SpanOfSums, scope: SpendScope, parameter: Parameter): string {
  const days = `day BETWEEN ${parameter(from)}::date AND ${parameter(to)}::date`;
  return `FROM ${table} WHERE ${[days, ...sumFilters(scope, parameter)].join(" AND ")}`;
}

type ReadRows = Readonly<{
  scope: SpendScope;
  columns: readonly KeyColumn[];
  measures: readonly string[];
  isByHour: boolean;
}>;

/** With what corrects closed months, as their sums have it. A request with several tags is filtered by one, but would be grouped by all of them: the sums are filtered once more. */
function selectRows({ scope, columns, measures, isByHour }: ReadRows, parameter: Parameter): string {
  const filters = rowFilters(scope, parameter);
  const [from, to] = [`${parameter(scope.from)}::date`, `${parameter(scope.to)}::date`];
  const rows = `SELECT * FROM usage_logs AS logged WHERE ${[isOfDays("occurred_at", from, to), ...filters].join(" AND ")}`;
  // A correction is of a day: by hours, it is of the first.
  const corrections = correctionsBy({ from, to, filters }, columns, measures, isByHour ? startOfDay : undefined);
  const step = isByHour ? startOfHour("logged.occurred_at") : undefined;
  const sums = sumRowsByDay(rows, columns, step, measuresNamed(measures));
  const filtered = sumFilters(scope, parameter).join(" AND ") || "true";
  return `(SELECT * FROM (${sums} UNION ALL ${corrections}) AS added WHERE ${filtered}) AS sums`;
}

/** The ledger has an index by each of them: no more rows are looked at than the rarest of the filtered names has. */
const INDEXED: readonly SpendDimension[] = ["model", "team", "user", "key"];

/** How many rows have to be looked at to find those of a scope, at most: what the best index leaves. */
export async function countLookedAt(client: PoolClient, scope: SpendScope): Promise<number> {
  const { from, to } = scope;
  const narrowed = INDEXED.filter((dimension) => (scope[dimension] ?? []).length > 0);
  const scopes: readonly SpendScope[] = [{ from, to }, ...narrowed.map((name) => ({ from, to, [name]: scope[name] }))];
  const mayHoldSums: SpendScope[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const each of scopes) {
    const { count, single } = await countRequests(client, each);
    fewest = Math.min(fewest, count);
    if (single <= MOST_REQUESTS) mayHoldSums.push(each);
  }
  if (fewest <= MOST_REQUESTS) return fewest;
  for (const each of mayHoldSums) {
    const rows = await countRows(client, each);
    if (rows <= MOST_REQUESTS) return rows;
  }
  return fewest;
}

/** `count`: no fewer than there are rows. `single`: those that are a row each; others may be in a row that is a sum of many. */
async function countRequests(client: PoolClient, scope: SpendScope): Promise<{ count: number; single: number }> {
  const values: unknown[] = [];
  const sums = await openKeptSums(client, scope, [], (value) => `$${values.push(value)}`);
  if (!sums) return { count: Number.POSITIVE_INFINITY, single: 0 };
  const { rows } = await client.query<{ count: number; single: number }>(
    `SELECT coalesce(sum(requests + reports), 0)::float8 AS count,
       coalesce(sum(counted_requests + uncounted_requests), 0)::float8 AS single FROM ${sums.from}`,
    values,
  );
  return rows[0] ?? { count: 0, single: 0 };
}

/** Ends behind the most that are looked at. */
async function countRows(client: PoolClient, scope: SpendScope): Promise<number> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const days = isOfDays("occurred_at", `${parameter(scope.from)}::date`, `${parameter(scope.to)}::date`);
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::float8 AS count FROM (SELECT FROM usage_logs AS logged
     WHERE ${[days, ...rowFilters(scope, parameter)].join(" AND ")} LIMIT ${MOST_REQUESTS + 1}) AS counted`,
    values,
  );
  return rows[0]?.count ?? 0;
}
