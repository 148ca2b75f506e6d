/** A zod refusal as a domain error: the field's path as its user wrote it, and the problem. */
import type { ZodError } from "zod";
import { DomainError } from "./domain-error";

const MOST_ISSUES = 20;

type Issue = ZodError["issues"][number];

export function invalidInput(error: ZodError): DomainError<"INVALID_INPUT"> {
  const issues = firstOfEachField(error.issues.flatMap(problemsOf)).slice(0, MOST_ISSUES);
  return new DomainError("INVALID_INPUT", { issues });
}

type FieldIssue = Readonly<{ field: string; problem: string }>;

/** One sentence a field, however many rules it breaks. */
function firstOfEachField(issues: readonly FieldIssue[]): FieldIssue[] {
  const first = new Map<string, FieldIssue>();
  for (const issue of issues) if (!first.has(issue.field)) first.set(issue.field, issue);
  return [...first.values()];
}

function problemsOf(issue: Issue): FieldIssue[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...path, key].join("."), problem: "is not known here. Remove it." }));
  }
  return [{ field: path.join("."), problem: plainProblem(issue.message) }];
}

/**
 * zod's own words, where a schema has none of its own, in the words of this product.
 * Source  zod 4's English messages; what is not recognised is left as it is.
 */
const KINDS: Readonly<Record<string, string>> = {
  object: "an object",
  record: "an object",
  array: "a list",
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

const wordFor = (kind: string): string => KINDS[kind] ?? kind;

type Rule = readonly [pattern: RegExp, sentence: (...parts: string[]) => string];

const RULES: readonly Rule[] = [
  [/^Invalid input: expected (\w+), received undefined$/, (kind) => `is missing. It must be ${wordFor(kind)}.`],
  [/^Invalid input: expected (\w+), received (\w+)$/, (kind, got) => `must be ${wordFor(kind)}, not ${wordFor(got)}`],
  [
    /^Invalid option: expected one of (.+)$/,
    (options) => `must be one of ${options.replaceAll('"', "").split("|").join(", ")}`,
  ],
  [/^Too small: expected string to have >=1 characters$/, () => "must not be empty"],
  [/^Too small: expected (\w+) to have >=(\d+) (\w+)$/, (_kind, least, what) => `must have at least ${least} ${what}`],
  [/^Too big: expected (\w+) to have <=(\d+) (\w+)$/, (_kind, most, what) => `must have at most ${most} ${what}`],
  [/^Too small: expected \w+ to be >=(-?[\d.]+)$/, (least) => `must be at least ${least}`],
  [/^Too small: expected \w+ to be >(-?[\d.]+)$/, (bound) => `must be more than ${bound}`],
  [/^Too big: expected \w+ to be <=(-?[\d.]+)$/, (most) => `must be at most ${most}`],
];

function plainProblem(message: string): string {
  for (const [pattern, sentence] of RULES) {
    const found = pattern.exec(message);
    if (found) return sentence(...found.slice(1));
  }
  return message;
}
