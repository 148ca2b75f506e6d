/**
 * The calls in the spans of one body, each once: spans that tell of one call become one event.
 *
 * - One response id is one call. Without an id, a call inside another one of the same trace is the same call.
 * - A call around several others that repeats their sum is none.
 * - Of what two instrumentations saw that do not know of each other, only counts and times tell that it was one call.
 * The span with the finest counts is kept; who sent it, and what it is said to have cost, may come from the others.
 */
import { type Call, callOf, detailOf } from "./call";
import { CallGroups, joinByResponseId } from "./call-groups";
import { isCall } from "./is-call";
import { withTimeOfStream } from "./logfire-streams";
import { joinNested } from "./nested-calls";
import { withAnswer } from "./openinference-answers";
import { type CallEvent, spanKey } from "./read-event";
import { readSender } from "./read-sender";
import type { CallFacts } from "./same-call";
import type { Span } from "./span";
import { joinFailures, joinTwins } from "./twins";

export type FoundCall = Readonly<{ event: CallEvent; facts: CallFacts; spanKey: string | undefined }>;

export function findCalls(received: readonly Span[]): readonly FoundCall[] {
  const spans = received.map(withTimeOfStream).map(withAnswer);
  const calls = spans.filter(isCall).map(callOf);
  const bySpan = new Map(calls.map((call) => [call.span, call]));
  const ancestorsOf = createAncestry(spans);
  const outerOf = (call: Call): Call | undefined => {
    const outer = ancestorsOf(call.span).find((span) => bySpan.has(span));
    return outer && bySpan.get(outer);
  };
  const groups = new CallGroups(calls);
  joinByResponseId(groups);
  joinNested(groups, outerOf);
  joinTwins(groups);
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
    events.map((event) => event[field]).find((value) => value !== undefined);
  const event: CallEvent = {
    ...finest.event,
    model: [finest, ...others].find(({ asked }) => asked !== undefined)?.asked ?? finest.event.model,
    requestId: answered?.event.requestId ?? finest.event.requestId,
    upstreamId: told("upstreamId", senders),
    servedModel: told("servedModel", senders),
    provider: told("provider", senders),
    units: told("units", senders),
    serviceTier: told("serviceTier", senders),
    statusCode: told("statusCode", senders),
    reportedCostUsd: told("reportedCostUsd", senders),
    user: told("user", [...senders, ...around]),
    team: told("team", [...senders, ...around]),
    apiKeyAlias: told("apiKeyAlias", [...senders, ...around]),
    tags: tagsOf([...senders, ...around]),
  };
  // A booked row has all its tokens.
  const { promptTokens, completionTokens } = event;
  return { event, facts: { ...finest.facts, promptTokens, completionTokens }, spanKey: spanKey(finest.span) };
}

const MOST_TAGS = 50;

const tagsOf = (senders: readonly CallEvent[]): unknown[] =>
  [...new Set(senders.flatMap(({ tags }) => (Array.isArray(tags) ? (tags as unknown[]) : [])))].slice(0, MOST_TAGS);
