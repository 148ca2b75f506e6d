/**
 * The value of one item's kept text.
 * Errors  none thrown: text that is no JSON, and a key given twice with two values, are problems of that item. Twice the same is harmless.
 */
import { isUtf8 } from "node:buffer";
import { parse as parseLossless } from "lossless-json";
import { type ItemProblem, NOT_UTF_8, notJson, type ReadItem } from "./read-item";

/** `keys`: how many the text has; JSON.parse is silent about a key that replaced another. */
export function parseKept(kept: Buffer, { keys, offset }: Readonly<{ keys: number; offset: number }>): ReadItem {
  if (!isUtf8(kept)) return { value: undefined, problem: NOT_UTF_8 };
  const text = kept.toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { value: undefined, problem: notJson(offset) };
  }
  const problem = countKeys(value) === keys ? undefined : contradiction(text);
  return problem ? { value, problem } : { value };
}

/** What an item that broke off had said by then. `kept` ends after a whole field of it. */
export function parseBeginning(kept: Buffer): unknown {
  try {
    return JSON.parse(`${kept.toString("utf8")}}`);
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown): number {
  let keys = 0;
  if (Array.isArray(value)) for (const part of value) keys += isHolder(part) ? countKeys(part) : 0;
  else if (isHolder(value)) {
    for (const key in value) keys += isHolder(value[key]) ? 1 + countKeys(value[key]) : 1;
  }
  return keys;
}

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** The first key that says two things. */
function contradiction(text: string): ItemProblem | undefined {
  let found: { key: string; first: unknown; last: unknown } | undefined;
  parseLossless(text, null, {
    parseNumber: Number,
    onDuplicateKey: ({ key, oldValue, newValue }) => {
      if (found === undefined) found = { key, first: oldValue, last: newValue };
      else if (found.key === key) found.last = newValue;
    },
  });
  if (found === undefined) return undefined;
  const { key, first, last } = found;
  // A text may be somebody's words, and a problem is stored.
  const values = [first, last].some(isSpoken) ? "with different values" : `as ${shown(first)} and as ${shown(last)}`;
  return { field: key, problem: `is given twice, ${values}. Send it once` };
}

const isSpoken = (value: unknown): boolean =>
  typeof value === "string" || (typeof value === "object" && value !== null);

const shown = (value: unknown): string => JSON.stringify(value);
