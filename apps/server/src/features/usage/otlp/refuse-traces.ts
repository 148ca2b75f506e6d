/** Bodies of which nothing can be taken: sending them again does not help. */
import { DomainError } from "#server/errors/domain-error";

export const refuseTraces = (problem: string, cause?: unknown): DomainError =>
  new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] }, { cause });

/** Collectors send 8,192 by default. An empty span takes two bytes on the way, and a thousand times as many here. */
export const MOST_SPANS = 50_000;

/** Called for each span before it is read. */
export function createSpanCounter(): () => void {
  let spans = 0;
  return () => {
    spans += 1;
    if (spans > MOST_SPANS) throw refuseTraces(`holds more than ${MOST_SPANS} spans. Lower the exporter's batch size.`);
  };
}
