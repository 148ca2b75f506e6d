/**
 * A span as both encodings give it, with the attributes that are read and no others: conversations go by unread, except the answers
 * of one emitter, see attribute-names.ts.
 * Time    epoch ms, with fractions.
 */
import { numberOf, textOf } from "@ratecard/usage";

export type Attributes = ReadonlyMap<string, unknown>;

export type Span = Readonly<{
  /** Lower-case hex; empty: not told. */
  traceId: string;
  spanId: string;
  /** Empty: the first span of its trace. */
  parentSpanId: string;
  name: string;
  /** What wrote it: the name of its instrumentation. */
  scope: string;
  startMs: number;
  endMs: number;
  isError: boolean;
  /** Its own, and those of its resource where it has none of that name. */
  attributes: Attributes;
}>;

/** Status code of a span that failed. */
export const STATUS_ERROR = 2;

/** LangSmith 0.15 gives a run the status OK before it has ended, which nothing replaces: that it failed is an event of its span. */
export const isFailedRun = (scope: string, eventNames: () => readonly string[]): boolean =>
  scope === "langsmith" && eventNames().includes("exception");

const NANOS_PER_MS = 1e6;
/** What a date can be; PostgreSQL goes on a little longer, but not as far back. */
const LATEST_MS = 8.64e15;

/** 0: no time was told, or none that can be. */
export const msOfNanos = (nanos: unknown): number => {
  const ms = typeof nanos === "object" ? 0 : Number(nanos) / NANOS_PER_MS;
  return ms >= 0 && ms <= LATEST_MS ? ms : 0;
};

/** Of several names for one thing, the first that holds a text. */
export function firstText(attributes: Attributes, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(attributes.get(name));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Some writers put digits into a text. */
export function firstNumber(attributes: Attributes, names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = attributes.get(name);
    const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : numberOf(value);
    if (number !== undefined) return number;
  }
  return undefined;
}

/** JSON in an attribute; undefined: none, or broken. */
export function jsonIn(attributes: Attributes, name: string): unknown {
  const text = attributes.get(name);
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
