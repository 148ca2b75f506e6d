/**
 * Where the length of a prompt changes its rates.
 *
 * Units   prompt tokens, rising; requests above one cut and not above the next have the same rates.
 */
import type { PriceTerms } from "./price-terms";

export function promptCuts(terms: PriceTerms): readonly number[] {
  const below = terms.inclusiveThresholds ? 1 : 0;
  const cuts = new Set([
    ...(terms.thresholds ?? []).map(({ aboveTokens }) => aboveTokens - below),
    ...(terms.tiers ?? []).flatMap(({ fromTokens, toTokens }) => [0, fromTokens, toTokens]),
  ]);
  return [...cuts].filter((cut) => cut >= 0).sort((a, b) => a - b);
}
