/**
 * What a usage costs at the price of a model, or at rates given with the question. Writes nothing anywhere.
 * Errors  INVALID_INPUT names the rate that is no price.
 */
import type { ComputeCost } from "@ratecard/contract";
import { type CostJson, costOf, costToJson, explain, type ResolutionJson, resolutionToJson } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { usageOf } from "#server/ledger/usage-of-event";
import { termsOfForm } from "#server/pricing/price-form";
import { checkCounts } from "./check-counts";

export type ComputedCost = Readonly<{
  /** null: no rung has a price (strict mode). */
  cost: CostJson | null;
  /** null: the rates came with the question. */
  resolution: ResolutionJson | null;
}>;

export function computeCost({ prices, clock }: ActingContext, input: ComputeCost): ComputedCost {
  const { book, catalog, settings, onUnpriced } = prices.now();
  const at = input.at ? Date.parse(input.at) : clock().getTime();
  checkCounts(input.usage, "usage.");
  const usage = usageOf(input.usage);
  if (input.rates) {
    const read = termsOfForm(input.rates);
    if (!read.ok) {
      const issues = read.issues.map(({ field, problem }) => ({ field: `rates.${field}`, problem }));
      throw new DomainError("INVALID_INPUT", { issues });
    }
    // Of rates that nobody is asked for, no provider grants a discount.
    const { typicalInputTokens, typicalOutputTokens } = settings;
    const cost = costOf(read.terms, usage, { typicalInputTokens, typicalOutputTokens }, { at });
    return { cost: costToJson(cost), resolution: null };
  }
  const request = { model: input.model ?? "", provider: input.provider ?? undefined, at };
  const { cost, resolution } = explain(book, catalog, { ...request, usage }, { settings, now: at, onUnpriced });
  return { cost: cost ? costToJson(cost) : null, resolution: resolutionToJson(resolution) };
}
