/** A zod refusal as a domain error: the field's path as its user wrote it, and the problem. */
import type { ZodError } from "zod";
import { DomainError } from "./domain-error";

const MOST_ISSUES = 20;

type Issue = ZodError["issues"][number];

export function invalidInput(error: ZodError): DomainError<"INVALID_INPUT"> {
  const issues = error.issues.slice(0, MOST_ISSUES).flatMap(problemsOf);
  return new DomainError("INVALID_INPUT", { issues });
}

function problemsOf(issue: Issue): { field: string; problem: string }[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...path, key].join("."), problem: "is not known here. Remove it." }));
  }
  return [{ field: path.join("."), problem: sentenceOf(issue.message) }];
}

/** zod's own words for an absent value, unless the schema has its own. */
function sentenceOf(message: string): string {
  const expected = /^Invalid input: expected (.+), received undefined$/.exec(message)?.[1];
  return expected === undefined ? message : `is missing. It must be ${expected}.`;
}
