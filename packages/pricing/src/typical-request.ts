/** The typical per-request cost: 1000 input and 500 output tokens unless set otherwise. Units: pico-USD. */
import { isZero, type PicoUsd } from "@ratecard/money";
import { costOf, hasTokenPrice } from "./cost-of";
import type { CostSettings } from "./cost-result";
import type { PriceTerms } from "./price-terms";

/** undefined where there is no token price to derive it from. Discounts and margins stay out. */
export function typicalPerRequest(terms: PriceTerms, settings: CostSettings): PicoUsd | undefined {
  if (!hasTokenPrice(terms)) return undefined;
  const { typicalInputTokens, typicalOutputTokens } = settings;
  const usage = { promptTokens: typicalInputTokens, completionTokens: typicalOutputTokens };
  return costOf(terms, usage, { typicalInputTokens, typicalOutputTokens }).total;
}

/**
 * The price per request that is stored with terms: their own, else the typical request's. undefined: they are priced by other
 * units, and a request of which none was counted has no price; a typical request that costs nothing would make it free.
 */
export function perRequestToStore(terms: PriceTerms, settings: CostSettings): PicoUsd | undefined {
  const perRequest = terms.perRequest ?? typicalPerRequest(terms, settings);
  const isUnitsOnly =
    terms.perRequest === undefined && perRequest !== undefined && isZero(perRequest) && hasUnits(terms);
  return isUnitsOnly ? undefined : perRequest;
}

/** Something other than tokens and requests has a price. */
export const hasUnits = ({ units, queryTiers }: PriceTerms): boolean =>
  Object.keys(units ?? {}).length > 0 || (queryTiers?.length ?? 0) > 0;
