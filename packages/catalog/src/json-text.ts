/**
 * JSON whose numbers keep the digits of their text.
 * Errors  answers `undefined` for text that is no JSON; duplicate keys are listed, the last one holds.
 */
import { parseDecimal } from "@ratecard/money";
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

/** A count (tokens, results): `128000` as well as `1.28e5`. */
export function wholeOf(value: JsonValue | undefined): number | undefined {
  const parsed = parseDecimal(digitsOf(value) ?? "");
  if (!parsed.ok || parsed.value.scale > 0) return undefined;
  const whole = Number.parseInt(parsed.value.digits.toString(), 10);
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : undefined;
}
