/** A zod refusal as a domain error: the field's path as its user wrote it, and the problem. */
import type { ZodError } from "zod";
import { DomainError } from "./domain-error";

const MOST_ISSUES = 20;

export function invalidInput(error: ZodError): DomainError<"INVALID_INPUT"> {
  const issues = error.issues
    .slice(0, MOST_ISSUES)
    .map((issue) => ({ field: issue.path.map(String).join("."), problem: issue.message }));
  return new DomainError("INVALID_INPUT", { issues });
}
