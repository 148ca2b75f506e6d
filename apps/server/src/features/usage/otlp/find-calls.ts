/**
 * The calls in the spans of one body, each once: spans that tell of one call become one event.
 *
 * - One response id is one call. Without an id, a call inside another one of the same trace is the same call.
 * - A call around several others that repeats their sum is none.
 * - Of a failed call that two instrumentations saw, nothing tells but that one of its spans lies inside the other.
 * The span with the finest counts is kept; who sent it, and what it is said to have cost, may come from the others.
 */
import { type Call, callOf, detailOf } from "./call";
import { isCall } from "./is-call";
import { type CallEvent, spanKey } from "./read-event";
import { readSender } from "./read-sender";
import { type CallFacts, contains, isCounted, isSameAnswer, isSameNested } from "./same-call";
import type { Span } from "./span";

export type FoundCall = Readonly<{ event: CallEvent; facts: CallFacts; spanKey: string | undefined }>;

export function findCalls(spans: readonly Span[]): readonly FoundCall[] {
  const calls = spans.filter(isCall).map(callOf);
  const bySpan = new Map(calls.map((call) => [call.span, call]));
  const ancestorsOf = createAncestry(spans);
  const outerOf = (call: Call): Call | undefined => {
    const outer = ancestorsOf(call.span).find((span) => bySpan.has(span));
    return outer && bySpan.get(outer);
  };
  const sums = sumsAmong(calls, outerOf);
  const groups = new CallGroups(calls.filter((call) => !sums.has(call)));
  joinByResponseId(groups);
  for (const call of groups.calls) {
    const outer = outerOf(call);
    if (!outer || sums.has(outer)) continue;
    const isAnonymous = call.responseId === undefined || outer.responseId === undefined;
    if (isAnonymous && isSameNested(outer.facts, call.facts)) groups.join(outer, call);
  }
  joinFailures(groups);
  return groups.all().map((group) => mergeCalls(group, ancestorsOf));
}

const DEEPEST = 50;

/** The spans around a span that came in the same body, nearest first. */
function createAncestry(spans: readonly Span[]): (span: Span) => readonly Span[] {
  const byId = new Map(spans.map((span) => [`${span.traceId}-${span.spanId}`, span]));
  return (span) => {
    const ancestors: Span[] = [];
    let next = byId.get(`${span.traceId}-${span.parentSpanId}`);
    while (next && next !== span && ancestors.length < DEEPEST) {
      ancestors.push(next);
      next = byId.get(`${next.traceId}-${next.parentSpanId}`);
    }
    return ancestors;
  };
}

/** Which calls are one. */
class CallGroups {
  readonly calls: readonly Call[];
  readonly #groupOf: Map<Call, Call[]>;

  constructor(calls: readonly Call[]) {
    this.calls = calls;
    this.#groupOf = new Map(calls.map((call) => [call, [call]]));
  }

  join(call: Call, other: Call): void {
    const [group, joined] = [this.#groupOf.get(call), this.#groupOf.get(other)];
    if (!group || !joined || group === joined) return;
    group.push(...joined);
    for (const each of joined) this.#groupOf.set(each, group);
  }

  isAlone(call: Call): boolean {
    return this.#groupOf.get(call)?.length === 1;
  }

  all(): readonly (readonly Call[])[] {
    return [...new Set(this.#groupOf.values())];
  }
}

/** A server that gives every answer one id has many calls under it: each is compared with the ones right before it. */
const MOST_COMPARED = 20;

function joinByResponseId(groups: CallGroups): void {
  const firstOnes = new Map<string, Call[]>();
  for (const call of groups.calls.toSorted((a, b) => a.facts.startMs - b.facts.startMs)) {
    if (call.responseId === undefined) continue;
    const before = firstOnes.get(call.responseId) ?? [];
    const same = before.slice(-MOST_COMPARED).find((first) => isSameAnswer(first.facts, call.facts));
    if (same) groups.join(same, call);
    else before.push(call);
    firstOnes.set(call.responseId, before);
  }
}

/** Calls without an id of their own whose counts are the sum of two calls or more inside them. */
function sumsAmong(calls: readonly Call[], outerOf: (call: Call) => Call | undefined): ReadonlySet<Call> {
  const inside = new Map<Call, Call[]>();
  for (const call of calls) {
    const outer = outerOf(call);
    if (outer) inside.set(outer, [...(inside.get(outer) ?? []), call]);
  }
  const isSum = ([outer, inner]: readonly [Call, readonly Call[]]): boolean =>
    outer.responseId === undefined &&
    inner.length > 1 &&
    isCounted(outer.facts) &&
    (["promptTokens", "completionTokens"] as const).every(
      (side) => sumOf(inner.map(({ facts }) => facts[side])) === (outer.facts[side] ?? 0),
    );
  return new Set([...inside].filter(isSum).map(([outer]) => outer));
}

const sumOf = (counts: readonly unknown[]): number =>
  counts.reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);

/** Two instrumentations do not always put their spans into one trace. */
function joinFailures(groups: CallGroups): void {
  const failures = groups.calls
    .filter((call) => call.span.isError && call.responseId === undefined && !isCounted(call.facts))
    .filter((call) => groups.isAlone(call))
    .toSorted((a, b) => a.facts.startMs - b.facts.startMs);
  for (const [index, inner] of failures.entries()) {
    const outer = failures
      .slice(Math.max(0, index - MOST_COMPARED), index)
      .find((other) => groups.isAlone(other) && isSameFailure(other, inner));
    if (outer) groups.join(outer, inner);
  }
}

const isSameFailure = (outer: Call, inner: Call): boolean =>
  outer.span.scope !== inner.span.scope &&
  outer.event.model === inner.event.model &&
  contains(outer.facts, inner.facts);

/** What the provider's own library writes is not counted by somebody else. */
const OWN_LIBRARY = /^com\.anthropic\.sdk\b/;

const isOwnLibrary = ({ span }: Call): number => (OWN_LIBRARY.test(span.scope) ? 1 : 0);

const byDetail = (a: Call, b: Call): number =>
  detailOf(b.event) - detailOf(a.event) || isOwnLibrary(b) - isOwnLibrary(a) || b.facts.startMs - a.facts.startMs;

function mergeCalls(group: readonly Call[], ancestorsOf: (span: Span) => readonly Span[]): FoundCall {
  const [finest, ...others] = group.toSorted(byDetail);
  if (!finest) throw new Error("a group has at least one call");
  const senders = [finest, ...others].map(({ event }) => event);
  // Another span than the finest may be the one that has the answer's id.
  const answered = [finest, ...others].find(({ responseId }) => responseId !== undefined);
  const around = ancestorsOf(finest.span).map(({ attributes }) => readSender(attributes));
  const told = (field: keyof CallEvent, events: readonly CallEvent[]) =>
    events.map((event) => event[field]).find((value) => value !== undefined && !isEmptyList(value));
  const event: CallEvent = {
    ...finest.event,
    requestId: answered?.event.requestId ?? finest.event.requestId,
    upstreamId: told("upstreamId", senders),
    provider: told("provider", senders),
    serviceTier: told("serviceTier", senders),
    statusCode: told("statusCode", senders),
    reportedCostUsd: told("reportedCostUsd", senders),
    user: told("user", [...senders, ...around]),
    team: told("team", [...senders, ...around]),
    apiKeyAlias: told("apiKeyAlias", [...senders, ...around]),
    tags: told("tags", [...senders, ...around]),
  };
  return { event, facts: finest.facts, spanKey: spanKey(finest.span) };
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
