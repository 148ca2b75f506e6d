/**
 * Terms of a price as programs and files write them, flat: `perRequest`, `inputPer1M`, ..., and back.
 * Units   decimal strings: USD per request, USD per 1,000,000 tokens.
 * Errors  every problem is answered with the field's own name and a sentence.
 */
import { describePriceProblem, RATE_FIELDS, type RateField } from "@ratecard/contract";
import {
  type PriceTerms,
  termsFromJson,
  type TermsJson,
  termsToJson,
  TOKEN_KINDS,
  type TokenKind,
} from "@ratecard/pricing";
import { isLosslessNumber } from "lossless-json";

export type PriceForm = Readonly<
  Partial<Record<RateField | "perRequest", string | null | undefined>> & {
    thresholds?: readonly unknown[] | null | undefined;
    tiers?: readonly unknown[] | null | undefined;
    otherTerms?: Readonly<Record<string, unknown>> | null | undefined;
  }
>;

export type FieldProblem = Readonly<{ field: string; problem: string }>;
export type FormRead =
  | Readonly<{ ok: true; terms: PriceTerms }>
  | Readonly<{ ok: false; issues: readonly FieldProblem[] }>;

const KIND_OF: Readonly<Record<RateField, TokenKind>> = Object.fromEntries(
  TOKEN_KINDS.map((kind) => [`${kind}Per1M`, kind]),
) as Record<RateField, TokenKind>;

/** Absent fields are left out, so that null and missing cannot differ. */
export function formOfTerms(terms: PriceTerms): PriceFormJson {
  const { perRequestUsd, ratesPer1M = {}, thresholds, tiers, ...rest } = termsToJson(terms);
  const rates = RATE_FIELDS.flatMap((field) => {
    const rate = ratesPer1M[KIND_OF[field]];
    return rate === undefined ? [] : [[field, rate] as const];
  });
  return {
    ...(perRequestUsd !== undefined && { perRequest: perRequestUsd }),
    ...Object.fromEntries(rates),
    ...(thresholds && { thresholds }),
    ...(tiers && { tiers }),
    ...(Object.keys(rest).length > 0 && { otherTerms: rest }),
  };
}

export type PriceFormJson = Readonly<Partial<Record<RateField | "perRequest", string>>> &
  Readonly<{
    thresholds?: NonNullable<TermsJson["thresholds"]>;
    tiers?: NonNullable<TermsJson["tiers"]>;
    otherTerms?: TermsJson;
  }>;

export function termsOfForm(form: PriceForm): FormRead {
  const misplaced = misplacedTerms(form.otherTerms ?? {});
  if (misplaced.length > 0) return { ok: false, issues: misplaced };
  const other = Object.fromEntries(
    Object.entries(form.otherTerms ?? {}).map(([name, value]) => [name, plainNumbers(value)]),
  );
  const rates = RATE_FIELDS.map((field) => [KIND_OF[field], form[field] ?? undefined] as const);
  const read = termsFromJson({
    ...other,
    perRequestUsd: form.perRequest ?? undefined,
    ratesPer1M: ratesOf(other.ratesPer1M, rates),
    thresholds: form.thresholds ? plainNumbers(form.thresholds) : undefined,
    tiers: form.tiers ? plainNumbers(form.tiers) : undefined,
  });
  if (read.ok) return read;
  return {
    ok: false,
    issues: read.problems.map(({ path, problem }) => ({
      field: fieldOf(path),
      problem: describePriceProblem(problem),
    })),
  };
}

/** They have fields of their own, which would win without a word. */
const OWN_FIELD = new Map([
  ["perRequestUsd", "perRequest"],
  ["thresholds", "thresholds"],
  ["tiers", "tiers"],
]);

const misplacedTerms = (other: Readonly<Record<string, unknown>>): FieldProblem[] =>
  Object.keys(other).flatMap((name) => {
    const field = OWN_FIELD.get(name);
    if (field === undefined) return [];
    return [{ field: `otherTerms.${name}`, problem: `has a field of its own. Move it to ${field}.` }];
  });

/** What is no object is left for the reader to refuse. */
const ratesOf = (other: unknown, rates: readonly (readonly [TokenKind, string | undefined])[]): unknown =>
  typeof other === "object" || other === undefined
    ? { ...other, ...Object.fromEntries(rates.filter(([, rate]) => rate !== undefined)) }
    : other;

/** `ratesPer1M.cacheRead` is written as `cacheReadPer1M`. */
function fieldOf(path: string): string {
  if (path === "perRequestUsd") return "perRequest";
  const kind = /^ratesPer1M\.(\w+)$/.exec(path)?.[1];
  if (kind !== undefined) return `${kind}Per1M`;
  return /^(thresholds|tiers)\b/.test(path) ? path : `otherTerms.${path}`;
}

const WHOLE_FIELDS = new Set([
  "aboveTokens",
  "fromTokens",
  "toTokens",
  "fromResults",
  "toResults",
  "startMinute",
  "endMinute",
  "weekdays",
]);

/**
 * Numbers of a body whose digits were kept: bounds become whole numbers, money becomes text, by the names of their fields.
 * Errors  none; what is no whole number stays text and is refused by whoever reads it.
 */
function plainNumbers(value: unknown, field = ""): unknown {
  if (isLosslessNumber(value)) return numberOf(value.value, field);
  if (Array.isArray(value)) return value.map((item) => plainNumbers(item, field));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainNumbers(item, name)]));
}

const numberOf = (literal: string, field: string): number | string =>
  WHOLE_FIELDS.has(field) && /^\d{1,16}$/.test(literal) ? Number(literal) : literal;
