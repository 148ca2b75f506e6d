/** Bodies of which nothing can be taken: sending them again does not help. */
import { fieldProblem } from "@ratecard/contract";
import { DomainError, refusedField } from "#server/errors/domain-error";

type Code = "not-traces" | "not-protobuf-traces" | "not-json-traces" | "not-resource-spans" | "too-much-in-traces";

export const refuseTraces = (code: Code, cause?: unknown): DomainError =>
  new DomainError("INVALID_INPUT", { issues: [fieldProblem("body", code)] }, { cause });

/** Collectors send 8,192 by default. An empty span takes two bytes on the way, and a thousand times as many here. */
export const MOST_SPANS = 50_000;

/** Called for each span before it is read. */
export function createSpanCounter(): () => void {
  let spans = 0;
  return () => {
    spans += 1;
    if (spans > MOST_SPANS) throw refusedField("body", "too-many-spans", { most: MOST_SPANS });
  };
}
