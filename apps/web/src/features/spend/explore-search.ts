/** A question of spend as it stands in the URL: what is added up, by what, in which steps of time. A link is a report. */
import {
  EXPLORE_LIMITS,
  INTERVALS,
  LEFT_OUT_BY,
  METRIC_NAMES,
  MOST_LEFT_OUT,
  SPEND_DIMENSIONS,
  type SpendDimension,
  type SpendMetric,
} from "@ratecard/contract";
import { z } from "zod";
import type { FiltersInUrl } from "#web/components/filters/filters-in-url";
import { withoutDefaults } from "#web/components/use-table-search";
import type { RouterInputs } from "#web/trpc";
import { requestsSearch } from "./requests-search";
import { type SpendScope, SpendSearch } from "./spend-search";

const Dimension = z.enum(["", ...SPEND_DIMENSIONS]);
/** The router reads a number as one. */
const Limit = z.coerce.string().pipe(z.enum(EXPLORE_LIMITS)).catch("10");

export const ExploreSearch = SpendSearch.omit({ compare: true }).extend({
  metric: z.enum(METRIC_NAMES).catch("costUsd"),
  group: Dimension.catch("model"),
  subgroup: Dimension.catch(""),
  interval: z.enum(INTERVALS).catch("day"),
  /** Empty: the metric itself. */
  rankBy: z.enum(["", ...METRIC_NAMES]).catch(""),
  limit: Limit,
  cumulative: z.boolean().catch(false),
});
export type ExploreSearch = z.output<typeof ExploreSearch>;

/** The router knows no type for it: the page reads its own search. */
export const exploreSearch = ({ compare: _compare, ...search }: Partial<ExploreSearch & SpendSearch>): never =>
  withoutDefaults(search, ExploreSearch.parse({})) as never;

/** A subgroup needs a group that is another one; without that it is left out. */
export function exploreQuery(search: ExploreSearch, scope: SpendScope): RouterInputs["spend"]["explore"] {
  const { metric, group, subgroup, interval, rankBy, limit, cumulative } = search;
  const hasSubgroup = group !== "" && subgroup !== "" && subgroup !== group;
  return {
    ...scope,
    metric,
    interval,
    limit,
    isCumulative: cumulative ? "true" : "false",
    ...(group !== "" && { group }),
    ...(hasSubgroup && { subgroup }),
    ...(rankBy !== "" && { rankBy }),
  };
}

export const METRIC_WORDS: Readonly<Record<SpendMetric, string>> = {
  costUsd: "Cost",
  bookedCostUsd: "Booked cost",
  defaultCostUsd: "Default-priced cost",
  flaggedCostUsd: "Cost with a warning",
  requests: "Requests",
  errorRequests: "Failed requests",
  defaultRequests: "Default-priced requests",
  unpricedRequests: "Requests without a cost",
  reports: "Reports of uncounted requests",
  unpricedReports: "Uncounted reports without a cost",
  totalTokens: "Tokens",
  promptTokens: "Input tokens",
  completionTokens: "Output tokens",
  cacheReadTokens: "Cached input tokens",
  cacheWriteTokens: "Tokens written to caches",
  reasoningTokens: "Reasoning tokens",
};

/** Which requests a metric is about, as the request list tells them apart. */
const REQUESTS_OF_METRIC = {
  errorRequests: { errors: true },
  defaultCostUsd: { source: ["default"] },
  defaultRequests: { source: ["default"] },
  flaggedCostUsd: { flagged: true },
  unpricedRequests: { unpriced: true },
  unpricedReports: { unpriced: true },
} as const satisfies Partial<Record<SpendMetric, object>>;

/** The names in Other are those that are not shown. null: no filter leaves out exactly what is shown. */
export function leavingOut(
  filters: Partial<FiltersInUrl>,
  groups: readonly SpendDimension[],
  shown: readonly string[],
): Partial<FiltersInUrl> | null {
  const [group] = groups;
  if (group === undefined || group === "tag" || groups.length > 1) return null;
  const filter = LEFT_OUT_BY[group];
  const names = [...new Set([...(filters[filter] ?? []), ...shown])];
  return names.length > MOST_LEFT_OUT ? null : { [filter]: names };
}

/** The requests behind some names and days of an answer. */
export function requestsBehind(
  metric: SpendMetric,
  scope: SpendScope,
  groups: readonly SpendDimension[],
  names: readonly string[],
): never {
  const named = Object.fromEntries(groups.map((group, index) => [group, [names[index] ?? ""]]));
  const ofMetric = Object.entries(REQUESTS_OF_METRIC).find(([name]) => name === metric)?.[1] ?? {};
  return requestsSearch({ ...scope, ...ofMetric, ...named });
}
