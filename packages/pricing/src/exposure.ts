/**
 * How far what was booked may be from what requests truly cost.
 * Units   pico-USD; negative: too much was booked. Errors: undefined is unknown, which is not 0.
 */
import { add, compare, type PicoUsd, picoUsd, subtract, times, toPico } from "@ratecard/money";
import { isUnitPriceable } from "./cost-lines";
import { costOf, hasTokenPrice } from "./cost-of";
import type { CostSettings } from "./cost-result";
import { linearCost, type UsageSums } from "./linear-cost";
import type { PriceTerms } from "./price-terms";
import { isAnyTokenCounted, type Usage } from "./usage";

export type Exposure = Readonly<{ low: PicoUsd; probable: PicoUsd; high: PicoUsd }>;

/** `costs`: of each candidate, the most probable one first. */
export function exposureOf(costs: readonly PicoUsd[], booked: PicoUsd): Exposure | undefined {
  const [probable] = costs;
  if (probable === undefined) return undefined;
  const rising = costs.toSorted(compare);
  const [low = probable, high = probable] = [rising[0], rising.at(-1)];
  return { low: subtract(low, booked), probable: subtract(probable, booked), high: subtract(high, booked) };
}

/** Known exposure first, the largest loss first; what is unknown by its tokens, then its requests. */
export function byExposure(left: Ranked, right: Ranked): number {
  if (left.exposure && right.exposure) return compare(right.exposure.probable, left.exposure.probable);
  if (left.exposure || right.exposure) return left.exposure ? -1 : 1;
  const [a, b] = left.tokens === right.tokens ? [left.requests, right.requests] : [left.tokens, right.tokens];
  return a > b ? -1 : a < b ? 1 : 0;
}

export type Ranked = Readonly<{ exposure: Exposure | undefined; tokens: bigint; requests: bigint }>;

/** `together`: all requests of the group as one row of the ledger that stands for them, with their units. */
export type GroupUsage = UsageSums & Readonly<{ together: Usage }>;

/**
 * What requests would cost together at a price, without discounts and margins, as if each were as long as `usage.promptTokens`.
 * Errors  undefined: nothing the price charges was counted.
 */
export function estimatedCost(
  terms: PriceTerms,
  usage: GroupUsage,
  { typicalInputTokens, typicalOutputTokens }: CostSettings,
  at: number,
): PicoUsd | undefined {
  const settings = { typicalInputTokens, typicalOutputTokens };
  if (isUnitPriceable(terms, usage.together)) return costOf(terms, usage.together, settings, { at }).total ?? undefined;
  const requests = usage.countedRequests + usage.uncountedRequests;
  // Reports in sums: nobody knows how long each request was.
  if (requests === 0n && isAnyTokenCounted(usage.together)) {
    return costOf(terms, usage.together, settings, { at }).total ?? undefined;
  }
  if (requests === 0n || (!hasTokenPrice(terms) && terms.perRequest === undefined)) return undefined;
  const { requestFee, ...linear } = terms;
  const cost = linearCost(linear, usage, settings, { at });
  if (cost === undefined || requestFee === undefined) return cost;
  return add(cost, picoUsd(toPico(requestFee) * requests));
}

/** The cost that a gateway reported for some of the requests, as if for all of them. Half a pico-dollar of a request is cut off. */
export function reportedForAll(reported: PicoUsd, ofRequests: bigint, requests: bigint): PicoUsd | undefined {
  if (ofRequests === 0n || toPico(reported) <= 0n) return undefined;
  return picoUsd((toPico(reported) * requests) / ofRequests);
}

const TWENTIETH = 20;

/** Two costs that are one to a person: a twentieth apart at most. */
export function doAgree(left: PicoUsd, right: PicoUsd): boolean {
  const [low, high] = compare(left, right) < 0 ? [left, right] : [right, left];
  return compare(times(subtract(high, low), TWENTIETH), high) <= 0;
}
