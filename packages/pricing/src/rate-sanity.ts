/**
 * Whether a rate can be meant: against a ceiling, against the price's own cache rate, against other price lists.
 * Units   pico-USD per token inside, USD per 1,000,000 tokens as text in the answers; 0 is never too much.
 * Source  LiteLLM's catalogue of August 2026: 16 of 2,984 names stand above the ceiling, all of them in another unit; the
 *         dearest that is meant is 600.
 */
import { compareRates, formatPer1M, parseRatePer1M, type RatePerToken, rateToPico } from "@ratecard/money";
import { isSuspiciousMove, movedBy, type TermsChange } from "./diff-terms";
import { priceFields } from "./price-fields";
import type { PriceTerms } from "./price-terms";
import { KIND_LABEL, TOKEN_KINDS, type TokenKind } from "./token-kinds";

const CEILING_PER_1M = "1000";
const MOST_TIMES = 100n;

/** `against`: the ceiling, another rate of the same price (which `againstField` names), or the rate of another price list. */
export type RateProblem = Readonly<{
  kind: "above-ceiling" | "beyond-own-cache" | "beyond-reference";
  field: string;
  per1M: string;
  against: string;
  againstField?: TokenKind;
}>;

/** What other lists say of the same model. One whose rates are of the same size vouches for them, but not above the ceiling. */
type References = readonly PriceTerms[];

export const rateProblems = (terms: PriceTerms, references: References): readonly RateProblem[] => [
  ...aboveCeiling(terms),
  ...beyondOwnCache(terms, references),
  ...beyondReferences(terms, references),
];

/** Those of `to` that `from` does not have: a rate that stands was accepted once. */
export function newRateProblems(from: PriceTerms, to: PriceTerms, references: References): readonly RateProblem[] {
  const standing = new Set(rateProblems(from, references).map((problem) => JSON.stringify(problem)));
  return rateProblems(to, references).filter((problem) => !standing.has(JSON.stringify(problem)));
}

function aboveCeiling(terms: PriceTerms): readonly RateProblem[] {
  const ceiling = picoPer1M(CEILING_PER_1M);
  return [...priceFields(terms).values()].flatMap(({ name, unit, text }): RateProblem[] =>
    unit === "usd-per-1m" && picoPer1M(text) > ceiling
      ? [{ kind: "above-ceiling", field: name, per1M: text, against: CEILING_PER_1M }]
      : [],
  );
}

/** Pico-USD per token of a text in USD per 1,000,000 tokens. */
function picoPer1M(per1M: string): bigint {
  const parsed = parseRatePer1M(per1M);
  return parsed.ok ? rateToPico(parsed.value) : 0n;
}

/** The same tokens, read anew and read from the cache: `audioInput` beside `cacheReadAudio`. */
const CACHED_KINDS = TOKEN_KINDS.flatMap((cached): readonly (readonly [TokenKind, TokenKind])[] => {
  const [, modality] = /^cacheRead(.*)$/.exec(cached) ?? [];
  const plain = TOKEN_KINDS.find((kind) => kind === (modality === "" ? "input" : `${modality?.toLowerCase()}Input`));
  return plain === undefined ? [] : [[plain, cached]];
});

function beyondOwnCache({ rates }: PriceTerms, references: References): readonly RateProblem[] {
  return CACHED_KINDS.flatMap(([plain, cached]): RateProblem[] => {
    const [fresh, again] = [rates[plain], rates[cached]];
    if (fresh === undefined || again === undefined) return [];
    const isVouchedFor = references.some(
      (other) => isOfSameSize(fresh, other.rates[plain]) && isOfSameSize(again, other.rates[cached]),
    );
    if (isVouchedFor) return [];
    if (isFarMore(fresh, again)) return [beyond(plain, fresh, cached, again)];
    return isFarMore(again, fresh) ? [beyond(cached, again, plain, fresh)] : [];
  });
}

const beyond = (field: TokenKind, rate: RatePerToken, againstField: TokenKind, other: RatePerToken): RateProblem => ({
  kind: "beyond-own-cache",
  field,
  per1M: formatPer1M(rate),
  against: formatPer1M(other),
  againstField,
});

/** Beyond every list that names the kind: of lists that differ the dearest counts. */
function beyondReferences({ rates }: PriceTerms, references: References): readonly RateProblem[] {
  return TOKEN_KINDS.flatMap((kind): RateProblem[] => {
    const rate = rates[kind];
    const dearest = dearestOf(references.flatMap((other) => other.rates[kind] ?? []));
    if (rate === undefined || dearest === undefined || !isFarMore(rate, dearest)) return [];
    return [{ kind: "beyond-reference", field: kind, per1M: formatPer1M(rate), against: formatPer1M(dearest) }];
  });
}

const dearestOf = (rates: readonly RatePerToken[]): RatePerToken | undefined =>
  rates.toSorted((a, b) => compareRates(b, a))[0];

const isFarMore = (rate: RatePerToken, other: RatePerToken): boolean =>
  rateToPico(other) > 0n && rateToPico(rate) > rateToPico(other) * MOST_TIMES;

/** Less than ten times apart: it is no other unit. */
const isOfSameSize = (rate: RatePerToken, other: RatePerToken | undefined): boolean =>
  other !== undefined && rateToPico(rate) < 10n * rateToPico(other) && rateToPico(other) < 10n * rateToPico(rate);

/** Why a rate looks like a mistake, as a part of a sentence. Units: USD per 1,000,000 tokens. */
export function rateProblemSentence({ kind, field, per1M, against, againstField }: RateProblem): string {
  const is = `${nameOf(field)} is ${grouped(per1M)} USD per 1M tokens`;
  switch (kind) {
    case "above-ceiling":
      return `${is}, above ${grouped(against)}`;
    case "beyond-own-cache":
      return `${is}, more than 100 times its own ${nameOf(againstField ?? "cacheRead")} (${grouped(against)})`;
    case "beyond-reference":
      return `${is}, more than 100 times what another price list says (${grouped(against)})`;
  }
}

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(KIND_LABEL));

/** Of a base rate its label; the others keep the names of price-fields.ts. */
const nameOf = (field: string): string => WORDS.get(field)?.toLowerCase() ?? field;

const grouped = (decimal: string): string =>
  decimal.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","));

/**
 * A price that stands where another unit's price would: cents for dollars, per 1K for per 1M, per token.
 * Units   pico-USD per token; factors 100, 1,000 and 1,000,000, up or down.
 * Source  every reference at hand must agree on the same factor, within a factor of two.
 */
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

/** The moves that need a second look. Moves towards other price lists are corrections, which must not wait. */
export function suspiciousMoves(
  changes: readonly TermsChange[],
  from: PriceTerms,
  to: PriceTerms,
  references: References,
): readonly TermsChange[] {
  const far = changes.filter(({ move }) => isSuspiciousMove(move));
  if (far.length === 0) return far;
  const [mistaken, still] = [fieldsOf(rateProblems(from, references)), fieldsOf(rateProblems(to, references))];
  const listed = references.map(priceFields);
  return far.filter((change) => {
    const { field, move, unit } = change;
    if (unit !== "usd-per-1m" || move === "to-zero" || move === "vanished") return true;
    const others = listed.flatMap((fields) => fields.get(field)?.text ?? []).filter((text) => text !== "0");
    if (others.length > 0) return !others.every((other) => isTowards(change, other));
    return !mistaken.has(field) || still.has(field);
  });
}

const fieldsOf = (problems: readonly RateProblem[]): ReadonlySet<string> =>
  new Set(problems.flatMap(({ field, againstField }) => [field, ...(againstField ? [againstField] : [])]));

/** Nearer than before, and near enough: not ten times apart. */
function isTowards({ from, to }: TermsChange, other: string): boolean {
  if (from === null || to === null || movedBy(to, other) !== "ordinary") return false;
  const [before, after, listed] = [picoPer1M(from), picoPer1M(to), picoPer1M(other)];
  if (before === 0n) return true;
  const [wasFar, isFar] = [spread(before, listed), spread(after, listed)];
  return isFar.large * wasFar.small < wasFar.large * isFar.small;
}

const spread = (a: bigint, b: bigint) => (a < b ? { small: a, large: b } : { small: b, large: a });
