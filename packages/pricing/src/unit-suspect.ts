/**
 * A price that stands where another unit's price would: cents for dollars, per 1K for per 1M, per token.
 *
 * Units   pico-USD per token; factors 100, 1,000 and 1,000,000, up or down.
 * Source  every reference at hand must agree on the same factor, within a factor of two.
 */
import { type RatePerToken, rateToPico } from "@ratecard/money";

export const UNIT_FACTORS = [100, 1000, 1_000_000] as const;

/** `times`: the price is about `factor` times its references; `divided`: about one `factor`-th. */
export type UnitSuspect = Readonly<{ factor: (typeof UNIT_FACTORS)[number]; direction: "times" | "divided" }>;

/** undefined without a reference, at a price of zero, or when the references disagree. */
export function unitSuspect(rate: RatePerToken, references: readonly RatePerToken[]): UnitSuspect | undefined {
  const price = rateToPico(rate);
  const others = references.map(rateToPico).filter((reference) => reference > 0n);
  if (price === 0n || others.length === 0) return undefined;
  for (const factor of UNIT_FACTORS) {
    const times = BigInt(factor);
    if (others.every((reference) => isNear(price, reference * times))) return { factor, direction: "times" };
    if (others.every((reference) => isNear(price * times, reference))) return { factor, direction: "divided" };
  }
  return undefined;
}

const isNear = (left: bigint, right: bigint): boolean => left <= right * 2n && right <= left * 2n;
