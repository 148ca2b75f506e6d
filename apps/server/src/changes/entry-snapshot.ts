/**
 * An entry of the price book as a batch keeps it, before and after.
 * Units   terms JSON: decimal text. Errors: a snapshot nobody can read says so when it is read, with the model's name.
 */
import type { EntryDraft } from "@ratecard/changes";
import { termsFromJson, termsToJson } from "@ratecard/pricing";
import { z } from "zod";

const Snapshot = z.object({
  provider: z.string(),
  isCustom: z.boolean(),
  isActive: z.boolean(),
  notes: z.string().nullable(),
  copiedFrom: z.string().nullable(),
  /** This and the next are left out where there is nothing to tell. */
  copiedFromProvider: z.string().optional(),
  isPlaceholder: z.boolean().optional(),
  terms: z.record(z.string(), z.unknown()),
});

/** null: there is no entry. */
export type EntrySnapshot = Readonly<Record<string, unknown>> | null;

type Kept = Omit<EntryDraft, "model" | "pinnedBy">;

export const snapshotOf = (entry: Kept | undefined): EntrySnapshot =>
  entry
    ? {
        provider: entry.provider,
        isCustom: entry.isCustom,
        isActive: entry.isActive,
        notes: entry.notes,
        copiedFrom: entry.copiedFrom ?? null,
        ...(entry.isPlaceholder && { isPlaceholder: true }),
        ...(entry.copiedFromProvider && { copiedFromProvider: entry.copiedFromProvider }),
        terms: termsToJson(entry.terms),
      }
    : null;

export function priceOfSnapshot(model: string, snapshot: EntrySnapshot): EntryDraft | null {
  if (snapshot === null) return null;
  const { terms, copiedFromProvider = null, isPlaceholder = false, ...kept } = Snapshot.parse(snapshot);
  const read = termsFromJson(terms);
  if (!read.ok)
    throw new Error(`The price of ${model} kept by a batch cannot be read: ${JSON.stringify(read.problems)}`);
  return { model, terms: read.terms, copiedFromProvider, isPlaceholder, ...kept };
}
