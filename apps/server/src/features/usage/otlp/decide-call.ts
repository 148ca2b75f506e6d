/**
 * What becomes of a call in the light of what is booked.
 *
 * - `new`: nobody told of it before. Its id may be in use by another call; then it is booked under its span.
 * - `known`: another span told of it, as finely.
 * - `finer`: another span told of it with fewer kinds of token, and its row gives way.
 */
import type { UsageEvent } from "@ratecard/contract";
import type { BookedCall, BookedCalls } from "./booked-calls";
import { type CheckedCall, detailOf } from "./call";
import { type CallFacts, contains, haveEqualCounts, isSameAnswer } from "./same-call";

export type Decision = Readonly<{ kind: "new" | "known" | "finer"; event: UsageEvent }>;

export function decideCall({ event, facts, spanKey }: CheckedCall, booked: BookedCalls): Decision {
  const first = booked.under(event.requestId);
  if (first && (event.requestId === spanKey || isSameAnswer(first, facts))) return again(event, first);
  if (first) {
    const requestId = spanKey ?? event.requestId;
    return { kind: booked.under(requestId) ? "known" : "new", event: { ...event, requestId } };
  }
  const ofTrace = spanKey === undefined ? [] : booked.ofTrace(spanKey);
  const nested = ofTrace.find((other) => isNested(event, facts, other));
  return nested ? again(event, nested) : { kind: "new", event };
}

const again = (event: UsageEvent, { requestId, detail }: BookedCall): Decision => ({
  kind: detailOf(event) > detail ? "finer" : "known",
  event: { ...event, requestId },
});

/** Nothing says any more which span was inside which. */
const isNested = ({ model }: UsageEvent, facts: CallFacts, other: BookedCall): boolean =>
  model === other.model && haveEqualCounts(facts, other) && (contains(facts, other) || contains(other, facts));
