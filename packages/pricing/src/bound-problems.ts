/**
 * What is wrong with thresholds and tiers taken together, when each of them can be read by itself.
 * Units   bounds are prompt tokens. Errors: answered with the path of the field, as terms-from-json.ts names it; none thrown.
 * Source  declared-rates.ts: of two equal thresholds one would never be seen, and a tier without an input rate prices nothing.
 */
import type { JsonProblem } from "./json-reader";
import type { PriceTerms, Threshold, Tier } from "./price-terms";

/** Empty: the bounds are sound. */
export const boundProblems = ({ thresholds = [], tiers = [] }: PriceTerms): readonly JsonProblem[] => [
  ...thresholds.flatMap((threshold, at) => thresholdProblems(threshold, at, thresholds)),
  ...tiers.flatMap((tier, at) => tierProblems(tier, at, tiers)),
];

function thresholdProblems(threshold: Threshold, at: number, all: readonly Threshold[]): JsonProblem[] {
  const path = `thresholds[${at}]`;
  const isTwice = all.slice(0, at).some(({ aboveTokens }) => aboveTokens === threshold.aboveTokens);
  const isEmpty = Object.keys(threshold.rates).length === 0 && threshold.serviceTiers === undefined;
  return [
    ...(isTwice ? [{ path: `${path}.aboveTokens`, problem: "named-twice" } as const] : []),
    ...(isEmpty ? [{ path: `${path}.ratesPer1M`, problem: "no-rate" } as const] : []),
  ];
}

function tierProblems(tier: Tier, at: number, all: readonly Tier[]): JsonProblem[] {
  const path = `tiers[${at}]`;
  const overlaps = all
    .slice(0, at)
    .some(({ fromTokens, toTokens }) => tier.fromTokens < toTokens && fromTokens < tier.toTokens);
  return [
    ...(overlaps ? [{ path: `${path}.fromTokens`, problem: "overlaps" } as const] : []),
    ...(tier.rates.input === undefined
      ? [{ path: `${path}.ratesPer1M.input`, problem: "tier-without-input" } as const]
      : []),
  ];
}
