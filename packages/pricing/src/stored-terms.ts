/**
 * Terms as `model_pricing` stores them: columns for what people write SQL on, `details` for the rest.
 * Units   price_per_request in USD, price_per_1k_<kind>_tokens in USD per 1,000 tokens, decimal text.
 * Errors  answers every problem with its column or its path in `details`.
 */
import { formatPer1K, formatUsd, isZero, type MoneyProblem, parseRatePer1K, parseUsd, ZERO } from "@ratecard/money";
import type { JsonProblem } from "./json-reader";
import { overlay } from "./declared-rates";
import type { PriceTerms, Rates } from "./price-terms";
import { byKind, RATE_COLUMN, TOKEN_KINDS, type TokenKind } from "./token-kinds";
import { termsFromJson, type TermsRead } from "./terms-from-json";
import { type TermsJson, termsToJson } from "./terms-json";

export type StoredTerms = Readonly<{
  pricePerRequest: string;
  /** null: no price for the kind. */
  per1k: Readonly<Record<TokenKind, string | null>>;
  /** null when the columns say everything. */
  details: DetailsJson | null;
}>;

/** `price_per_request` is never null: where a price has none, the column is 0 and this says that the 0 is no price. */
type DetailsJson = TermsJson & Readonly<{ isPerRequestAbsent?: true }>;

export function termsToStored(terms: PriceTerms): StoredTerms {
  const { perRequest, rates, ...rest } = terms;
  const details: DetailsJson = {
    ...termsToJson({ rates: {}, ...rest }),
    ...(perRequest === undefined ? { isPerRequestAbsent: true } : {}),
  };
  return {
    pricePerRequest: formatUsd(perRequest ?? ZERO),
    per1k: byKind(({ kind }) => {
      const rate = rates[kind];
      return rate === undefined ? null : formatPer1K(rate);
    }),
    details: Object.keys(details).length === 0 ? null : details,
  };
}

/** `details` is whatever the jsonb column holds. The columns win over a rate named in both. */
export function termsFromStored(stored: {
  pricePerRequest: string | null;
  per1k: Readonly<Partial<Record<TokenKind, string | null>>>;
  details: unknown;
}): TermsRead {
  const problems: JsonProblem[] = [];
  const { isAbsent, json } = withoutMark(stored.details);
  const read = json === null || json === undefined ? EMPTY : termsFromJson(json);
  if (!read.ok) problems.push(...read.problems.map(({ path, problem }) => ({ path: `details.${path}`, problem })));
  const accept = <T>(path: string, parsed: { ok: true; value: T } | { ok: false; problem: MoneyProblem }) => {
    if (parsed.ok) return parsed.value;
    problems.push({ path, problem: parsed.problem });
    return undefined;
  };
  const rates: { -readonly [K in TokenKind]?: Rates[K] } = {};
  for (const kind of TOKEN_KINDS) {
    const text = stored.per1k[kind] ?? null;
    const rate = text === null ? undefined : accept(RATE_COLUMN[kind], parseRatePer1K(text));
    if (rate !== undefined) rates[kind] = rate;
  }
  const requested =
    stored.pricePerRequest === null ? undefined : accept("price_per_request", parseUsd(stored.pricePerRequest));
  // A column that was given a price by SQL has one, whatever was there before.
  const perRequest = isAbsent && requested !== undefined && isZero(requested) ? undefined : requested;
  if (problems.length > 0 || !read.ok) return { ok: false, problems };
  const merged = { ...read.terms, rates: overlay(read.terms.rates, rates) };
  return { ok: true, terms: perRequest === undefined ? merged : { ...merged, perRequest } };
}

function withoutMark(details: unknown): { isAbsent: boolean; json: unknown } {
  if (typeof details !== "object" || details === null || Array.isArray(details))
    return { isAbsent: false, json: details };
  const { isPerRequestAbsent, ...json } = details as Readonly<Record<string, unknown>>;
  return { isAbsent: isPerRequestAbsent === true, json };
}

const EMPTY: TermsRead = { ok: true, terms: { rates: {} } };
