/**
 * The price an entry takes over from a base, complete with a price per request.
 * Units   pico-USD; the typical request as everywhere.
 */
import { type CostSettings, type PriceTerms, typicalPerRequest } from "@ratecard/pricing";

/** A copy says what its base says. undefined: nothing says what a request without known tokens costs. */
export function copiedTerms(
  base: PriceTerms,
  settings: CostSettings,
  standing: PriceTerms | undefined,
): PriceTerms | undefined {
  return withPerRequest(base, base.perRequest ?? typicalPerRequest(base, settings) ?? standing?.perRequest);
}

/** The catalogue's price with the price per request recomputed by the typical formula. */
export function recomputedTerms(
  base: PriceTerms,
  settings: CostSettings,
  standing: PriceTerms | undefined,
): PriceTerms | undefined {
  return withPerRequest(base, typicalPerRequest(base, settings) ?? base.perRequest ?? standing?.perRequest);
}

const withPerRequest = (terms: PriceTerms, perRequest: PriceTerms["perRequest"]): PriceTerms | undefined =>
  perRequest === undefined ? undefined : { ...terms, perRequest };
