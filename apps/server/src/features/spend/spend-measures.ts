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

export const NOTHING_SPENT: Spend = {
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
