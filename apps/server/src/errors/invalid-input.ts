/** A zod refusal as a domain error: one problem a field, however many rules it breaks. */
import { type FieldProblem, problemsOfZod } from "@ratecard/contract";
import type { ZodError } from "zod";
import { DomainError } from "./domain-error";

const MOST_ISSUES = 20;

export function invalidInput(error: ZodError): DomainError<"INVALID_INPUT"> {
  return new DomainError("INVALID_INPUT", { issues: firstOfEachField(problemsOfZod(error)).slice(0, MOST_ISSUES) });
}

function firstOfEachField(issues: readonly FieldProblem[]): FieldProblem[] {
  const first = new Map<string, FieldProblem>();
  for (const issue of issues) if (!first.has(issue.field)) first.set(issue.field, issue);
  return [...first.values()];
}
