/** What a price of one's own comes to. Pure. Errors: one sentence a field. */
import type { TermsJson } from "@ratecard/pricing";
import { MONEY_FIELDS } from "#web/components/money-fields";
import { type TermsDraft, termsOfDraft, termsProblems } from "#web/components/price-form/terms-draft";

export type DraftRead =
  | Readonly<{ ok: true; terms: TermsJson }>
  | Readonly<{ ok: false; errors: Readonly<Record<string, string>> }>;

/** What the draft does not show (service tiers, other units) is kept from `base`. */
export function readDraft(draft: TermsDraft, base: TermsJson | null): DraftRead {
  const isEmpty =
    MONEY_FIELDS.every((field) => draft[field].trim() === "") && draft.thresholds.length + draft.tiers.length === 0;
  const errors = isEmpty ? { perRequest: "Enter a price per request, or prices per token." } : termsProblems(draft);
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, terms: termsOfDraft(draft, base) };
}
