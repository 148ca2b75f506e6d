/**
 * The filters of the request list as SQL.
 * Time    a day as a bound is a whole day of the ledger's zone; an instant as `to` is excluded.
 * Units   ranges of cost, tokens and latency have both ends included.
 * Source  only fixed texts become SQL, what people send is a parameter. The default-priced condition is the partial index's own.
 */
import type { RequestScope } from "@ratecard/contract";
import { NEEDS_PRICE } from "./charged-rows";
import { isDay, startOfDay } from "./ledger-days";
import { type Parameter, rowFilters } from "./name-filter";

export type SqlFilter = Readonly<{ where: string; values: readonly unknown[] }>;

const equal = (column: string) => (value: string) => `${column} = ${value}`;

/** The key of a row begins with its time, which the id alone does not tell. */
const oneRequest = (id: string) => `(occurred_at, request_id, gateway) IN
  (SELECT occurred_at, request_id, gateway FROM usage_keys WHERE request_id = ${id})`;

const EQUAL = {
  gateway: equal("gateway"),
  server: equal("server_name"),
  catalogSnapshot: equal("catalog_snapshot_id"),
  priceVersion: equal("price_version_id"),
  requestId: oneRequest,
} as const satisfies { [Field in keyof RequestScope]?: (value: string) => string };

/** What lists are sorted by, and ranges are of. `type` is PostgreSQL's, of whatever is compared with the column. */
export const RANGED = {
  time: { column: "occurred_at", type: "timestamptz" },
  cost: { column: "cost_usd", type: "numeric" },
  tokens: { column: "total_tokens", type: "bigint" },
  latency: { column: "latency_ms", type: "bigint" },
} as const;
export type Ranged = keyof typeof RANGED;

/** Where a page begins: behind a row that has this value. */
export type Behind = Readonly<{ by: Ranged; isDescending: boolean; value: string }>;

export function requestFilter(filter: RequestScope, behind?: Behind): SqlFilter {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [...namedConditions(filter, parameter), ...rangeConditions(filter, behind, parameter)];
  if (filter.isDefaultPriced !== undefined)
    conditions.push(filter.isDefaultPriced ? NEEDS_PRICE : `NOT ${NEEDS_PRICE}`);
  if (filter.isFlagged !== undefined) conditions.push(filter.isFlagged ? FLAGGED : `NOT (${FLAGGED})`);
  if (filter.isUnpriced !== undefined) conditions.push(`cost_usd IS ${filter.isUnpriced ? "" : "NOT "}NULL`);
  if (filter.flag !== undefined) conditions.push(`flags @> ARRAY[${parameter(filter.flag)}]`);
  if (filter.isError !== undefined) conditions.push(filter.isError ? "is_error" : "NOT is_error");
  if (filter.status !== undefined) {
    conditions.push(
      filter.status === "none" ? "status_code IS NULL" : `status_code = ${parameter(filter.status)}::int`,
    );
  }
  return { where: conditions.length === 0 ? "true" : conditions.join(" AND "), values };
}

/**
 * One bound at each end: of several, PostgreSQL may begin at the later one and read every row between (seen in 18.4, where a
 * comparison of rows stands beside it).
 */
function rangeConditions(filter: RequestScope, behind: Behind | undefined, parameter: Parameter): string[] {
  const bounds = [
    { by: "time", from: filter.from, to: filter.to },
    { by: "cost", from: filter.costUsdFrom, to: filter.costUsdTo },
    { by: "tokens", from: filter.tokensFrom, to: filter.tokensTo },
    { by: "latency", from: filter.latencyMsFrom, to: filter.latencyMsTo },
  ] as const;
  return bounds.flatMap(({ by, from, to }) => {
    const { column, type } = RANGED[by];
    const value = (text: string) => `${parameter(text)}::${type}`;
    const begin = behind?.by === by ? [value(behind.value)] : [];
    const least = from === undefined ? [] : [by === "time" ? startOf(from, parameter) : value(from)];
    const conditions: string[] = [];
    if (behind?.isDescending === false) least.push(...begin);
    if (least.length > 0) conditions.push(`${column} >= greatest(${least.join(", ")})`);
    const most = behind?.isDescending ? begin : [];
    if (to === undefined) return [...conditions, ...most.map((each) => `${column} <= ${each}`)];
    if (by !== "time") return [...conditions, `${column} <= least(${[value(to), ...most].join(", ")})`];
    const end = endOf(to, parameter);
    const [last] = most;
    return [
      ...conditions,
      last === undefined ? `${column} < ${end}` : `${column} <= least(${last}, ${end} - interval '1 microsecond')`,
    ];
  });
}

function namedConditions(filter: RequestScope, parameter: Parameter): string[] {
  const equals = Object.entries(EQUAL).flatMap(([field, column]) => {
    const value = filter[field as keyof typeof EQUAL];
    return value === undefined ? [] : [column(parameter(value))];
  });
  return [...equals, ...rowFilters(filter, parameter)];
}

/** As the rollup counts them. */
const FLAGGED = "flags <> '{}' AND pricing_source <> 'default' AND cost_usd IS NOT NULL";

const startOf = (bound: string, parameter: Parameter) =>
  isDay(bound) ? startOfDay(`${parameter(bound)}::date`) : `${parameter(bound)}::timestamptz`;
const endOf = (bound: string, parameter: Parameter) =>
  isDay(bound) ? startOfDay(`${parameter(bound)}::date + 1`) : `${parameter(bound)}::timestamptz`;
