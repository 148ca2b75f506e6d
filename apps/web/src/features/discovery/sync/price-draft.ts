/**
 * A price as it is typed, and what it comes to. Pure.
 *
 * Units   rates in USD per 1,000,000 tokens, perRequest in USD; an empty field is absent, never 0.
 * Errors  one sentence a field.
 */
import { describePriceProblem } from "@ratecard/contract";
import { parseRatePer1M, parseUsd } from "@ratecard/money";
import type { TermsJson } from "@ratecard/pricing";

export const DRAFT_FIELDS = ["input", "output", "cacheRead", "cacheWrite", "perRequest"] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];
export type PriceDraft = Readonly<Record<DraftField, string>>;

export type DraftRead =
  | Readonly<{ ok: true; terms: TermsJson }>
  | Readonly<{ ok: false; errors: Partial<Record<DraftField, string>> }>;

const RATES = ["input", "output", "cacheRead", "cacheWrite"] as const;

export const draftOf = (terms: TermsJson | null): PriceDraft => ({
  input: terms?.ratesPer1M?.input ?? "",
  output: terms?.ratesPer1M?.output ?? "",
  cacheRead: terms?.ratesPer1M?.cacheRead ?? "",
  cacheWrite: terms?.ratesPer1M?.cacheWrite ?? "",
  perRequest: terms?.perRequestUsd ?? "",
});

/** What the draft does not show (thresholds, other kinds) is kept from `base`. */
export function readDraft(draft: PriceDraft, base: TermsJson | null): DraftRead {
  const errors: Partial<Record<DraftField, string>> = {};
  for (const field of DRAFT_FIELDS) {
    const text = draft[field].trim();
    if (text === "") continue;
    const parsed = field === "perRequest" ? parseUsd(text) : parseRatePer1M(text);
    if (!parsed.ok) errors[field] = upperFirst(describePriceProblem(parsed.problem));
  }
  const rates = Object.fromEntries(
    RATES.map((field) => [field, draft[field].trim()]).filter(([, text]) => text !== ""),
  );
  if (Object.keys(rates).length === 0 && draft.perRequest.trim() === "") {
    errors.perRequest = "Enter a price per request, or prices per token.";
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, terms: { ...restOf(base, rates), ...perRequestOf(draft) } };
}

function restOf(base: TermsJson | null, rates: Record<string, string>): TermsJson {
  const { perRequestUsd: _perRequest, ratesPer1M = {}, ...rest } = base ?? {};
  const others = Object.entries(ratesPer1M).filter(([kind]) => !RATES.some((shown) => shown === kind));
  const merged = { ...Object.fromEntries(others), ...rates };
  return Object.keys(merged).length === 0 ? rest : { ...rest, ratesPer1M: merged };
}

const perRequestOf = ({ perRequest }: PriceDraft): TermsJson =>
  perRequest.trim() === "" ? {} : { perRequestUsd: perRequest.trim() };

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
