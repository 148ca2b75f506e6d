/**
 * Kept catalogues read entry by entry, for whoever has other things to do in between: each step is one entry.
 *
 * Errors  text that is no catalogue answers undefined; so does an index with an entry that cannot be read.
 * Source  parse-catalog.ts reads the same text at once and says what is wrong with it; a test compares both.
 */
import { type CatalogEntry, type CatalogIndex, indexOf } from "./catalog-index";
import { readEntry } from "./entry-terms";
import { entriesOfJson, entryFromJson } from "./index-json";
import { isJsonObject, readJson } from "./json-text";
import { membersOf } from "./json-members";
import { isModelKey } from "./parse-catalog";
import { PriceReader } from "./price-reader";

export type Steps<T> = Generator<undefined, T>;

export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** LiteLLM's own text. */
export function* catalogInSteps(text: string): Steps<CatalogIndex | undefined> {
  const entries = new Map<string, CatalogEntry>();
  for (const member of membersOf(text)) {
    if (member === undefined) return undefined;
    const [key, json] = member;
    const body = readJson(json);
    if (!body) return undefined;
    // Of two entries under one key the last one holds, whatever it is.
    if (isModelKey(key) && isJsonObject(body.value)) entries.set(key, readEntry(new PriceReader(key), body.value));
    else entries.delete(key);
    yield;
  }
  const index = indexOf(entries);
  return index.pricedCount === 0 ? undefined : index;
}

/** What `indexToJson` made. */
export function* indexInSteps(json: unknown): Steps<CatalogIndex | undefined> {
  const entries = new Map<string, CatalogEntry>();
  for (const item of entriesOfJson(json) ?? [undefined]) {
    const entry = entryFromJson(item);
    if (!entry) return undefined;
    entries.set(entry.key, entry);
    yield;
  }
  return indexOf(entries);
}
