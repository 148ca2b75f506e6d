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
