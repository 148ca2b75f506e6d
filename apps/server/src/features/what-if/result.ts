/**
 * What was booked beside what would have been, by model and by day.
 * Units   USD as exact decimal text; requests, and beside them reports in sums that do not tell how many requests they are of. The model and day sums add up to the total.
 */
import type { ModelPrice, WhatIfQuestion } from "@ratecard/contract";
import { add, compare, formatUsd, negate, type PicoUsd, ZERO } from "@ratecard/money";
import { amountOf, type Counts, type Difference } from "./replay";
import type { Booked, BookedSum } from "./sums-rows";

export type WhatIfSum = Readonly<{
  requests: number;
  actualUsd: string;
  whatIfUsd: string;
  differenceUsd: string;
  /** Requests without a cost: they add nothing to the actual sum. */
  unpriced: number;
  /** Requests whose cost nobody can tell then; those that have one keep it in the sum. */
  unknown: number;
  reports: number;
  unpricedReports: number;
  unknownReports: number;
}>;

export type WhatIfResult = WhatIfSum &
  Readonly<{
    question: WhatIfQuestion;
    readFrom: "sums" | "requests";
    /** Requests that the change prices otherwise. */
    touched: number;
    touchedReports: number;
    /** Largest difference first. */
    models: readonly (WhatIfSum & Readonly<{ model: string }>)[];
    modelsLeftOut: number;
    days: readonly (WhatIfSum & Readonly<{ day: string }>)[];
    /** To be published as a change set; empty where the change is none of prices. */
    prices: readonly ModelPrice[];
  }>;

const MOST_MODELS = 500;

export function resultOf(
  question: WhatIfQuestion,
  { byModel, byDay, days }: Booked,
  differences: readonly Difference[],
  { prices, readFrom }: Pick<WhatIfResult, "prices" | "readFrom">,
): WhatIfResult {
  const models = [...sumsBy(byModel, differences, "model")].map(([model, sum]) => ({ model, sum }));
  models.sort((left, right) => compare(sizeOf(right.sum), sizeOf(left.sum)) || (left.model < right.model ? -1 : 1));
  const ofDay = sumsBy(byDay, differences, "day");
  const total = models.reduce((all, { sum }) => plus(all, sum), NOTHING);
  return {
    question,
    readFrom,
    ...textOf(total),
    touched: differences.reduce((count, { touched }) => count + touched, 0),
    touchedReports: differences.reduce((count, { touchedReports }) => count + touchedReports, 0),
    models: models.slice(0, MOST_MODELS).map(({ model, sum }) => ({ model, ...textOf(sum) })),
    modelsLeftOut: Math.max(0, models.length - MOST_MODELS),
    days: days.map(({ day }) => ({ day, ...textOf(ofDay.get(day) ?? NOTHING) })),
    prices,
  };
}

type Sum = Counts & Readonly<{ actual: PicoUsd; difference: PicoUsd; unknown: number; unknownReports: number }>;

const NOTHING: Sum = {
  requests: 0,
  unpriced: 0,
  unknown: 0,
  reports: 0,
  unpricedReports: 0,
  unknownReports: 0,
  actual: ZERO,
  difference: ZERO,
};

function sumsBy(
  booked: readonly BookedSum[],
  differences: readonly Difference[],
  by: "model" | "day",
): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>();
  const include = (name: string, part: Sum) => sums.set(name, plus(sums.get(name) ?? NOTHING, part));
  for (const { name, costUsd, ...counts } of booked) {
    const unknown = { unknown: counts.unpriced, unknownReports: counts.unpricedReports };
    include(name, { ...counts, ...unknown, actual: amountOf(costUsd), difference: ZERO });
  }
  for (const each of differences) {
    const unknown = { unknown: each.unpriced, unknownReports: each.unpricedReports };
    include(each[by], { ...NOTHING, ...unknown, difference: each.usd });
  }
  return sums;
}

const plus = (left: Sum, right: Sum): Sum => ({
  requests: left.requests + right.requests,
  actual: add(left.actual, right.actual),
  difference: add(left.difference, right.difference),
  unpriced: left.unpriced + right.unpriced,
  unknown: left.unknown + right.unknown,
  reports: left.reports + right.reports,
  unpricedReports: left.unpricedReports + right.unpricedReports,
  unknownReports: left.unknownReports + right.unknownReports,
});

const sizeOf = ({ difference }: Sum): PicoUsd => (compare(difference, ZERO) < 0 ? negate(difference) : difference);

const textOf = ({ actual, difference, ...counts }: Sum): WhatIfSum => ({
  ...counts,
  actualUsd: formatUsd(actual),
  whatIfUsd: formatUsd(add(actual, difference)),
  differenceUsd: formatUsd(difference),
});
