import { describe, expect, it } from "vitest";
import { z } from "zod";
import { invalidInput } from "./invalid-input";

const problemOf = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? null : invalidInput(parsed.error).details.issues[0]?.problem;
};

describe("a refusal in zod's own words", () => {
  it.each<[schema: z.ZodType, value: unknown, sentence: string]>([
    [z.string(), undefined, "is missing. It must be text."],
    [z.strictObject({}), [], "must be an object, not a list"],
    [z.strictObject({}), null, "must be an object, not null"],
    [z.string(), 7, "must be text, not a number"],
    [z.array(z.string()), "x", "must be a list, not text"],
    [z.boolean(), "yes", "must be true or false, not text"],
    [z.int(), "7", "must be a number, not text"],
    [z.enum(["a", "b"]), "c", "must be one of a, b"],
    [z.string().min(1), "", "must not be empty"],
    [z.string().min(3), "ab", "must have at least 3 characters"],
    [z.string().max(3), "abcd", "must have at most 3 characters"],
    [z.array(z.int()).max(1), [1, 2], "must have at most 1 items"],
    [z.int().min(1), 0, "must be at least 1"],
    [z.int().positive(), 0, "must be more than 0"],
    [z.int().max(9), 10, "must be at most 9"],
    [z.string("must be a name"), 7, "must be a name"],
  ])("%#", (schema, value, sentence) => {
    expect(problemOf(schema, value)).toBe(sentence);
  });
});
