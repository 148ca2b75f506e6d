/**
 * Whether two sources name different prices for one model.
 *
 * Units   figures as @ratecard/pricing's priceFields; more than one part in ten thousand apart is no rounding.
 * Source  a source that is silent about a kind says nothing against one that names it; two that share no figure disagree.
 */
import { compareDecimals, type Decimal, decimal, multiplyDecimals, parseDecimal } from "@ratecard/money";
import { type PriceField, priceFields, type PriceTerms } from "@ratecard/pricing";
import type { Suggestion } from "./suggestion";

/** A price that belongs to another provider says nothing about this one's. */
export function doSourcesDiffer(suggestions: readonly Suggestion[]): boolean {
  const own = suggestions.filter(({ isOtherProvider }) => isOtherProvider !== true);
  const [first, ...others] = own.length > 0 ? own : suggestions;
  return first !== undefined && others.some(({ terms }) => isOtherPrice(first.terms, terms));
}

function isOtherPrice(left: PriceTerms, right: PriceTerms): boolean {
  const figures = figuresOf(right);
  const shared = [...figuresOf(left)].flatMap(([name, figure]) => {
    const other = figures.get(name);
    return other === undefined ? [] : [[figure, other] as const];
  });
  return shared.length === 0 || shared.some(([figure, other]) => isApart(figure, other) || isApart(other, figure));
}

/** A price per request beside token prices is a stand-in, which every source fills in its own way. */
function figuresOf(terms: PriceTerms): ReadonlyMap<string, Decimal> {
  const fields = [...priceFields(terms).values()].filter(({ unit }) => unit !== "text");
  const isFigure = ({ name }: PriceField): boolean => name !== "perRequest" || fields.length === 1;
  return new Map(
    fields.filter(isFigure).flatMap(({ name, text }) => {
      const read = parseDecimal(text);
      return read.ok ? [[name, read.value] as const] : [];
    }),
  );
}

const PARTS = decimal(10_000n);
const ONE_MORE = decimal(10_001n);

const isApart = (large: Decimal, small: Decimal): boolean =>
  compareDecimals(multiplyDecimals(large, PARTS), multiplyDecimals(small, ONE_MORE)) > 0;
