/**
 * JSON whose numbers keep the digits of their text.
 *
 * Errors  answers `undefined` for text that is no JSON; duplicate keys are listed, the last one holds.
 */
import { parse } from "lossless-json";

export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonValue = string | boolean | null | NumberText | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export type JsonObject = Readonly<{ [name: string]: JsonValue }>;

export type ReadJson = Readonly<{ value: JsonValue; duplicateKeys: readonly string[] }>;

export function readJson(text: string): ReadJson | undefined {
  const duplicateKeys: string[] = [];
  try {
    const value = parse(text, null, {
      parseNumber: (digits) => new NumberText(digits),
      onDuplicateKey: ({ key, newValue }) => {
        duplicateKeys.push(key);
        return newValue;
      },
    });
    return { value: value as JsonValue, duplicateKeys };
  } catch {
    return undefined;
  }
}

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof NumberText);

export const isJsonArray = (value: JsonValue | undefined): value is JsonArray => Array.isArray(value);

export function toJsonText(value: JsonValue): string {
  if (value instanceof NumberText) return value.text;
  if (isJsonArray(value)) return `[${value.map(toJsonText).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}:${toJsonText(item)}`)
    .join(",")}}`;
}

/** The digits of a number, or of a number written as text (YAML does). */
export const digitsOf = (value: JsonValue | undefined): string | undefined =>
  value instanceof NumberText ? value.text : typeof value === "string" ? value : undefined;

/** A count (tokens, results) small enough to be exact. */
export function wholeOf(value: JsonValue | undefined): number | undefined {
  const digits = digitsOf(value);
  if (digits === undefined || !/^\d{1,15}(\.0+)?$/.test(digits)) return undefined;
  return Number.parseInt(digits, 10);
}
