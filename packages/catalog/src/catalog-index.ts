/**
 * A catalogue after reading: one entry per key, and what had to be altered or left out.
 *
 * Units   terms are in money's units; `otherFields` hold JSON text as it stood.
 * Source  Maps only: `__proto__` and `constructor` are ordinary keys.
 */
import { NO_TERMS, type PriceTerms } from "@ratecard/pricing";

export type CatalogEntry = Readonly<{
  key: string;
  terms: PriceTerms;
  litellmProvider: string | undefined;
  mode: string | undefined;
  /** Nothing but zeros and no word of being free, no readable price, or one that waits: not free, unknown. */
  unpriced: boolean;
  /** Its price waits for a person, and none stood before it: the entry has no terms until then. */
  isHeld?: true;
  /** Fields that are no prices (context window, features, source), as JSON text. */
  otherFields: ReadonlyMap<string, string>;
  /** Epoch ms of the snapshot that no longer listed it: a tombstone, still priced, flagged. */
  removedSince?: number;
}>;

export const NOTE_KINDS = ["rounded", "denoised", "refused", "skipped", "unpriced", "duplicate-key"] as const;
/** `refused`: a price that is no price (negative, NaN, text); `skipped`: an entry that is no model. */
export type NoteKind = (typeof NOTE_KINDS)[number];

export type CatalogNote = Readonly<{ kind: NoteKind; key: string; field?: string; detail?: string }>;

export type CatalogIndex = Readonly<{
  entries: ReadonlyMap<string, CatalogEntry>;
  /** Entries that carry a usable price; tombstones do not count. */
  pricedCount: number;
}>;

/** Left as a name without a price, so that whoever looks for it learns that one waits. */
export const asHeld = (entry: CatalogEntry): CatalogEntry => ({
  ...entry,
  terms: NO_TERMS,
  unpriced: true,
  isHeld: true,
});

/** A tombstone and an entry that is held have no price of the source in force. */
export const isListed = (entry: CatalogEntry | undefined): entry is CatalogEntry =>
  entry !== undefined && entry.removedSince === undefined && entry.isHeld !== true;

export function indexOf(entries: ReadonlyMap<string, CatalogEntry>): CatalogIndex {
  let pricedCount = 0;
  for (const entry of entries.values()) if (!entry.unpriced && entry.removedSince === undefined) pricedCount += 1;
  return { entries, pricedCount };
}
