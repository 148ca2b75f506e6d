import { DomainError } from "#server/errors/domain-error";

/** A body of which nothing can be taken: sending it again does not help. */
export const refuseTraces = (problem: string, cause?: unknown): DomainError =>
  new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] }, { cause });
