/**
 * A price times a factor. Input and output always move, and so does every price that belongs to neither; of those that
 * belong to them, what is named. All of them together keep the ratios of thresholds, tiers and units.
 * Units   rates and amounts per request are rounded half-even once, at the pico-dollar; prices per unit stay exact.
 * Errors  a MoneyProblem for a negative factor or a rate beyond the ceiling.
 * Source  regional multipliers are factors already and stay; fields nobody knows are kept as they are.
 */
import { type Decimal, multiplyDecimals, proportionOfFactor } from "@ratecard/money";
import { hasTokenPrice } from "./cost-of";
import { DEPENDENT_PRICES, type DependentPrices, isOwnPrice, mapEach, mapRates } from "./dependent-prices";
import { type MovedTerms, PriceMover } from "./price-mover";
import type { PriceTerms } from "./price-terms";

export function scaleTerms(
  terms: PriceTerms,
  factor: Decimal,
  along: readonly DependentPrices[] = DEPENDENT_PRICES,
): MovedTerms {
  if (factor.digits < 0n) return { ok: false, problem: "negative" };
  const proportion = proportionOfFactor(factor);
  const mover = new PriceMover();
  const { perRequest, requestFee, units, queryTiers } = terms;
  const movesPerRequest = along.includes("perRequest") || !hasTokenPrice(terms);
  return mover.result({
    ...mapRates(terms, (rate, kind, place) =>
      isOwnPrice(terms, kind, place) || along.includes(place) ? mover.rate(rate, proportion) : rate,
    ),
    ...(perRequest !== undefined && movesPerRequest && { perRequest: mover.amount(perRequest, proportion) }),
    ...(requestFee !== undefined && { requestFee: mover.amount(requestFee, proportion) }),
    ...(units && { units: mapEach(units, (price) => multiplyDecimals(price, factor)) }),
    ...(queryTiers && {
      queryTiers: queryTiers.map((tier) => ({ ...tier, perQuery: multiplyDecimals(tier.perQuery, factor) })),
    }),
  });
}
