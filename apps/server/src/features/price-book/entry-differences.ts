/**
 * What differs between two values of an entry, field by field: its prices, and everything else it says.
 * Units   as @ratecard/pricing's fields: decimal text, USD per 1,000,000 tokens and USD per request; percent as decimal text.
 */
import { type TermDifference, termDifferences } from "@ratecard/discovery";
import type { PriceTerms } from "@ratecard/pricing";

export type EntryDifference = TermDifference;

export type EntryValue = Readonly<{
  terms: PriceTerms;
  provider: string;
  isCustom: boolean;
  isActive: boolean;
  isPlaceholder?: boolean;
  notes: string | null;
}>;

/** Equal fields are left out; prices come first. */
export function entryDifferences(before: EntryValue, after: EntryValue): readonly EntryDifference[] {
  return [
    ...termDifferences(before.terms, after.terms),
    ...FLAGS.flatMap((flag) => flagDifference(flag, before, after)),
  ];
}

const FLAGS = ["isActive", "isPlaceholder", "provider", "isCustom", "notes"] as const;

const ABSENT = { isActive: false, isPlaceholder: false, provider: null, isCustom: false, notes: null } as const;

function flagDifference(field: (typeof FLAGS)[number], before: EntryValue, after: EntryValue): EntryDifference[] {
  const [from, to] = [textOf(before[field] ?? ABSENT[field]), textOf(after[field] ?? ABSENT[field])];
  return from === to ? [] : [{ field, unit: "text", from, to, move: "ordinary", percent: null }];
}

/** An empty note is none. */
const textOf = (value: string | boolean | null): string | null =>
  value === null || value === "" ? null : String(value);
