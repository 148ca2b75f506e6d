/**
 * A catalogue index as JSON, for keeping what is in force (held prices and tombstones included).
 *
 * Units   terms as TermsJson. Time: removedSince in epoch ms UTC.
 * Errors  reading answers undefined for JSON that is no index.
 */
import { type TermsJson, termsFromJson, termsToJson } from "@ratecard/pricing";
import { type CatalogEntry, type CatalogIndex, indexOf } from "./catalog-index";

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
