/** Terms as an edit writes them. Units: decimal strings, USD per 1,000,000 tokens and USD per request. */
import type { PriceInput } from "@ratecard/contract";
import type { PriceTerms } from "@ratecard/pricing";
import { formOfTerms } from "#server/pricing/price-form";

export function inputOfTerms(terms: PriceTerms): PriceInput {
  const { thresholds, tiers, ...form } = formOfTerms(terms);
  return { ...form, thresholds: thresholds && [...thresholds], tiers: tiers && [...tiers] };
}
