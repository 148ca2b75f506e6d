/**
 * What of a refused item may be kept: the event's own fields, short and printable. Messages and answers never are.
 * Source  security.md; PostgreSQL stores neither NUL nor half a surrogate pair.
 */
import { UsageEvent } from "@ratecard/contract";

const LONGEST = 300;
const MOST_ITEMS = 50;
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;

export function redactPayload(item: unknown): Record<string, unknown> {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return {};
  const fields: Record<string, unknown> = { ...item };
  const kept: Record<string, unknown> = {};
  for (const name of UsageEvent.keyof().options) {
    const value = Object.hasOwn(fields, name) ? redactValue(fields[name]) : undefined;
    if (value !== undefined && value !== null) kept[name] = value;
  }
  return kept;
}

/** A text the database can hold, cut to a readable length. */
export const storableText = (text: string): string => text.slice(0, LONGEST).replaceAll(UNSTORABLE, "\uFFFD");

function redactValue(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, MOST_ITEMS).map((entry: unknown) => (typeof entry === "string" ? storableText(entry) : null));
}
