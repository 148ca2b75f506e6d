/**
 * A catalogue after reading: one entry per key, and what had to be altered or left out.
 * Units   terms are in money's units; `otherFields` hold JSON text as it stood.
 * Source  Maps only: `__proto__` and `constructor` are ordinary keys.
 */
import { NO_TERMS, type PriceTerms, termsFromJson, type TermsJson, termsToJson } from "@ratecard/pricing";

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

export type EntryJson = Readonly<{
  key: string;
  terms: TermsJson;
  litellmProvider?: string;
  mode?: string;
  unpriced?: true;
  isHeld?: true;
  otherFields?: Readonly<Record<string, string>>;
  removedSince?: number;
}>;

export type IndexJson = Readonly<{ entries: readonly EntryJson[] }>;

/**
 * A catalogue index as JSON, for keeping what is in force (held prices and tombstones included).
 * Units   terms as TermsJson. Time: removedSince in epoch ms UTC.
 * Errors  reading answers undefined for JSON that is no index.
 */
export const indexToJson = (index: CatalogIndex): IndexJson => ({
  entries: [...index.entries.values()].map(entryToJson),
});

export const entryToJson = (entry: CatalogEntry): EntryJson => ({
  key: entry.key,
  terms: termsToJson(entry.terms),
  ...(entry.litellmProvider === undefined ? {} : { litellmProvider: entry.litellmProvider }),
  ...(entry.mode === undefined ? {} : { mode: entry.mode }),
  ...(entry.unpriced ? { unpriced: true } : {}),
  ...(entry.isHeld ? { isHeld: true } : {}),
  ...(entry.otherFields.size > 0 ? { otherFields: Object.fromEntries(entry.otherFields) } : {}),
  ...(entry.removedSince === undefined ? {} : { removedSince: entry.removedSince }),
});

export function indexFromJson(json: unknown): CatalogIndex | undefined {
  const list = entriesOfJson(json);
  if (!list) return undefined;
  const entries = new Map<string, CatalogEntry>();
  for (const item of list) {
    const entry = entryFromJson(item);
    if (!entry) return undefined;
    entries.set(entry.key, entry);
  }
  return indexOf(entries);
}

export function entriesOfJson(json: unknown): readonly unknown[] | undefined {
  const list = isRecord(json) ? json.entries : undefined;
  return Array.isArray(list) ? list : undefined;
}

export function entryFromJson(json: unknown): CatalogEntry | undefined {
  if (!isRecord(json)) return undefined;
  const read = termsFromJson(json.terms);
  if (typeof json.key !== "string" || !read.ok) return undefined;
  const otherFields = isRecord(json.otherFields) ? Object.entries(json.otherFields) : [];
  return {
    key: json.key,
    terms: read.terms,
    litellmProvider: textOf(json.litellmProvider),
    mode: textOf(json.mode),
    unpriced: json.unpriced === true,
    ...(json.isHeld === true ? { isHeld: true } : {}),
    otherFields: new Map(otherFields.flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : []))),
    ...(typeof json.removedSince === "number" ? { removedSince: json.removedSince } : {}),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
