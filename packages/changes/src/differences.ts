/**
 * What differs between two values of an entry, field by field: its prices first, then everything else it says.
 * Units   as diffTerms of @ratecard/pricing: decimal text, USD per 1,000,000 tokens and USD per request.
 */
import { diffTerms, NO_TERMS, type PriceTerms, type TermsChange } from "@ratecard/pricing";
import type { EntryDraft } from "./entry";

export type EntryDifference = TermsChange;

/** `before` undefined: there was none. `priceBefore`: what prices the name until then, where that is not the entry. */
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
