/**
 * Single values of a foreign file as an event has them: a cell of CSV is text, a JSON row holds anything.
 * Units   an empty cell and null are absent, never 0. Time: without an offset a time is UTC; a number is seconds or ms since 1970.
 * Errors  none: what cannot be read stays as it is, so that the check of the event names it.
 */
const WHOLE = /^\d{1,16}(\.0*)?$/;
const DECIMAL = /^-?\d{1,16}(\.\d{1,20})?(e[+-]?\d{1,2})?$/i;

export const isAbsent = (value: unknown): boolean => value === null || value === undefined || value === "";

/** `10`, `"10"`, `"10.0"` as pandas writes it. */
export function countIn(value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  return typeof value === "string" && WHOLE.test(value.trim()) ? Number(value) : value;
}

/** USD as text or number, its digits untouched; an amount below 0 is no cost. */
export function usdIn(value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  const usd = typeof value === "string" ? value.trim().replace(/^\$/, "") : value;
  return String(usd).startsWith("-") ? undefined : usd;
}

const TRUTH = new Map([
  ["true", true],
  ["t", true],
  ["false", false],
  ["f", false],
]);

export function flagIn(value: unknown): unknown {
  if (isAbsent(value) || typeof value === "boolean") return value ?? undefined;
  return TRUTH.get(String(value).trim().toLowerCase()) ?? value;
}

/** JSON inside a cell, or the value that stands there already. */
export function jsonIn(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const DAY_OR_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;
/** Of the year 5138 in seconds: what is larger counts ms. */
const MOST_SECONDS = 100_000_000_000;

export function instantIn(value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  const number = typeof value === "string" && DECIMAL.test(value.trim()) ? Number(value) : value;
  if (typeof number === "number") return isoOf(number < MOST_SECONDS ? Math.round(number * 1000) : number) ?? value;
  const found = typeof value === "string" ? DAY_OR_TIME.exec(value.trim()) : null;
  if (!found) return value;
  const [, day = "", time = "00:00", zone = "Z"] = found;
  return isDayOfCalendar(day) ? (isoOf(Date.parse(`${day}T${time}${offsetOf(zone)}`)) ?? value) : value;
}

/** JavaScript reads February 30 as March 2, which may be of another month's books. */
const isDayOfCalendar = (day: string): boolean => isoOf(Date.parse(day))?.startsWith(day) ?? false;

function isoOf(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** PostgreSQL writes `+00`. */
function offsetOf(zone: string): string {
  if (/^(Z|UTC)$/i.test(zone)) return "Z";
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
