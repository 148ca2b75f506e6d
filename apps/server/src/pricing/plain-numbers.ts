/**
 * Numbers of a body whose digits were kept: bounds become whole numbers, money becomes text, by the names of their fields.
 * Errors  none; what is no whole number stays text and is refused by whoever reads it.
 */
import { isLosslessNumber } from "lossless-json";

const WHOLE_FIELDS = new Set([
  "aboveTokens",
  "fromTokens",
  "toTokens",
  "fromResults",
  "toResults",
  "startMinute",
  "endMinute",
  "weekdays",
]);

export function plainNumbers(value: unknown, field = ""): unknown {
  if (isLosslessNumber(value)) return numberOf(value.value, field);
  if (Array.isArray(value)) return value.map((item) => plainNumbers(item, field));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainNumbers(item, name)]));
}

const numberOf = (literal: string, field: string): number | string =>
  WHOLE_FIELDS.has(field) && /^\d{1,16}$/.test(literal) ? Number(literal) : literal;
