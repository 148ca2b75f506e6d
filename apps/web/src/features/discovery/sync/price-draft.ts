/**
 * A price as it is typed, and what it comes to. Pure.
 *
 * Units   rates in USD per 1,000,000 tokens, perRequest in USD; an empty field is absent, never 0.
 * Errors  one sentence a field.
 */
import type { TermsJson } from "@ratecard/pricing";
import { moneyProblem } from "#web/components/money-fields";

export const DRAFT_FIELDS = ["inputPer1M", "outputPer1M", "cacheReadPer1M", "cacheWritePer1M", "perRequest"] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];
export type PriceDraft = Readonly<Record<DraftField, string>>;

export type DraftRead =
  | Readonly<{ ok: true; terms: TermsJson }>
  | Readonly<{ ok: false; errors: Partial<Record<DraftField, string>> }>;

export const draftOf = (terms: TermsJson | null): PriceDraft =>
  Object.fromEntries(DRAFT_FIELDS.map((field) => [field, terms?.[field] ?? ""])) as PriceDraft;

/** What the draft does not show (thresholds, other kinds) is kept from `base`. */
export function readDraft(draft: PriceDraft, base: TermsJson | null): DraftRead {
  const errors: Partial<Record<DraftField, string>> = {};
  for (const field of DRAFT_FIELDS) {
    const problem = moneyProblem(field, draft[field], "1m");
    if (problem !== null) errors[field] = problem;
  }
  const typed = DRAFT_FIELDS.map((field) => [field, draft[field].trim()] as const).filter(([, text]) => text !== "");
  if (typed.length === 0) errors.perRequest = "Enter a price per request, or prices per token.";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const kept = Object.entries(base ?? {}).filter(([field]) => !DRAFT_FIELDS.some((shown) => shown === field));
  return { ok: true, terms: { ...Object.fromEntries(kept), ...Object.fromEntries(typed) } };
}
