/** The typical per-request cost: 1000 input and 500 output tokens unless set otherwise. Units: pico-USD. */
import type { PicoUsd } from "@ratecard/money";
import { costOf, hasTokenPrice } from "./cost-of";
import type { CostSettings } from "./cost-result";
import type { PriceTerms } from "./price-terms";

/** undefined where there is no token price to derive it from. Discounts and margins stay out. */
export function typicalPerRequest(terms: PriceTerms, settings: CostSettings): PicoUsd | undefined {
  if (!hasTokenPrice(terms)) return undefined;
  const { typicalInputTokens, typicalOutputTokens } = settings;
  const usage = { promptTokens: typicalInputTokens, completionTokens: typicalOutputTokens };
  return costOf(terms, usage, { typicalInputTokens, typicalOutputTokens }).total ?? undefined;
}

/**
 * The price per request that is stored with terms: their own, else the typical request's. undefined: a typical request has no
 * price by them, as where images are paid by the piece; nothing is made up then.
 */
export const perRequestToStore = (terms: PriceTerms, settings: CostSettings): PicoUsd | undefined =>
  terms.perRequest ?? typicalPerRequest(terms, settings);

/** Terms that need no price per request: they charge by something that is counted, or say that it is free. */
export const isPricedByCounts = (terms: PriceTerms): boolean =>
  hasTokenPrice(terms) || Object.keys(terms.units ?? {}).length > 0 || (terms.queryTiers?.length ?? 0) > 0;
