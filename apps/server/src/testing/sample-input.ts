/**
 * Some input that a schema takes, made from the schema itself, so that a test can call whatever there is to call.
 * Errors  throws for a schema whose input has to be given by hand.
 */
import { z } from "zod";

/** By the name of a field, or of its parent and it (`rows.terms`), for what a schema cannot say: an entry that is there. */
export type Known = Readonly<Record<string, unknown>>;

export type Json = Readonly<{
  type?: string | readonly string[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minItems?: number;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Json[];
  oneOf?: readonly Json[];
  items?: Json;
  properties?: Readonly<Record<string, Json>>;
  required?: readonly string[];
}>;

export function sampleInput(schema: z.ZodType, known: Known): unknown {
  const input = sample(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json, known, {});
  const parsed = schema.safeParse(input);
  if (parsed.success) return input;
  const [issue] = parsed.error.issues;
  throw new Error(
    `Add the field "${issue?.path.join(".")}" to what is known: ${issue?.message}. ${JSON.stringify(input)}`,
  );
}

/** `choice`: which way of each choice, the first if missing. `isWhole`: with the fields that may be left out. */
type Wanted = Readonly<{ choice?: number; isWhole?: boolean }>;

export function sample(json: Json, known: Known, wanted: Wanted, parent = ""): unknown {
  const { choice = 0, isWhole = false } = wanted;
  if (json.const !== undefined) return json.const;
  if (json.enum) return json.enum[choice % json.enum.length];
  if (json.properties) return sampleObject(json, known, wanted, parent);
  const ways = json.anyOf ?? json.oneOf ?? [];
  const way = ways[choice % ways.length];
  if (way) return sample(way, known, wanted, parent);
  const hasItem = isWhole || (json.minItems ?? 0) > 0;
  return json.items && hasItem ? [sample(json.items, known, wanted, parent)] : sampleOfType(json);
}

function sampleOfType(json: Json): unknown {
  const type = [json.type].flat()[0] ?? "string";
  return type === "string" ? sampleText(json) : SIMPLEST[type];
}

const SIMPLEST: Readonly<Record<string, unknown>> = { array: [], object: {}, boolean: true, integer: 1, number: 1 };

function sampleObject({ properties = {}, required = [] }: Json, known: Known, wanted: Wanted, parent: string): unknown {
  const fields = Object.entries(properties).flatMap(([name, property]) => {
    const key = [`${parent}.${name}`, name].find((candidate) => candidate in known);
    if (key !== undefined) return [[name, known[key]]];
    const isWanted = wanted.isWhole || required.includes(name);
    return isWanted ? [[name, sample(property, known, wanted, name)]] : [];
  });
  return Object.fromEntries(fields);
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: "00000000-0000-4000-8000-000000000000",
  date: "2026-01-31",
  "date-time": "2026-01-31T09:30:00Z",
};

function sampleText({ format = "", pattern = "", minLength = 1 }: Json): string {
  if (FORMATS[format] !== undefined) return FORMATS[format];
  if (pattern.includes("[0-9a-f]{32}")) return "0".repeat(32);
  return "1".repeat(minLength);
}
