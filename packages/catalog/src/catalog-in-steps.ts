/**
 * Kept catalogues read entry by entry, for whoever has other things to do in between: each step is one entry.
 * Errors  text that is no catalogue answers undefined; so does an index with an entry that cannot be read.
 * Source  parse-catalog.ts reads the same text at once and says what is wrong with it; a test compares both.
 */
import { type CatalogEntry, type CatalogIndex, entriesOfJson, entryFromJson, indexOf } from "./catalog-index";
import { readEntry } from "./entry-terms";
import { isJsonObject, readJson } from "./json-text";
import { withAliases } from "./model-aliases";
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
  const index = indexOf(withAliases(entries));
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

/**
 * The members of a JSON object as text, one after another; no value is read.
 * Errors  `undefined` is the last one where the text is no object. Values are only as sound as whoever reads them finds them.
 */
type Member = readonly [key: string, json: string];

function* membersOf(text: string): Generator<Member | undefined> {
  let at = afterSpace(text, 0);
  if (text[at] !== "{") return yield undefined;
  at = afterSpace(text, at + 1);
  while (text[at] === '"') {
    const keyEnd = afterString(text, at);
    const colon = afterSpace(text, keyEnd);
    if (text[colon] !== ":") return yield undefined;
    const start = afterSpace(text, colon + 1);
    const end = afterValue(text, start);
    const key = keyOf(text.slice(at, keyEnd));
    if (key === undefined) return yield undefined;
    yield [key, text.slice(start, end)];
    at = afterSpace(text, end);
    if (text[at] !== ",") break;
    at = afterSpace(text, at + 1);
    if (text[at] !== '"') return yield undefined;
  }
  if (text[at] !== "}" || afterSpace(text, at + 1) !== text.length) yield undefined;
}

function keyOf(json: string): string | undefined {
  try {
    return String(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1;
  return at;
}

function afterString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function afterValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      at = afterString(text, at);
      continue;
    }
    if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      if (depth === 0) return at;
      depth -= 1;
    } else if (char === "," && depth === 0) return at;
    at += 1;
  }
  return at;
}
