/**
 * The filters of the request list as SQL.
 * Time    a day as a bound is a whole day of the ledger's zone; an instant as `to` is excluded.
 * Source  only fixed texts become SQL, what people send is a parameter. The default-priced condition is the partial index's own.
 */
import { type ListRequests, SPEND_DIMENSIONS } from "@ratecard/contract";
import { NEEDS_PRICE } from "./charged-rows";
import { startOfDay } from "./ledger-days";
import { nameFilter } from "./name-filter";

export type RequestFilter = Omit<ListRequests, "cursor" | "limit">;
export type SqlFilter = Readonly<{ where: string; values: readonly unknown[] }>;

const equal = (column: string) => (value: string) => `${column} = ${value}`;

/** The key of a row begins with its time, which the id alone does not tell. */
const oneRequest = (id: string) => `(occurred_at, request_id, gateway) IN
  (SELECT occurred_at, request_id, gateway FROM usage_keys WHERE request_id = ${id})`;

const EQUAL = {
  gateway: equal("gateway"),
  server: equal("server_name"),
  catalogSnapshot: equal("catalog_snapshot_id"),
  requestId: oneRequest,
} as const satisfies { [Field in keyof RequestFilter]?: (value: string) => string };

/** `behind`: the time of the row that the page begins behind, where it is not the first page. */
export function requestFilter(filter: RequestFilter, behind?: string): SqlFilter {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const conditions = namedConditions(filter, parameter);
  if (filter.from !== undefined) conditions.push(`occurred_at >= ${startOf(filter.from, parameter)}`);
  conditions.push(...latest(filter.to, behind, parameter));
  if (filter.isDefaultPriced !== undefined)
    conditions.push(filter.isDefaultPriced ? NEEDS_PRICE : `NOT ${NEEDS_PRICE}`);
  if (filter.isFlagged !== undefined) conditions.push(filter.isFlagged ? FLAGGED : `NOT (${FLAGGED})`);
  if (filter.isUnpriced !== undefined) conditions.push(`cost_usd IS ${filter.isUnpriced ? "" : "NOT "}NULL`);
  if (filter.flag !== undefined) conditions.push(`flags @> ARRAY[${parameter(filter.flag)}]`);
  if (filter.isError !== undefined) conditions.push(filter.isError ? "is_error" : "NOT is_error");
  return { where: conditions.length === 0 ? "true" : conditions.join(" AND "), values };
}

/**
 * One bound, the earlier one: of several, PostgreSQL may begin at the later one and read every row between (seen in 18.4, where a
 * comparison of rows stands beside it).
 */
function latest(
  to: string | undefined,
  behind: string | undefined,
  parameter: (value: unknown) => string,
): readonly string[] {
  const end = to === undefined ? [] : [endOf(to, parameter)];
  if (behind === undefined) return end.map((instant) => `occurred_at < ${instant}`);
  const bounds = [
    `${parameter(behind)}::timestamptz`,
    ...end.map((instant) => `${instant} - interval '1 microsecond'`),
  ];
  return [`occurred_at <= least(${bounds.join(", ")})`];
}

function namedConditions(filter: RequestFilter, parameter: (value: unknown) => string): string[] {
  const equals = Object.entries(EQUAL).flatMap(([field, column]) => {
    const value = filter[field as keyof typeof EQUAL];
    return value === undefined ? [] : [column(parameter(value))];
  });
  const named = SPEND_DIMENSIONS.flatMap((dimension) => {
    const names = filter[dimension] ?? [];
    return names.length === 0 ? [] : [nameFilter(dimension, names, parameter)];
  });
  return [...equals, ...named];
}

/** As the rollup counts them. */
const FLAGGED = "flags <> '{}' AND pricing_source <> 'default' AND cost_usd IS NOT NULL";

const isDay = (bound: string) => bound.length === "2026-01-31".length;
const startOf = (bound: string, parameter: (value: unknown) => string) =>
  isDay(bound) ? startOfDay(`${parameter(bound)}::date`) : `${parameter(bound)}::timestamptz`;
const endOf = (bound: string, parameter: (value: unknown) => string) =>
  isDay(bound) ? startOfDay(`${parameter(bound)}::date + 1`) : `${parameter(bound)}::timestamptz`;
