/**
 * What a new price changes, field by field, for the diff an admin confirms.
 *
 * Units   texts and fields as @ratecard/pricing's diffTerms; percent as decimal text.
 * Errors  `percent` is null where there is no ratio: from zero, from nothing, to nothing, between words.
 */
import { parseRatePer1M, parseUsd, percentDifference, percentDifferenceOfRates } from "@ratecard/money";
import { diffTerms, NO_TERMS, type PriceTerms, type TermsChange } from "@ratecard/pricing";

export type TermDifference = TermsChange & Readonly<{ percent: string | null }>;

/** `before` undefined: nothing priced the model. Equal fields are left out; prices per token come first. */
export function termDifferences(before: PriceTerms | undefined, after: PriceTerms): readonly TermDifference[] {
  return diffTerms(before ?? NO_TERMS, after)
    .map((change) => ({ ...change, percent: percentOf(change) ?? null }))
    .sort((a, b) => rank(a.field) - rank(b.field));
}

const FIRST = ["input", "output", "perRequest"];

const rank = (field: string): number => {
  const place = FIRST.indexOf(field);
  return place === -1 ? FIRST.length : place;
};

function percentOf({ unit, from, to }: TermsChange): string | undefined {
  if (from === null || to === null) return undefined;
  if (unit === "usd-per-1m") {
    const [old, next] = [parseRatePer1M(from), parseRatePer1M(to)];
    return old.ok && next.ok ? percentDifferenceOfRates(old.value, next.value) : undefined;
  }
  if (unit !== "usd") return undefined;
  const [old, next] = [parseUsd(from), parseUsd(to)];
  return old.ok && next.ok ? percentDifference(old.value, next.value) : undefined;
}
