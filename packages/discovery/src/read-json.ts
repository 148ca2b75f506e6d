/**
 * Reads JSON of strangers: numbers stay text, and every access says what it expects.
 *
 * Errors  answers undefined for what is not there or is something else; never throws.
 * Source  own properties only, so a key `__proto__` gives nothing away.
 */
import { isLosslessNumber, parse, stringify } from "lossless-json";

export type JsonObject = Readonly<Record<string, unknown>>;

export type ParsedJson = Readonly<{ ok: true; value: unknown }> | Readonly<{ ok: false }>;

/** A text nested too deeply counts as unreadable too. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: parse(text) };
  } catch {
    return { ok: false };
  }
}

export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
    ? (value as JsonObject)
    : undefined;

export const field = (object: JsonObject | undefined, key: string): unknown =>
  object && Object.hasOwn(object, key) ? object[key] : undefined;

export const objectField = (object: JsonObject | undefined, key: string): JsonObject | undefined =>
  asObject(field(object, key));

export const arrayField = (object: JsonObject | undefined, key: string): readonly unknown[] | undefined => {
  const value = field(object, key);
  return Array.isArray(value) ? value : undefined;
};

/** A string that is not blank. */
export const textField = (object: JsonObject | undefined, key: string): string | undefined => {
  const value = field(object, key);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
};

/** The digits of a number, or of a string that holds one. */
export const digitsField = (object: JsonObject | undefined, key: string): string | undefined => {
  const value = field(object, key);
  return isLosslessNumber(value) ? value.value : typeof value === "string" && value.trim() !== "" ? value : undefined;
};

const LONGEST_RAW = 2_000;

/** The named fields as JSON text that PostgreSQL's jsonb takes: no NUL, no half of a surrogate pair. */
export function rawOf(object: JsonObject, keys: readonly string[]): string {
  const kept = Object.fromEntries(keys.filter((key) => Object.hasOwn(object, key)).map((key) => [key, object[key]]));
  const text = stringify(kept) ?? "{}";
  return text.length > LONGEST_RAW || /\\u0000|\\ud[89a-f]/i.test(text) ? "{}" : text;
}
