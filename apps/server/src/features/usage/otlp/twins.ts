/**
 * Spans of one call by two instrumentations that do not know of each other: each in a trace of its own, and at most one of them with
 * the answer's id. Equal counts of one model at one time are one call; of a failed call, one span that lies inside the other.
 * Source  what LangChain's callbacks tell (OpenInference, LangSmith, Langfuse), and the streams of OpenInference 3.1 and of Traceloop
 *         0.27, stand beside the span of Anthropic's own SDK.
 */
import type { Call } from "./call";
import type { CallGroups } from "./call-groups";
import { areAtOneTime, contains, haveEqualCounts, isCounted } from "./same-call";

/** Many calls at once may have equal counts: each is compared with those that began next to it. */
const MOST_COMPARED = 20;

export function joinTwins(groups: CallGroups): void {
  const byCounts = new Map<string, Call[]>();
  for (const call of groups.calls.filter(({ facts }) => isCounted(facts)).toSorted(byStart)) {
    const key = `${String(call.facts.promptTokens)} ${String(call.facts.completionTokens)}`;
    byCounts.set(key, [...(byCounts.get(key) ?? []), call]);
  }
  for (const equal of byCounts.values()) {
    for (const [index, call] of equal.entries()) {
      if (groups.hasResponseId(call)) continue;
      const near = equal.slice(Math.max(0, index - MOST_COMPARED), index + MOST_COMPARED);
      const twin = near
        .filter((other) => isTwin(call, other) && !groups.areToldTwice(call, other))
        .toSorted((a, b) => apartMs(call, a) - apartMs(call, b))[0];
      if (twin) groups.join(twin, call);
    }
  }
}

const isTwin = (call: Call, other: Call): boolean =>
  call.span.scope !== other.span.scope &&
  isOneModel(call, other) &&
  haveEqualCounts(call.facts, other.facts) &&
  areAtOneTime(call.facts, other.facts);

/** Some tell only what answered. */
const isOneModel = ({ event }: Call, other: Call): boolean =>
  event.model === other.event.model ||
  (event.servedModel !== undefined && event.servedModel === other.event.servedModel);

const byStart = (a: Call, b: Call): number => a.facts.startMs - b.facts.startMs;
const apartMs = (a: Call, b: Call): number => Math.abs(byStart(a, b));

export function joinFailures(groups: CallGroups): void {
  const failures = groups.calls
    .filter(({ event, responseId }) => event.isError === true && responseId === undefined)
    .filter((call) => !isCounted(call.facts) && groups.isAlone(call))
    .toSorted(byStart);
  for (const [index, inner] of failures.entries()) {
    const outer = failures
      .slice(Math.max(0, index - MOST_COMPARED), index)
      .find((other) => groups.isAlone(other) && groups.isAlone(inner) && isSameFailure(other, inner));
    if (outer) groups.join(outer, inner);
  }
}

const isSameFailure = (outer: Call, inner: Call): boolean =>
  outer.span.scope !== inner.span.scope &&
  outer.event.model === inner.event.model &&
  contains(outer.facts, inner.facts);
