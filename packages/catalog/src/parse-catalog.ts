/**
 * LiteLLM's catalogue from its JSON text.
 * Errors  answers a reason for text that is no catalogue; never throws, never answers an empty index.
 * Source  skipped: `sample_spec`, `fallback_generalizations` and whatever is not an object.
 */
import { type CatalogEntry, type CatalogIndex, type CatalogNote, indexOf } from "./catalog-index";
import { readEntry } from "./entry-terms";
import { isJsonObject, readJson } from "./json-text";
import { withAliases } from "./model-aliases";
import { PriceReader } from "./price-reader";

export const CATALOG_PROBLEMS = ["empty", "html", "not-json", "not-an-object", "no-prices", "shrunk"] as const;
/** `shrunk`: far fewer priced entries than the last good catalogue. */
export type CatalogProblem = (typeof CATALOG_PROBLEMS)[number];

export type ParsedCatalog =
  | Readonly<{ ok: true; index: CatalogIndex; notes: readonly CatalogNote[] }>
  | Readonly<{ ok: false; problem: CatalogProblem; detail: string }>;

const NOT_MODELS: ReadonlySet<string> = new Set(["sample_spec", "fallback_generalizations"]);
const SHOWN = 60;

export const isModelKey = (key: string): boolean => !NOT_MODELS.has(key);

export function parseCatalog(text: string): ParsedCatalog {
  const start = text.trimStart().slice(0, SHOWN);
  if (start === "") return { ok: false, problem: "empty", detail: "The text is empty." };
  if (start.startsWith("<")) return { ok: false, problem: "html", detail: `It begins with ${start}` };
  const read = readJson(text);
  if (!read) return { ok: false, problem: "not-json", detail: `It begins with ${start}` };
  if (!isJsonObject(read.value)) return { ok: false, problem: "not-an-object", detail: `It begins with ${start}` };

  const notes: CatalogNote[] = read.duplicateKeys.map((key) => ({ kind: "duplicate-key", key }));
  const entries = new Map<string, CatalogEntry>();
  for (const [key, body] of Object.entries(read.value)) {
    if (!isModelKey(key) || !isJsonObject(body)) {
      notes.push({ kind: "skipped", key });
      continue;
    }
    const reader = new PriceReader(key);
    const entry = readEntry(reader, body);
    entries.set(key, entry);
    for (const note of reader.notes) notes.push(note);
  }
  const index = indexOf(withAliases(entries));
  for (const [key, { unpriced }] of index.entries) if (unpriced) notes.push({ kind: "unpriced", key });
  if (index.pricedCount === 0) {
    return { ok: false, problem: "no-prices", detail: `${entries.size} entries, none with a price.` };
  }
  return { ok: true, index, notes };
}

const SMALLEST_SHARE = { part: 1, of: 2 } as const;

/**
 * Whether a fetched catalogue may replace the one in force; `lastGood` undefined: any with a price may.
 * In 18 months of LiteLLM's file no commit lost a tenth of its entries: one that lost half is broken.
 */
export function acceptCatalog(text: string, lastGood: CatalogIndex | undefined): ParsedCatalog {
  const parsed = parseCatalog(text);
  if (!parsed.ok || !lastGood) return parsed;
  const { pricedCount } = parsed.index;
  if (pricedCount * SMALLEST_SHARE.of >= lastGood.pricedCount * SMALLEST_SHARE.part) return parsed;
  return {
    ok: false,
    problem: "shrunk",
    detail: `${pricedCount} priced entries where the last good catalogue has ${lastGood.pricedCount}.`,
  };
}
