/**
 * The price an entry takes over from a base, with a price per request unless other units alone are priced.
 * Units   pico-USD; the typical request as everywhere.
 */
import {
  type CostSettings,
  isPricedByCounts,
  perRequestToStore,
  type PriceTerms,
  typicalPerRequest,
} from "@ratecard/pricing";

/** A copy says what its base says. undefined: nothing says what a request without known tokens costs. */
export function copiedTerms(
  base: PriceTerms,
  settings: CostSettings,
  standing: PriceTerms | undefined,
): PriceTerms | undefined {
  return withPerRequest(base, perRequestToStore(base, settings) ?? standing?.perRequest);
}

/** The catalogue's price with the price per request recomputed by the typical formula. */
export function recomputedTerms(
  base: PriceTerms,
  settings: CostSettings,
  standing: PriceTerms | undefined,
): PriceTerms | undefined {
  return withPerRequest(base, typicalPerRequest(base, settings) ?? base.perRequest ?? standing?.perRequest);
}

function withPerRequest(terms: PriceTerms, perRequest: PriceTerms["perRequest"]): PriceTerms | undefined {
  if (perRequest !== undefined) return { ...terms, perRequest };
  return isPricedByCounts(terms) ? terms : undefined;
}
