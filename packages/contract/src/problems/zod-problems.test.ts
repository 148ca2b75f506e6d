import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldProblem, type ProblemCode } from "./describe-problem";
import { problemsOfZod, zodMessage } from "./zod-problems";

const problemsIn = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error ? problemsOfZod(error) : [];
};

describe("a rule of zod", () => {
  it.each<[schema: z.ZodType, value: unknown, code: ProblemCode, details: unknown]>([
    [z.string(), undefined, "missing", { expected: "text" }],
    [z.strictObject({}), [], "wrong-type", { expected: "object", given: "list" }],
    [z.strictObject({}), null, "wrong-type", { expected: "object", given: "null" }],
    [z.string(), 7, "wrong-type", { expected: "text", given: "number" }],
    [z.array(z.string()), "x", "wrong-type", { expected: "list", given: "text" }],
    [z.boolean(), "yes", "wrong-type", { expected: "flag", given: "text" }],
    [z.int(), "7", "wrong-type", { expected: "number", given: "text" }],
    [z.int(), 1.5, "wrong-type", { expected: "number", given: "number" }],
    [z.enum(["a", "b"]), "c", "not-one-of", { options: ["a", "b"] }],
    [z.string().min(1), "", "empty-text", undefined],
    [z.string().min(3), "ab", "too-short", { least: 3 }],
    [z.string().max(3), "abcd", "too-long", { most: 3 }],
    [z.array(z.int()).max(1), [1, 2], "too-many", { most: 1, of: "items" }],
    [z.array(z.int()).min(1), [], "too-few", { least: 1, of: "items" }],
    [z.int().min(1), 0, "below-least", { least: 1 }],
    [z.int().positive(), 0, "not-above", { bound: 0 }],
    [z.int().max(9), 10, "above-most", { most: 9 }],
    [z.literal("a"), "b", "not-taken", undefined],
    [z.string(zodMessage("not-a-factor")), 7, "not-a-factor", undefined],
    [z.string().max(1, zodMessage("too-long", { most: 1 })), "ab", "too-long", { most: 1 }],
  ])("%#: of %s, broken by %j, is told as %s", (schema, value, code, details) => {
    const told = (fieldProblem as (field: string, code: ProblemCode, details: unknown) => unknown)("", code, details);
    expect(problemsIn(schema, value)).toEqual([told]);
  });

  it("names the field by its path, and each unknown field by itself", () => {
    const schema = z.strictObject({ prices: z.array(z.strictObject({ model: z.string() })) });
    const problems = problemsIn(schema, { prices: [{ model: 1, colour: "red", size: 2 }] });
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ["prices.0.model", "wrong-type"],
      ["prices.0.colour", "unknown-field"],
      ["prices.0.size", "unknown-field"],
    ]);
  });
});
