/**
 * A question of spend: one metric, by what, in which steps of time. Each field is text, so that it stands in a URL as it is.
 * Time    days of the ledger, both ends included; a week begins on Monday.
 */
import { z } from "zod";
import { FlagInQuery } from "./flag-in-query";
import { zodMessage } from "./problems/zod-problems";
import { checkRange, daysInRange, SPEND_DIMENSIONS, SPEND_SCOPE } from "./spend";

/** What is added up, and its unit. Every metric is a sum, so any of them may be cumulated. */
export const SPEND_METRICS = {
  costUsd: "usd",
  bookedCostUsd: "usd",
  defaultCostUsd: "usd",
  flaggedCostUsd: "usd",
  requests: "count",
  errorRequests: "count",
  defaultRequests: "count",
  unpricedRequests: "count",
  reports: "count",
  unpricedReports: "count",
  totalTokens: "count",
  promptTokens: "count",
  completionTokens: "count",
  cacheReadTokens: "count",
  cacheWriteTokens: "count",
  reasoningTokens: "count",
} as const satisfies Readonly<Record<string, "usd" | "count">>;
export type SpendMetric = keyof typeof SPEND_METRICS;
export const METRIC_NAMES = Object.keys(SPEND_METRICS) as [SpendMetric, ...SpendMetric[]];

/** No sums are kept by hours: they are added up from the requests. */
export const INTERVALS = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];

/** 744 steps; more are no picture. */
const MOST_DAYS_BY_HOUR = 31;

/** How many names are told apart; the others are one sum, "Other". */
export const EXPLORE_LIMITS = ["5", "10", "20", "50"] as const;

export const ExploreQuery = z
  .strictObject({
    ...SPEND_SCOPE,
    metric: z.enum(METRIC_NAMES, zodMessage("not-one-of", { options: METRIC_NAMES })).default("costUsd"),
    group: z.enum(SPEND_DIMENSIONS, zodMessage("not-one-of", { options: SPEND_DIMENSIONS })).optional(),
    subgroup: z.enum(SPEND_DIMENSIONS, zodMessage("not-one-of", { options: SPEND_DIMENSIONS })).optional(),
    interval: z.enum(INTERVALS, zodMessage("not-one-of", { options: INTERVALS })).default("day"),
    rankBy: z
      .enum(METRIC_NAMES, zodMessage("not-one-of", { options: METRIC_NAMES }))
      .optional()
      .meta({ description: "Which names come first; the metric itself without it." }),
    limit: z.enum(EXPLORE_LIMITS, zodMessage("not-one-of", { options: EXPLORE_LIMITS })).default("10"),
    isCumulative: FlagInQuery("Each step holds what came before it, too."),
  })
  .superRefine(checkRange)
  .refine(({ group, subgroup }) => subgroup === undefined || (group !== undefined && group !== subgroup), {
    path: ["subgroup"],
    error: zodMessage("no-other-group"),
  })
  .superRefine((query, ctx) => {
    const days = daysInRange(query);
    if (query.interval !== "hour" || days <= MOST_DAYS_BY_HOUR) return;
    const message = zodMessage("range-too-long", { days, mostDays: MOST_DAYS_BY_HOUR });
    ctx.addIssue({ code: "custom", path: ["from"], message });
  });
export type ExploreQuery = z.output<typeof ExploreQuery>;
