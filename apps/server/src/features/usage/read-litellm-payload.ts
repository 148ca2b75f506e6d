/**
 * LiteLLM's standard logging payload as a usage event.
 * Units   epoch seconds become ISO 8601, seconds become ms; counts and cost stay as reported.
 * Errors  none: the event is checked like any other. Messages and answers are not looked at.
 * Source  litellm/types/utils.py, StandardLoggingPayload; any field can be null.
 */
import type { LitellmMetadataField, LitellmPayloadField, UsageEvent } from "@ratecard/contract";
import { litellmCounts } from "./read-litellm-counts";
import { type Fields, fieldsOf, numberOf, textOf } from "./read-loosely";

/** What the contract describes of it, and nothing else, can be read. */
type Payload = Fields<LitellmPayloadField>;
type Metadata = Fields<LitellmMetadataField>;
type Candidate = { [Field in keyof UsageEvent]?: unknown };

const MOST_TAGS = 50;
/** LiteLLM adds two of these to every request. */
const NOISE_TAG = "User-Agent: ";

export function readLitellmPayload(item: unknown): unknown {
  const payload: Payload | undefined = fieldsOf(item);
  if (!payload) return item;
  const metadata: Metadata = fieldsOf(payload.metadata) ?? {};
  const usage = fieldsOf(metadata.usage_object);
  const isFailure = payload.status === "failure";
  const candidate: Candidate = {
    requestId: payload.id ?? payload.litellm_call_id,
    // The name the user sent is the group; `model` is what it was routed to.
    model: textOf(payload.model_group) ?? payload.model,
    servedModel: textOf(payload.model),
    provider: textOf(payload.custom_llm_provider),
    occurredAt: instantOf(payload.startTime) ?? instantOf(payload.endTime),
    ...litellmCounts(payload, usage),
    serviceTier: textOf(usage?.service_tier) ?? textOf(fieldsOf(payload.model_parameters)?.service_tier),
    endpoint: textOf(payload.call_type),
    ...senderOf(payload, metadata),
    latencyMs: latencyOf(payload),
    statusCode: isFailure ? statusOf(fieldsOf(payload.error_information)?.error_code) : undefined,
    isError: isFailure,
    isCacheHit: payload.cache_hit === true || payload.cache_hit === "True",
    reportedCostUsd: payload.response_cost,
  };
  return candidate;
}

/** What LiteLLM calls everybody who uses its master key. */
const NOBODY = "default_user_id";

const senderOf = (payload: Payload, metadata: Metadata): Candidate => ({
  user: textOf(payload.end_user) ?? textOf(metadata.user_api_key_end_user_id) ?? ownerOf(metadata),
  team: textOf(metadata.user_api_key_team_alias) ?? textOf(metadata.user_api_key_team_id),
  apiKeyAlias: textOf(metadata.user_api_key_alias),
  tags: Array.isArray(payload.request_tags)
    ? payload.request_tags
        .flatMap((tag) => textOf(tag) ?? [])
        .filter((tag) => !tag.startsWith(NOISE_TAG))
        .slice(0, MOST_TAGS)
    : [],
});

const ownerOf = ({ user_api_key_user_id }: Metadata): string | undefined =>
  user_api_key_user_id === NOBODY ? undefined : textOf(user_api_key_user_id);

/** Epoch seconds as a float; a text is left to the check. */
function instantOf(value: unknown): unknown {
  const seconds = numberOf(value);
  if (seconds === undefined) return value ?? undefined;
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

function latencyOf({ response_time, startTime, endTime }: Payload): number | undefined {
  const [start, end] = [numberOf(startTime), numberOf(endTime)];
  const seconds = numberOf(response_time) ?? (start === undefined || end === undefined ? undefined : end - start);
  return seconds === undefined || seconds < 0 ? undefined : Math.round(seconds * 1000);
}

/** "429" or 429; a text such as "timeout" is no status. */
function statusOf(code: unknown): number | undefined {
  const status = typeof code === "string" && /^\d{3}$/.test(code) ? Number.parseInt(code, 10) : numberOf(code);
  return status !== undefined && status >= 100 && status <= 599 ? status : undefined;
}
