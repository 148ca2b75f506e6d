/**
 * What differs between two prices, and how far each one moved.
 * Units   texts as price-fields.ts; null is an absent price, which is not zero.
 * Rules   a move of 10x or more, or to or from zero, deserves a second look.
 */
import {
  compareDecimals,
  type Decimal,
  decimal,
  multiplyDecimals,
  parseDecimal,
  parseRatePer1M,
  parseUsd,
  percentDifference,
  percentDifferenceOfRates,
} from "@ratecard/money";
import { type PriceField, priceFields } from "./price-fields";
import { compareText } from "./price-book";
import type { PriceTerms } from "./price-terms";
import { TOKEN_KINDS } from "./token-kinds";

export const MOVES = ["ordinary", "tenfold", "to-zero", "from-zero", "appeared", "vanished"] as const;
/** `tenfold`: by a factor of ten or more, either way. */
export type Move = (typeof MOVES)[number];

export type TermsChange = Readonly<{
  field: string;
  unit: PriceField["unit"];
  from: string | null;
  to: string | null;
  move: Move;
  /** Decimal text; null where there is no ratio: from zero, from or to nothing, between words. */
  percent: string | null;
}>;

/** Empty when the two say the same; what every request pays first, the rest in the order of their names. */
export function diffTerms(before: PriceTerms, after: PriceTerms): readonly TermsChange[] {
  const [olds, news] = [priceFields(before), priceFields(after)];
  const names = [...new Set([...olds.keys(), ...news.keys()])].sort(byImportance);
  return names.flatMap((field) => {
    const [old, new_] = [olds.get(field), news.get(field)];
    const unit = (new_ ?? old)?.unit ?? "text";
    if (old?.text === new_?.text) return [];
    const [from, to] = [old?.text ?? null, new_?.text ?? null];
    return [{ field, unit, from, to, move: moveOf(old, new_), percent: percentOf(unit, from, to) ?? null }];
  });
}

function percentOf(unit: PriceField["unit"], from: string | null, to: string | null): string | undefined {
  if (from === null || to === null) return undefined;
  if (unit === "usd-per-1m") {
    const [old, next] = [parseRatePer1M(from), parseRatePer1M(to)];
    return old.ok && next.ok ? percentDifferenceOfRates(old.value, next.value) : undefined;
  }
  if (unit !== "usd") return undefined;
  const [old, next] = [parseUsd(from), parseUsd(to)];
  return old.ok && next.ok ? percentDifference(old.value, next.value) : undefined;
}

const FIRST: readonly string[] = ["input", "output", "perRequest", ...TOKEN_KINDS];

const rankOf = (field: string): number => {
  const rank = FIRST.indexOf(field);
  return rank === -1 ? FIRST.length : rank;
};

const byImportance = (left: string, right: string): number => rankOf(left) - rankOf(right) || compareText(left, right);

/** A change that a refresh holds back until somebody accepts it. */
export const isSuspiciousMove = (move: Move): boolean =>
  move === "tenfold" || move === "to-zero" || move === "from-zero" || move === "vanished";

function moveOf(from: PriceField | undefined, to: PriceField | undefined): Move {
  if (from?.unit === "text" || to?.unit === "text") return "ordinary";
  if (!from) return "appeared";
  if (!to) return "vanished";
  return movedBy(from.text, to.text);
}

/** How far one decimal text is from another. */
export function movedBy(from: string, to: string): Move {
  const [old, new_] = [parseDecimal(from), parseDecimal(to)];
  if (!old.ok || !new_.ok) return "ordinary";
  if (old.value.digits === 0n) return new_.value.digits === 0n ? "ordinary" : "from-zero";
  if (new_.value.digits === 0n) return "to-zero";
  return isTenfold(old.value, new_.value) || isTenfold(new_.value, old.value) ? "tenfold" : "ordinary";
}

const TEN = decimal(10n);

const isTenfold = (small: Decimal, large: Decimal): boolean =>
  compareDecimals(large, multiplyDecimals(small, TEN)) >= 0;
