/**
 * One call of a model as a usage event.
 * Units   ms; counts and cost as reported: a cost in a span is a double, so it is kept beside ours and never used for it.
 * Time    a call is of the time it began.
 * Errors  none: the event is checked like any other.
 */
import { createHash } from "node:crypto";
import type { UsageEvent } from "@ratecard/contract";
import { fieldsOf, numberOf, readConditions, textOf } from "@ratecard/usage";
import {
  ANSWERED_MODEL,
  ASKED_IN_PARAMETERS,
  ASKED_MODEL,
  CACHE_HIT,
  COST,
  ERROR_TYPE,
  FINISH_REASONS,
  HTTP_STATUS,
  LANGFUSE_ASKED_MODEL,
  LANGFUSE_KIND,
  OPENINFERENCE_KIND,
  OPERATION,
  PROVIDER,
  RESPONSE_ID,
  SECONDS,
  TIER,
  VERCEL_OPERATION,
  VERCEL_PROVIDER_DATA,
} from "./attribute-names";
import { asksNothing } from "./openinference-answers";
import { readProvider } from "./read-provider";
import { readSender } from "./read-sender";
import { readUsage, usageObject } from "./read-usage";
import { type Attributes, firstNumber, firstText, jsonIn, type Span } from "./span";

export type CallEvent = Readonly<{ [Field in keyof UsageEvent]?: unknown }>;

export function readEvent(span: Span): CallEvent {
  const { attributes, startMs } = span;
  const endpoint = operationOf(attributes);
  return {
    requestId: requestIdOf(span),
    upstreamId: responseIdOf(attributes),
    model: askedModel(attributes) ?? firstText(attributes, ANSWERED_MODEL),
    servedModel: firstText(attributes, ANSWERED_MODEL),
    provider: readProvider(attributes),
    occurredAt: startMs > 0 ? isoOf(startMs) : undefined,
    ...readUsage(span, /embed/i.test(endpoint ?? "")),
    units: unitsOf(attributes, endpoint),
    ...conditionsOf(attributes),
    endpoint,
    ...readSender(attributes),
    latencyMs: latencyOf(span),
    statusCode: statusOf(attributes),
    isError: hasFailed(span),
    isCacheHit: attributes.get(CACHE_HIT) === true,
    reportedCostUsd: costOf(attributes),
  };
}

const LONGEST_ID = 255;
const LONGEST_BEGINNING = 100;
const LONGEST_UPSTREAM_ID = 1000;

/** The id its provider gave to the answer. */
export const responseIdOf = (attributes: Attributes): string | undefined => {
  const id = RESPONSE_ID.map((name) => attributes.get(name)).find((value) => typeof value === "string" && value !== "");
  return typeof id === "string" && id.length <= LONGEST_UPSTREAM_ID && /^[^\p{Cc}\p{Cs}]+$/u.test(id) ? id : undefined;
};

/** All spans of one answer share it; a call without an answer is known by its span. */
function requestIdOf(span: Span): string | undefined {
  const id = responseIdOf(span.attributes)?.trim();
  if (id === undefined || id === "") return spanKey(span);
  if (id.length <= LONGEST_ID) return id;
  return `${id.slice(0, LONGEST_BEGINNING)}.${createHash("sha256").update(id).digest("hex")}`;
}

export const spanKey = ({ traceId, spanId }: Pick<Span, "traceId" | "spanId">): string | undefined =>
  traceId === "" || spanId === "" ? undefined : `${traceId}-${spanId}`;

/** The trace of a call that is known by its span; undefined for any other id. */
export const traceOf = (requestId = ""): string | undefined => SPAN_KEY.exec(requestId)?.[1];
const SPAN_KEY = /^([0-9a-f]{32})-[0-9a-f]{16}$/;

/** A provider's name is no model's: OpenLIT (1.45.0) has it there for LangChain's Claude. */
export function askedModel(attributes: Attributes): string | undefined {
  const inParameters = ASKED_IN_PARAMETERS.map((name) => textOf(fieldsOf(jsonIn(attributes, name))?.model));
  const asked = firstText(attributes, ASKED_MODEL);
  return (
    (asked === firstText(attributes, PROVIDER) ? undefined : asked) ??
    textOf(jsonIn(attributes, LANGFUSE_ASKED_MODEL)) ??
    inParameters.find((model) => model !== undefined)
  );
}

const operationOf = (attributes: Attributes): string | undefined =>
  firstText(attributes, [OPERATION, VERCEL_OPERATION]) ??
  firstText(attributes, [OPENINFERENCE_KIND, LANGFUSE_KIND])?.toLowerCase();

/** Whisper counts seconds and no tokens. */
function unitsOf(attributes: Attributes, endpoint = ""): UsageEvent["units"] {
  const seconds = /transcri/i.test(endpoint) ? (firstNumber(attributes, SECONDS) ?? 0) : 0;
  return seconds > 0 ? { inputSeconds: seconds } : undefined;
}

function isoOf(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function conditionsOf(attributes: Attributes) {
  const ofOpenai = fieldsOf(fieldsOf(jsonIn(attributes, VERCEL_PROVIDER_DATA))?.openai);
  const tier = firstText(attributes, TIER) ?? ofOpenai?.serviceTier;
  return readConditions({ response: { service_tier: tier } }, usageObject(attributes));
}

function latencyOf(span: Span): number | undefined {
  const { startMs, endMs } = span;
  return startMs > 0 && endMs >= startMs && !asksNothing(span) ? Math.round(endMs - startMs) : undefined;
}

/** Mastra's span of a call that failed has no such status, only this reason. */
const hasFailed = ({ attributes, isError }: Span): boolean =>
  isError || [attributes.get(FINISH_REASONS)].flat().some((reason) => reason === "error" || reason === '["error"]');

/** Google's instrumentation has it as the type of the error. */
function statusOf(attributes: Attributes): number | undefined {
  const status = numberOf(attributes.get(HTTP_STATUS)) ?? firstNumber(attributes, [ERROR_TYPE]);
  return status !== undefined && Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

/** Below 0 it is no cost. */
function costOf(attributes: Attributes): number | undefined {
  const cost = firstNumber(attributes, COST);
  return cost !== undefined && cost >= 0 ? cost : undefined;
}
