/**
 * What spend queries add up over sums of the ledger (`#server/ledger/rollups`), each measure once.
 * Units   counts as numbers; tokens and USD as decimal text, because their sums may leave a double.
 */

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
  /** In sums, and not telling how many requests they are of: none of the numbers of requests has them. */
  reports: number;
  unpricedReports: number;
  defaultReports: number;
  flaggedReports: number;
  placeholderReports: number;
  guessedReports: number;
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

/** The columns of `usage_sums` that each adds up. */
const ADDED: Readonly<Record<keyof Spend, string>> = {
  requests: "requests",
  errorRequests: "error_requests",
  unpricedRequests: "unpriced_requests",
  defaultRequests: "default_requests",
  flaggedRequests: "flagged_requests",
  placeholderRequests: "placeholder_requests",
  guessedRequests: "guessed_requests",
  reports: "reports",
  unpricedReports: "unpriced_reports",
  defaultReports: "default_reports",
  flaggedReports: "flagged_reports",
  placeholderReports: "placeholder_reports",
  guessedReports: "guessed_reports",
  promptTokens: "prompt_tokens",
  completionTokens: "completion_tokens",
  cacheReadTokens: "cache_read_tokens",
  cacheWriteTokens: "cache_write_tokens + cache_write_1h_tokens",
  reasoningTokens: "reasoning_tokens",
  totalTokens: "prompt_tokens + completion_tokens",
  costUsd: "cost_usd",
  bookedCostUsd: "booked_cost_usd",
  defaultCostUsd: "default_cost_usd",
  flaggedCostUsd: "flagged_cost_usd",
  placeholderCostUsd: "placeholder_cost_usd",
};

export const NOTHING_SPENT: Spend = {
  requests: 0,
  errorRequests: 0,
  unpricedRequests: 0,
  defaultRequests: 0,
  flaggedRequests: 0,
  placeholderRequests: 0,
  guessedRequests: 0,
  reports: 0,
  unpricedReports: 0,
  defaultReports: 0,
  flaggedReports: 0,
  placeholderReports: 0,
  guessedReports: 0,
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

const SPEND_NAMES = Object.keys(ADDED) as (keyof Spend)[];

/** As a number of PostgreSQL, exact: to sort by, or to add up further. */
export const sumOf = (name: keyof Spend): string => `coalesce(sum(${ADDED[name]}), 0)`;

/** The columns behind some measures, each once. */
export const columnsOf = (names: readonly (keyof Spend)[] = SPEND_NAMES): readonly string[] => [
  ...new Set(names.flatMap((name) => ADDED[name].split(" + "))),
];

/** Added up under their own names: what `sumOf` and `measures` read as they read the sums themselves. */
export const addedUp = (names: readonly (keyof Spend)[]): string =>
  columnsOf(names)
    .map((column) => `sum(${column}) AS ${column}`)
    .join(", ");

/** An exact number as decimal text. */
export const asText = (sql: string): string => `trim_scale(${sql})::text`;

const IS_COUNT = /(requests|reports)$/i;

/** `sum(...) AS "costUsd", ...` of the named measures, all without names. */
export const measures = (names: readonly (keyof Spend)[] = SPEND_NAMES): string =>
  names
    .map((name) => `${IS_COUNT.test(name) ? `${sumOf(name)}::float8` : asText(sumOf(name))} AS "${name}"`)
    .join(",\n  ");
