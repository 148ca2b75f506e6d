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
  return [
    ...difference("perRequest", before?.perRequest, after.perRequest, formatUsd, percentDifference),
    ...TOKEN_KINDS.flatMap((kind) =>
      difference(kind, before?.rates[kind], after.rates[kind], formatPer1M, percentDifferenceOfRates),
    ),
    ...(before && isOtherChanged(before, after) ? [OTHER] : []),
  ];
}

const OTHER: TermDifference = { field: "other", before: undefined, after: undefined, percent: undefined };

/** Amounts and rates are canonical, so `===` compares them. */
function difference<Price>(
  field: TermDifference["field"],
  before: Price | undefined,
  after: Price | undefined,
  format: (price: Price) => string,
  percentOf: (from: Price, to: Price) => string | undefined,
): TermDifference[] {
  if (before === after) return [];
  return [
    {
      field,
      before: before === undefined ? undefined : format(before),
      after: after === undefined ? undefined : format(after),
      percent: before === undefined || after === undefined ? undefined : percentOf(before, after),
    },
  ];
}

const isOtherChanged = (before: PriceTerms, after: PriceTerms): boolean => rest(before) !== rest(after);

const rest = ({ perRequest: _flat, rates: _rates, ...others }: PriceTerms): string =>
  fingerprint({ ...others, rates: {} });
