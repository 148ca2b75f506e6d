/**
 * What a program may send by mistake: the samples of a schema with one field at a time replaced by values that no field is made for.
 * Fields that may be left out are there one at a time, and each way of a choice.
 */
import { z } from "zod";
import { type Json, type Known, sample } from "./sample-input";

/** NUL and half a surrogate pair, which PostgreSQL cannot store; a year it does not have; numbers beyond its own. */
const AWKWARD: readonly unknown[] = [
  "\u0000",
  "\uD800",
  ["\u0000"],
  "0000-01-01T00:00:00Z",
  "9".repeat(400),
  1e308,
  -1,
  null,
];

type Path = readonly (string | number)[];
type Awkward = Readonly<{ field: string; input: unknown }>;

export function awkwardInputs(schema: z.ZodType, known: Known): readonly Awkward[] {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json;
  const inputs = new Map<string, Awkward>();
  for (const base of samplesOf(json, known)) {
    for (const path of pathsOf(base)) {
      for (const value of AWKWARD) {
        const input = replaced(base, path, value);
        const text = JSON.stringify(input);
        if (!inputs.has(text)) inputs.set(text, { field: path.join("."), input });
      }
    }
  }
  return [...inputs.values()];
}

const MOST_CHOICES = 6;

function samplesOf(json: Json, known: Known): readonly unknown[] {
  const choices = Array.from({ length: MOST_CHOICES }, (_, choice) => choice);
  return choices.flatMap((choice) => {
    const least = sample(json, known, { choice });
    const whole = sample(json, known, { choice, isWhole: true });
    if (!isObject(least) || !isObject(whole)) return [least];
    const more = Object.entries(whole).filter(([name]) => !(name in least));
    return [least, ...more.map(([name, value]) => ({ ...least, [name]: value }))];
  });
}

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...parts.flatMap(([name, part]) => pathsOf(part, [...path, name]))];
}

function replaced(within: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(within)) return within.map((part, at) => (at === first ? replaced(part, rest, value) : part));
  return isObject(within) ? { ...within, [first]: replaced(within[first], rest, value) } : within;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
