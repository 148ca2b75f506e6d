/**
 * An entry of the price book: as it stands (`Entry`), and as somebody wants it (`EntryDraft`).
 *
 * Units   terms as @ratecard/pricing holds them. An absent optional is null, and null is absent.
 */
import { type PriceTerms, type TermsJson, termsToJson } from "@ratecard/pricing";

export type EntryDraft = Readonly<{
  model: string;
  /** A LiteLLM id. */
  provider: string;
  terms: PriceTerms;
  isCustom: boolean;
  isActive: boolean;
  /** The default price, written under the name until somebody sets one. Whoever writes a price without a word of it sets one. */
  isPlaceholder?: boolean;
  notes: string | null;
  /** The base model whose price a custom name took. */
  copiedFrom?: string | null;
  /** The provider that base stands at; null: as its name tells. */
  copiedFromProvider?: string | null;
  /** The settings file that pins it. */
  pinnedBy?: string | null;
}>;

/** `version` counts the edits; `problem`: why what is stored of its price cannot be read in full. */
export type Entry = EntryDraft & Readonly<{ version: number; problem?: string }>;

/** Whatever the time and whoever pins it: two entries that say the same. */
export const sameEntry = (left: EntryDraft, right: EntryDraft): boolean =>
  COMPARED.every((field) => (left[field] || null) === (right[field] || null)) && sameTerms(left.terms, right.terms);

/** Beside the terms; absent is null, and false. */
const COMPARED = [
  "provider",
  "isCustom",
  "isActive",
  "isPlaceholder",
  "notes",
  "copiedFrom",
  "copiedFromProvider",
] as const satisfies readonly (keyof EntryDraft)[];

/** Absent and zero differ. */
export const sameTerms = (left: PriceTerms, right: PriceTerms): boolean =>
  left === right || fingerprint(left) === fingerprint(right);

/** Equal exactly for equal terms. */
export const fingerprint = (terms: PriceTerms): string => canonicalJson(termsToJson(terms));

/** A price per request filled in beside token prices, and fields the calculator ignores, make no difference. */
export const chargeAlike = (left: PriceTerms, right: PriceTerms): boolean =>
  chargingFingerprint(left) === chargingFingerprint(right);

/** Without what the calculator does not use: two prices that charge alike have one fingerprint. */
export const chargingFingerprint = (terms: PriceTerms): string => {
  const { unknownFields: _kept, perRequestUsd: _filled, ...charging }: TermsJson = termsToJson(terms);
  return canonicalJson(charging.ratesPer1M ? charging : termsToJson(terms));
};

/** JSON with its keys in one order: jsonb gives them back in another. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
