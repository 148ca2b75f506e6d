/** One figure to compare two prices by: a typical request, else the price per request. Units: pico-USD. */
import type { PicoUsd } from "@ratecard/money";
import { type CostSettings, type PriceTerms, typicalPerRequest } from "@ratecard/pricing";

export const typicalCost = (terms: PriceTerms, settings: CostSettings): PicoUsd | undefined =>
  typicalPerRequest(terms, settings) ?? terms.perRequest;
