/** What an answer refuses, as programs read it: `field: code` of every problem, else the code of the error. */
import type { FieldProblem } from "@ratecard/contract";

type ErrorBody = Readonly<{ code: string; details?: Readonly<{ issues?: readonly FieldProblem[] }> | null }>;

export function refusalOf({ code, details }: ErrorBody): string {
  const issues = details?.issues;
  return issues ? issues.map((issue) => `${issue.field || "body"}: ${issue.code}`).join("; ") : code;
}
