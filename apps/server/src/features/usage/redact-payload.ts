/**
 * What of a refused item may be kept: the event's own fields, short and printable. Messages and answers never are.
 * Source  security.md; PostgreSQL stores neither NUL nor half a surrogate pair.
 */
import { UsageEvent } from "@ratecard/contract";

const LONGEST = 300;
/** The id its provider gave may be that long. */
const LONGEST_ID = 1000;
const MOST_ITEMS = 50;
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;

export function redactPayload(item: unknown): Record<string, unknown> {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return {};
  const fields: Record<string, unknown> = { ...item };
  const kept: Record<string, unknown> = {};
  for (const name of UsageEvent.keyof().options) {
    const value = Object.hasOwn(fields, name)
      ? redactValue(fields[name], name === "upstreamId" ? LONGEST_ID : LONGEST)
      : undefined;
    if (value !== undefined && value !== null) kept[name] = value;
  }
  return kept;
}

/** A text the database can hold, cut to a readable length. */
export const storableText = (text: string, longest = LONGEST): string =>
  text.slice(0, longest).replaceAll(UNSTORABLE, "\uFFFD");

/** Units: numbers by name, and nothing else. */
function quantitiesOf(value: unknown): Record<string, number> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const quantities = Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return quantities.length === 0 ? undefined : Object.fromEntries(quantities.slice(0, MOST_ITEMS));
}

function redactValue(value: unknown, longest: number): unknown {
  if (typeof value === "string") return storableText(value, longest);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (!Array.isArray(value)) return quantitiesOf(value);
  return value.slice(0, MOST_ITEMS).map((entry: unknown) => (typeof entry === "string" ? storableText(entry) : null));
}
