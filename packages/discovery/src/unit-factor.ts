/**
 * Finds prices that look like another unit: per 10 tokens, per 1K or per 1M taken for each other.
 *
 * Units   the factor is a ratio; it holds in both directions, within a fifth.
 * Source  discovery.md "Confirm": unit suspects are 100x, 1,000x, 1,000,000x off a reference.
 */
import { rateToPico } from "@ratecard/money";
import type { PriceTerms } from "@ratecard/pricing";

const FACTORS = [100, 1000, 1_000_000] as const;
export type UnitFactor = (typeof FACTORS)[number];

const COMPARED = ["input", "output"] as const;

/** undefined unless every rate both prices name is off by the same factor. */
export function unitFactor(price: PriceTerms, reference: PriceTerms): UnitFactor | undefined {
  const pairs = COMPARED.flatMap((kind) => {
    const [own, other] = [price.rates[kind], reference.rates[kind]];
    return own === undefined || other === undefined ? [] : [[rateToPico(own), rateToPico(other)] as const];
  }).filter(([own, other]) => own > 0n || other > 0n);
  if (pairs.length === 0) return undefined;
  return FACTORS.find(
    (factor) =>
      pairs.every(([own, other]) => isAbout(own, other, factor)) ||
      pairs.every(([own, other]) => isAbout(other, own, factor)),
  );
}

/** large / small is the factor, give or take a fifth. */
function isAbout(large: bigint, small: bigint, factor: UnitFactor): boolean {
  const exact = small * BigInt(factor);
  return exact > 0n && 5n * large >= 4n * exact && 5n * large <= 6n * exact;
}
