/**
 * An entry of the price book: as it stands (`Entry`), and as somebody wants it (`EntryDraft`).
 *
 * Units   terms as @ratecard/pricing holds them. An absent optional is null, and null is absent.
 */
import { diffTerms, NO_TERMS, type PriceTerms, type TermsChange, termsToJson } from "@ratecard/pricing";

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
  const { unknownFields: _kept, perRequest: _filled, ...charging } = terms;
  return fingerprint(Object.keys(terms.rates).length > 0 ? charging : terms);
};

/** JSON with its keys in one order: jsonb gives them back in another. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

export type EntryDifference = TermsChange;

/**
 * What differs between two values of an entry, field by field: its prices first, then everything else it says.
 * `before` undefined: there was none. `priceBefore`: what prices the name until then, where that is not the entry.
 * Units   as diffTerms of @ratecard/pricing: decimal text, USD per 1,000,000 tokens and USD per request.
 */
export const entryDifferences = (
  before: EntryDraft | undefined,
  after: EntryDraft | null,
  priceBefore: PriceTerms | undefined = before?.terms,
): readonly EntryDifference[] => [
  ...diffTerms(priceBefore ?? NO_TERMS, after?.terms ?? NO_TERMS),
  ...(after ? FLAGS.flatMap((flag) => flagDifference(flag, before, after)) : []),
];

const FLAGS = ["isActive", "isPlaceholder", "provider", "isCustom", "notes"] as const;
type Flag = (typeof FLAGS)[number];

function flagDifference(field: Flag, before: EntryDraft | undefined, after: EntryDraft): EntryDifference[] {
  // Of a new entry its price tells everything.
  if (before === undefined) return [];
  const [from, to] = [textOf(before[field]), textOf(after[field])];
  return from === to ? [] : [{ field, unit: "text", from, to, move: "ordinary", percent: null }];
}

/** An empty note is none, and what is not said of a placeholder is no. */
const textOf = (value: string | boolean | null | undefined): string | null =>
  value === null || value === "" ? null : String(value ?? false);
