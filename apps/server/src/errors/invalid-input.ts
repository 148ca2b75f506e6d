/** A zod refusal as a domain error: the field's path as its user wrote it, and the problem. */
import type { ZodError } from "zod";
import { DomainError } from "./domain-error";
import { plainProblem } from "./plain-problem";

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
