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

/** `twins`: by the span of a call without an answer's id, the booked one that it tells of. */
export function decideCall(
  { event, facts, spanKey = "" }: CheckedCall,
  booked: BookedCalls,
  twins: ReadonlyMap<string, BookedCall> = new Map(),
): Decision {
  const first = booked.under(event.requestId);
  if (first && (event.requestId === spanKey || isSameAnswer(first, facts))) return again(event, first);
  if (first) {
    const requestId = spanKey || event.requestId;
    return { kind: booked.under(requestId) ? "known" : "new", event: { ...event, requestId } };
  }
  const nested = booked.ofTrace(spanKey).find((other) => isNested(event, facts, other)) ?? twins.get(spanKey);
  return nested ? again(event, nested) : { kind: "new", event };
}

/** Whoever tells it finer need not know the answer's id, nor the model that was asked for beside the one that answered. */
const again = (event: UsageEvent, { requestId, upstreamId, model, detail }: BookedCall): Decision => ({
  kind: detailOf(event) > detail ? "finer" : "known",
  event: {
    ...event,
    requestId,
    upstreamId: event.upstreamId ?? upstreamId ?? undefined,
    model: event.model === event.servedModel ? model : event.model,
  },
});

/** Nothing says any more which span was inside which. */
const isNested = ({ model }: UsageEvent, facts: CallFacts, other: BookedCall): boolean =>
  model === other.model && haveEqualCounts(facts, other) && (contains(facts, other) || contains(other, facts));
