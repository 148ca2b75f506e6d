/**
 * What a new price changes, field by field, for the diff an admin confirms.
 *
 * Units   `perRequest` in USD, kinds in USD per 1,000,000 tokens, decimal text; percent as decimal text.
 * Errors  `percent` is undefined where there is no ratio: from zero, from nothing, to nothing.
 */
import { formatPer1M, formatUsd, percentDifference, percentDifferenceOfRates } from "@ratecard/money";
import { type PriceTerms, TOKEN_KINDS, type TokenKind } from "@ratecard/pricing";
import { fingerprint } from "./same-terms";

export type TermDifference = Readonly<{
  /** `other`: thresholds, tiers, service tiers, units or fields kept. */
  field: "perRequest" | TokenKind | "other";
  before: string | undefined;
  after: string | undefined;
  percent: string | undefined;
}>;

/** `before` undefined: nothing priced the model. Equal fields are left out. */
export function termDifferences(before: PriceTerms | undefined, after: PriceTerms): readonly TermDifference[] {
  const differences: TermDifference[] = [];
  const [oldFlat, newFlat] = [before?.perRequest, after.perRequest];
  if (oldFlat !== newFlat) {
    const percent = oldFlat === undefined || newFlat === undefined ? undefined : percentDifference(oldFlat, newFlat);
    differences.push({
      field: "perRequest",
      before: oldFlat === undefined ? undefined : formatUsd(oldFlat),
      after: newFlat === undefined ? undefined : formatUsd(newFlat),
      percent,
    });
  }
  for (const kind of TOKEN_KINDS) {
    const [old, next] = [before?.rates[kind], after.rates[kind]];
    if (old === next) continue;
    const percent = old === undefined || next === undefined ? undefined : percentDifferenceOfRates(old, next);
    differences.push({
      field: kind,
      before: old === undefined ? undefined : formatPer1M(old),
      after: next === undefined ? undefined : formatPer1M(next),
      percent,
    });
  }
  if (before && isOtherChanged(before, after)) {
    differences.push({ field: "other", before: undefined, after: undefined, percent: undefined });
  }
  return differences;
}

const isOtherChanged = (before: PriceTerms, after: PriceTerms): boolean => rest(before) !== rest(after);

const rest = ({ perRequest: _flat, rates: _rates, ...others }: PriceTerms): string =>
  fingerprint({ ...others, rates: {} });
