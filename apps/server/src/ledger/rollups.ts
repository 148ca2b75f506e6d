/**
 * The sums of the ledger, defined once: what they are kept by (rollups) and what they add up (measures), as SQL over rows named `logged`.
 * Units   requests; USD exact; whole tokens. An unknown count or cost adds nothing. Time: a day is a day of the ledger's zone.
 *         Reports that do not tell how many requests they are of are no requests: those are counted by themselves, as `reports`.
 * Rules   sum(sums) = sum(ledger) to the last digit at every moment, because one statement writes both (`sum-logged.ts`). Days that are
 *         over are in the sums of their month, too (`sum-months.ts`); what arrives for them later goes into both.
 */
import { COUNT_COLUMN, TOKEN_KINDS } from "@ratecard/pricing";
import { IS_COUNTED, IS_FREE_OF_TOKENS, IS_UNCOUNTED } from "./charged-rows";
import { dayOf } from "./ledger-days";

/** The columns that a rollup may be kept by, in the order of its key. A column it is not kept by is empty. */
const KEY_OF_ROW = {
  model: "logged.model",
  provider: "coalesce(logged.provider, '')",
  pricing_source: "logged.pricing_source",
  team: "coalesce(logged.team, '')",
  end_user: "coalesce(logged.end_user, '')",
  api_key_alias: "coalesce(logged.api_key_alias, '')",
  gateway: "logged.gateway",
} as const;

export type KeyColumn = keyof typeof KEY_OF_ROW | "tag";

/**
 * Each is two tables: `usage_<name>_day` and `usage_<name>_month`. A request with three tags is in three sums by tag.
 * In the order of their size: whoever reads takes the first that has what is asked for.
 */
export const ROLLUPS = {
  total: [],
  by_provider: ["provider", "pricing_source"],
  by_model: ["model", "provider", "pricing_source"],
  by_gateway: ["gateway"],
  by_team: ["team"],
  by_user: ["end_user"],
  by_key: ["api_key_alias"],
  by_tag: ["tag"],
  by_team_model: ["model", "provider", "pricing_source", "team"],
} as const satisfies Readonly<Record<string, readonly KeyColumn[]>>;

const PRICED_WITH_FLAGS = "logged.flags <> '{}' AND logged.pricing_source <> 'default' AND logged.cost_usd IS NOT NULL";
const IS_PLACEHOLDER = "logged.flags @> '{placeholder-price}'";
const IS_GUESSED = "logged.flags @> '{provider-guessed}'";
const IS_UNPRICED = "(logged.cost_usd IS NULL)";
const IS_DEFAULT = "logged.pricing_source = 'default'";

/** How many, of rows named `logged`: a row may be a sum of many. */
export const REQUESTS = "sum(coalesce(logged.sum_of_requests, 1))";

/** Columns of sums, with the SQL of each. */
export type Measures = Readonly<Record<string, string>>;

/** `times`: how often each row counts, as the begin of a product. */
function measuresOf(times: string): Measures {
  const countOf = (condition: string) =>
    `coalesce(sum(${times}coalesce(logged.sum_of_requests, 1)) FILTER (WHERE ${condition}), 0)`;
  const reportsOf = (condition: string) =>
    `coalesce(sum(${times}1) FILTER (WHERE logged.sum_of_requests = 0 AND ${condition}), 0)`;
  const sumOf = (column: string, condition?: string) =>
    `coalesce(sum(${times}logged.${column})${condition ? ` FILTER (WHERE ${condition})` : ""}, 0)`;
  return {
    requests: `sum(${times}coalesce(logged.sum_of_requests, 1))`,
    unpriced_requests: countOf(IS_UNPRICED),
    error_requests: countOf("logged.is_error"),
    default_requests: countOf(IS_DEFAULT),
    flagged_requests: countOf(PRICED_WITH_FLAGS),
    placeholder_requests: countOf(IS_PLACEHOLDER),
    guessed_requests: countOf(IS_GUESSED),
    cache_hit_requests: countOf("logged.is_cache_hit"),
    estimated_requests: countOf("logged.token_source = 'estimated'"),
    unknown_count_requests: countOf("logged.token_source = 'unknown'"),
    counted_requests: countOf(IS_COUNTED),
    uncounted_requests: countOf(IS_UNCOUNTED),
    free_requests: countOf(IS_FREE_OF_TOKENS),
    reports: reportsOf("true"),
    unpriced_reports: reportsOf(IS_UNPRICED),
    default_reports: reportsOf(`${IS_DEFAULT} AND NOT ${IS_UNPRICED}`),
    flagged_reports: reportsOf(PRICED_WITH_FLAGS),
    placeholder_reports: reportsOf(`${IS_PLACEHOLDER} AND NOT ${IS_UNPRICED}`),
    guessed_reports: reportsOf(IS_GUESSED),
    cost_usd: sumOf("cost_usd"),
    booked_cost_usd: sumOf("booked_cost_usd"),
    default_cost_usd: sumOf("cost_usd", IS_DEFAULT),
    flagged_cost_usd: sumOf("cost_usd", PRICED_WITH_FLAGS),
    placeholder_cost_usd: sumOf("cost_usd", IS_PLACEHOLDER),
    ...Object.fromEntries(TOKEN_KINDS.map((kind) => [COUNT_COLUMN[kind], sumOf(COUNT_COLUMN[kind])])),
  };
}

export const MEASURES = measuresOf("");
/** Of rows that have a column `sign`: 1 adds the row, -1 takes it out. */
export const SIGNED_MEASURES = measuresOf("logged.sign * ");

export const MEASURE_COLUMNS = Object.keys(MEASURES);

const measuresWhere = (measures: Measures, isWanted: (column: string, sql: string) => boolean): Measures =>
  Object.fromEntries(Object.entries(measures).filter(([column, sql]) => isWanted(column, sql)));

/** In the order of all. */
export const measuresNamed = (columns: readonly string[], measures = MEASURES): Measures =>
  measuresWhere(measures, (measure) => columns.includes(measure));

const REPORTS = MEASURE_COLUMNS.filter((measure) => /(^|_)reports$/.test(measure));
/** Measures that are 0 wherever a column of the ledger is empty: that column. */
const EMPTY_WITHOUT: Readonly<Record<string, string>> = {
  error_requests: "is_error",
  cache_hit_requests: "is_cache_hit",
  flagged_requests: "flags",
  placeholder_requests: "flags",
  guessed_requests: "flags",
  flagged_cost_usd: "flags",
  placeholder_cost_usd: "flags",
  ...Object.fromEntries(REPORTS.map((measure) => [measure, "sum_of_requests"])),
  ...Object.fromEntries(Object.values(COUNT_COLUMN).map((column) => [column, column])),
};

/** Those that rows can add to which hold something in `columns` only. */
export const measuresOfColumns = (columns: readonly string[]): Measures =>
  measuresWhere(MEASURES, (measure) => columns.includes(EMPTY_WITHOUT[measure] ?? "request_id"));

/** What a new price changes of a request that keeps the key of its sums. */
const READS_A_COST = /\b(cost_usd|flags)\b/;
export const SIGNED_COST_MEASURES = measuresWhere(SIGNED_MEASURES, (_, sql) => READS_A_COST.test(sql));
/** The same of a request that moves to sums of another provider or source, in those that are kept by neither: the others stay. */
const READS_A_PRICE = /\b(cost_usd|flags|pricing_source)\b/;
export const SIGNED_PRICE_MEASURES: Measures = Object.fromEntries(
  Object.entries(SIGNED_MEASURES).map(([column, sql]) => [column, READS_A_PRICE.test(sql) ? sql : "0"]),
);

export const KEY_COLUMNS: readonly KeyColumn[] = [...(Object.keys(KEY_OF_ROW) as (keyof typeof KEY_OF_ROW)[]), "tag"];
/** The key of `usage_sums`. */
export const SUM_KEY = ["rollup", "day", ...KEY_COLUMNS].join(", ");

/** The month whose sums are behind those of its days (`month-behind.ts`); null: none. */
export const BEHIND_MONTH = "(SELECT behind_month FROM recost_runs WHERE behind_month IS NOT NULL)";

/** Whatever zone the session runs in. */
export const DAY = dayOf("logged.occurred_at");

const listOf = (measures: Measures): string =>
  Object.entries(measures)
    .map(([column, sql]) => `${sql} AS ${column}`)
    .join(", ");

type OfOneRow = Readonly<{ rollup: string; by: readonly (keyof typeof KEY_OF_ROW)[] }>;
const OF_ONE_ROW = Object.entries(ROLLUPS)
  .map(([rollup, by]): { rollup: string; by: readonly KeyColumn[] } => ({ rollup, by }))
  .filter(({ by }) => !by.includes("tag")) as OfOneRow[];
/** A new price may move a request from one of their sums to another. */
const BY_PRICE = OF_ONE_ROW.filter(({ by }) => by.includes("provider") || by.includes("pricing_source"));
const NOT_BY_PRICE = OF_ONE_ROW.filter((each) => !BY_PRICE.includes(each));

/** A row for each tag of a request, the empty one for a request without any. */
const WITH_TAGS = `CROSS JOIN LATERAL (
    SELECT DISTINCT unnest(CASE logged.tags WHEN '{}' THEN '{""}' ELSE logged.tags END) AS tag
  ) AS tagged`;

/** The sums by day of `rows` (SQL), kept by any columns: where no rollup is. */
export function sumRowsByDay(rows: string, by: readonly KeyColumn[], day = DAY, measures = MEASURES): string {
  const keys = by.map((column) => `${column === "tag" ? "tagged.tag" : KEY_OF_ROW[column]} AS ${column}`);
  return `SELECT ${[`${day} AS day`, ...keys, listOf(measures)].join(", ")}
  FROM (${rows}) AS logged ${by.includes("tag") ? WITH_TAGS : ""}
  GROUP BY ${["day", ...by].map((_, index) => index + 1).join(", ")}`;
}

/**
 * The sums by day of rows (a table, CTE or subquery), in the columns of `usage_sums`. One pass for all rollups but that of tags.
 * `ofOthers`: the measures of the sums between which no price moves a request, where they are not the same.
 */
export function sumsByDay(rows: string, day = DAY, measures = MEASURES, ofOthers = measures): string {
  const passes =
    ofOthers === measures
      ? [sumInOnePass(rows, day, measures, OF_ONE_ROW)]
      : [sumInOnePass(rows, day, measures, BY_PRICE), sumInOnePass(rows, day, ofOthers, NOT_BY_PRICE)];
  return `${passes.join("\n  UNION ALL ")}
  UNION ALL
  SELECT 'by_tag_day', ${day}, ${Object.keys(KEY_OF_ROW)
    .map(() => "''")
    .join(", ")}, tagged.tag, ${listOf(ofOthers)}
  FROM ${rows} AS logged ${WITH_TAGS}
  GROUP BY ${day}, tagged.tag`;
}

function sumInOnePass(rows: string, day: string, measures: Measures, rollups: readonly OfOneRow[]): string {
  const columns = Object.entries(KEY_OF_ROW);
  const grouped = columns.filter(([column]) => rollups.some(({ by }) => by.some((each) => each === column)));
  // `grouping()` has a bit for each column that a row is not grouped by, the first one highest.
  const bitsOf = ({ by }: OfOneRow) =>
    grouped.reduce((bits, [column]) => bits * 2 + (by.some((each) => each === column) ? 0 : 1), 0);
  const keys = columns.map((entry) => `${grouped.includes(entry) ? `coalesce(${entry[1]}, '')` : "''"} AS ${entry[0]}`);
  return `
  SELECT CASE grouping(${grouped.map(([, sql]) => sql).join(", ")})
      ${rollups.map((each) => `WHEN ${bitsOf(each)} THEN '${each.rollup}_day'`).join(" ")} END AS rollup, ${day} AS day,
    ${keys.join(", ")}, '' AS tag, ${listOf(measures)}
  FROM ${rows} AS logged GROUP BY ${day}, GROUPING SETS (${rollups.map(({ by }) => `(${by.map((column) => KEY_OF_ROW[column]).join(", ")})`).join(", ")})`;
}

/** Those of the rows `logged`. */
export const SUMS_BY_DAY = sumsByDay("logged");

/** Sums by day as sums of their months. */
export const monthsOf = (days: string, columns: readonly string[] = MEASURE_COLUMNS): string => `
  SELECT replace(rollup, '_day', '_month') AS rollup, date_trunc('month', day)::date AS day, ${KEY_COLUMNS.join(", ")},
    ${columns.map((column) => `sum(${column}) AS ${column}`).join(", ")}
  FROM ${days} GROUP BY ${SUM_KEY.split(", ")
    .map((_, index) => index + 1)
    .join(", ")}`;

/**
 * In the order of the key, so that two writers never cross. `columns`: those that the sums have. What is taken out of a sum that is not
 * there leaves one below nothing: of a closed month that was opened again, what came late stays where it was posted.
 */
export const addToSums = (sums: string, sign: "+" | "-", columns: readonly string[] = MEASURE_COLUMNS): string => `
  INSERT INTO usage_sums AS kept (${SUM_KEY}, ${columns.join(", ")})
  SELECT ${SUM_KEY}, ${columns.map((column) => `${sign}${column}`).join(", ")} FROM ${sums} ORDER BY ${SUM_KEY}
  ON CONFLICT (${SUM_KEY}) DO UPDATE SET
    ${columns.map((column) => `${column} = kept.${column} + excluded.${column}`).join(",\n    ")}`;

/** Sums that say nothing any more. */
export const isNothing = (columns: readonly string[] = MEASURE_COLUMNS): string =>
  columns.map((column) => `${column} = 0`).join(" AND ");
