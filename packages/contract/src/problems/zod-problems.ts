/**
 * Refusals of zod as problems of this product. A schema's own message holds code and details as JSON, so that both come through zod;
 * where a schema has none, zod's English words are recognised.
 * Source  zod 4's English messages; what is not recognised becomes "not-taken".
 */
import type { ZodError } from "zod";
import {
  type FieldProblem,
  fieldProblem,
  foundProblem,
  isProblemCode,
  type Problem,
  type ProblemCode,
  type ProblemDetails,
} from "./describe-problem";
import type { ValueKind } from "./input-problems";

type Issue = ZodError["issues"][number];

/** The message of a rule in a schema. */
export const zodMessage = <Code extends ProblemCode>(code: Code, ...details: ProblemDetails<Code>): string =>
  JSON.stringify({ code, details: details[0] });

/** Each problem with the path of its field, as its user wrote it. */
export const problemsOfZod = (error: ZodError): FieldProblem[] =>
  error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => fieldProblem([...issue.path, key].map(String).join("."), "unknown-field"))
      : problemOfIssue(issue),
  );

/** Unknown fields of an object are one problem of the object here. */
export const problemOfIssue = ({ path, message }: Issue): FieldProblem =>
  foundProblem(path.map(String).join("."), ownProblem(message) ?? zodsProblem(message));

/** The sentence of a rule, where only one can be broken; null: none is. */
export function sentenceOfZod(error: ZodError | undefined): string | null {
  const [first] = error?.issues ?? [];
  return first ? problemOfIssue(first).problem : null;
}

function ownProblem(message: string): Problem | undefined {
  if (!message.startsWith("{")) return undefined;
  const read: Partial<Problem> = JSON.parse(message);
  return isProblemCode(read.code) ? (read as Problem) : undefined;
}

const KINDS: Readonly<Record<string, ValueKind>> = {
  object: "object",
  record: "object",
  array: "list",
  string: "text",
  number: "number",
  int: "number",
  boolean: "flag",
  null: "null",
};

type Rule = readonly [pattern: RegExp, problem: (...parts: string[]) => Problem];

const NOT_TAKEN: Problem = { code: "not-taken", details: undefined };

function wrongType(expectedWord: string, givenWord: string): Problem {
  const [expected, given] = [KINDS[expectedWord], KINDS[givenWord]];
  if (givenWord === "undefined") return { code: "missing", details: expected ? { expected } : {} };
  return expected ? { code: "wrong-type", details: given ? { expected, given } : { expected } } : NOT_TAKEN;
}

const RULES: readonly Rule[] = [
  [/^Invalid input: expected (\w+), received (\w+)$/, (expected = "", given = "") => wrongType(expected, given)],
  [
    /^Invalid option: expected one of (.+)$/,
    (options = "") => ({ code: "not-one-of", details: { options: options.replaceAll('"', "").split("|") } }),
  ],
  [/^Too small: expected string to have >=1 characters$/, () => ({ code: "empty-text", details: undefined })],
  [
    /^Too small: expected string to have >=(\d+) characters$/,
    (least) => ({ code: "too-short", details: { least: Number(least) } }),
  ],
  [
    /^Too big: expected string to have <=(\d+) characters$/,
    (most) => ({ code: "too-long", details: { most: Number(most) } }),
  ],
  [
    /^Too small: expected \w+ to have >=(\d+) (\w+)$/,
    (least, of = "") => ({ code: "too-few", details: { least: Number(least), of } }),
  ],
  [
    /^Too big: expected \w+ to have <=(\d+) (\w+)$/,
    (most, of = "") => ({ code: "too-many", details: { most: Number(most), of } }),
  ],
  [
    /^Too small: expected \w+ to be >=(-?[\d.]+)$/,
    (least) => ({ code: "below-least", details: { least: Number(least) } }),
  ],
  [
    /^Too small: expected \w+ to be >(-?[\d.]+)$/,
    (bound) => ({ code: "not-above", details: { bound: Number(bound) } }),
  ],
  [/^Too big: expected \w+ to be <=(-?[\d.]+)$/, (most) => ({ code: "above-most", details: { most: Number(most) } })],
];

function zodsProblem(message: string): Problem {
  for (const [pattern, problem] of RULES) {
    const found = pattern.exec(message);
    if (found) return problem(...found.slice(1));
  }
  return NOT_TAKEN;
}
