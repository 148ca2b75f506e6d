/**
 * "suggested * 1.2" or "3 / 15" over the selected rows. Pure, exact.
 *
 *   server, catalogue, bare, base, openrouter, second; litellm is the catalogue, else the bare name; suggested; current
 *   each with an optional factor: litellm * 0.8          3 / 15: input / output          0.005 per request
 *
 * Units   USD per 1,000,000 tokens and USD per request. Errors: a sentence that says what can be written.
 */
import { type Decimal, parseDecimal, parseRatePer1M, parseUsd } from "@ratecard/money";
import { scaleTerms, type TermsJson, termsFromJson, termsToJson } from "@ratecard/pricing";
import type { ReviewRow } from "../shapes";
import { type Choices, isImportable } from "./chosen-price";
import { PRICE_SOURCES, type PriceSource, termsFrom } from "./price-sources";

type TermsOf = (row: ReviewRow) => TermsJson | undefined;
export type Expression = Readonly<{ ok: true; termsOf: TermsOf }> | Readonly<{ ok: false; problem: string }>;

const HELP = "Write suggested * 1.2, server, litellm * 0.8, 3 / 15 (input / output per 1M), or 0.005 per request.";
const NUMBER = "\\$?\\s*([\\d.]+)";
const PAIR = new RegExp(`^${NUMBER}\\s*/\\s*${NUMBER}$`);
const PER_REQUEST = new RegExp(`^${NUMBER}\\s*(?:per|a|/)\\s*request$`, "i");
const SCALED = /^([a-z0-9]+)(?:\s*[*×]\s*([\d.]+))?$/i;

const NAMED: Readonly<Record<string, TermsOf>> = {
  suggested: ({ suggestions, isSuggested }) => (isSuggested ? suggestions[0]?.terms : undefined),
  current: ({ inForce }) => (inForce.rung === "default" ? undefined : (inForce.terms ?? undefined)),
  litellm: (row) => termsFrom(row, "catalogue") ?? termsFrom(row, "bare"),
  ...Object.fromEntries(
    Object.keys(PRICE_SOURCES).map((source) => [source, (row: ReviewRow) => termsFrom(row, source as PriceSource)]),
  ),
};

export function readExpression(text: string): Expression {
  const trimmed = text.trim();
  const [, inputPer1M, outputPer1M] = PAIR.exec(trimmed) ?? [];
  if (inputPer1M !== undefined && outputPer1M !== undefined) {
    const isRead = parseRatePer1M(inputPer1M).ok && parseRatePer1M(outputPer1M).ok;
    return isRead ? { ok: true, termsOf: () => ({ inputPer1M, outputPer1M }) } : { ok: false, problem: HELP };
  }
  const [, perRequest] = PER_REQUEST.exec(trimmed) ?? [];
  if (perRequest !== undefined)
    return parseUsd(perRequest).ok ? { ok: true, termsOf: () => ({ perRequest }) } : { ok: false, problem: HELP };
  return readScaled(trimmed);
}

function readScaled(text: string): Expression {
  const [, name = "", factor] = SCALED.exec(text) ?? [];
  const named = Object.hasOwn(NAMED, name.toLowerCase()) ? NAMED[name.toLowerCase()] : undefined;
  if (!named) return { ok: false, problem: HELP };
  if (factor === undefined) return { ok: true, termsOf: named };
  const parsed = parseDecimal(factor);
  if (!parsed.ok || parsed.value.digits <= 0n) return { ok: false, problem: "The factor must be above 0, as 1.2." };
  return { ok: true, termsOf: (row) => scaled(named(row), parsed.value) };
}

function scaled(terms: TermsJson | undefined, factor: Decimal): TermsJson | undefined {
  const read = terms && termsFromJson(terms);
  const product = read?.ok ? scaleTerms(read.terms, factor) : undefined;
  return product?.ok ? termsToJson(product.terms) : undefined;
}

/** `skipped`: rows the expression has no price for; they keep theirs. */
export function setByExpression(
  choices: Choices,
  rows: readonly ReviewRow[],
  termsOf: TermsOf,
): Readonly<{ choices: Choices; skipped: number }> {
  const next = new Map(choices);
  let skipped = 0;
  for (const row of rows) {
    const terms = isImportable(row) ? termsOf(row) : undefined;
    if (terms) next.set(row.name, { kind: "own", terms });
    else skipped += 1;
  }
  return { choices: next, skipped };
}
