/**
 * LiteLLM's standard logging payload as a usage event, without the ids of its record.
 * Units   epoch seconds become ISO 8601, seconds become ms; counts and cost stay as reported.
 * Errors  none: the event is checked like any other. Messages and answers are not looked at.
 * Source  litellm/types/utils.py, StandardLoggingPayload; any field can be null.
 */
import type { LitellmMetadataField, LitellmPayloadField, UsageEvent } from "@ratecard/contract";
import type { Candidate } from "../candidate";
import { type Fields, fieldsOf, numberOf, textOf } from "../read-loosely";
import { isBatchCall } from "./kind-of-call";
import { readConditions } from "./read-conditions";
import { otherUsage, readCounts } from "./read-counts";
import { outputItems, readUnits } from "./read-units";

/** What the contract describes of it, and nothing else, can be read. */
type Payload = Fields<LitellmPayloadField>;

export function readLitellmUsage(payload: Payload): Candidate {
  const metadata: Fields<LitellmMetadataField> = fieldsOf(payload.metadata) ?? {};
  const response = fieldsOf(payload.response) ?? {};
  const usage = usageObject(metadata, response);
  const read: Candidate = {
    // The name the user sent is the group; `model` is what it was routed to.
    model: textOf(payload.model_group) ?? textOf(payload.model) ?? modelOfBatch(payload),
    servedModel: textOf(payload.model),
    provider: textOf(payload.custom_llm_provider),
    occurredAt: occurredAtOf(payload),
    units: readUnits(payload, usage),
    otherUsage: otherUsage(usage, outputItems(response)),
    endpoint: textOf(payload.call_type),
    latencyMs: latencyOf(payload),
    statusCode: statusOf(fieldsOf(payload.error_information)?.error_code),
    isError: payload.status === "failure",
    isCacheHit: payload.cache_hit === true || payload.cache_hit === "True",
    reportedCostUsd: reportedCost(payload),
  };
  // Spreads into one literal of this size cost ten times as much (Node 20).
  const parts: readonly Candidate[] = [
    readCounts(payload, usage),
    readConditions(payload, usage),
    senderOf(payload, metadata),
  ];
  return Object.assign(read, ...parts);
}

/** As LiteLLM normalised it; reranks and others have an empty one there, and theirs in the answer. */
function usageObject({ usage_object }: Fields<LitellmMetadataField>, response: Fields): Fields {
  const usage = fieldsOf(usage_object) ?? {};
  return Object.keys(usage).length > 0 ? usage : { ...fieldsOf(response.usage), ...rerankTokens(response) };
}

/** Jina, Voyage and others bill a rerank by tokens. */
function rerankTokens({ meta }: Fields): Fields {
  const usage = fieldsOf(meta) ?? {};
  const { input_tokens, output_tokens, total_tokens } = { ...fieldsOf(usage.billed_units), ...fieldsOf(usage.tokens) };
  const prompt = numberOf(input_tokens) ?? numberOf(total_tokens);
  return prompt === undefined ? {} : { prompt_tokens: prompt, completion_tokens: numberOf(output_tokens) ?? 0 };
}

/** A batch of one model; of several nobody knows which used what. */
function modelOfBatch({ call_type, hidden_params }: Payload): string | undefined {
  const models = isBatchCall(call_type) ? fieldsOf(hidden_params)?.batch_models : undefined;
  const names = new Set(Array.isArray(models) ? models.map(textOf) : []);
  return names.size === 1 ? [...names][0] : undefined;
}

/** Where LiteLLM could not work it out, it is unknown, not 0. Below 0 it is no cost. */
function reportedCost({ response_cost, response_cost_failure_debug_info }: Payload): unknown {
  if (response_cost === 0 && fieldsOf(response_cost_failure_debug_info)) return undefined;
  return typeof response_cost === "number" && !(response_cost >= 0) ? undefined : response_cost;
}

/** "429" or 429; a text such as "timeout" is no status. A success has 499 when its client left. */
function statusOf(code: unknown): number | undefined {
  const status = typeof code === "string" && /^\d{3}$/.test(code) ? Number.parseInt(code, 10) : numberOf(code);
  return status !== undefined && status >= 100 && status <= 599 ? status : undefined;
}

type Sender = Pick<UsageEvent, "user" | "team" | "apiKeyAlias" | "tags">;

const MOST_TAGS = 50;
/** LiteLLM adds two of these to every request. */
const NOISE_TAG = "User-Agent: ";
/** What LiteLLM calls everybody who uses its master key. */
const NOBODY = "default_user_id";

/** Who sent a request through LiteLLM: its user, team, key and tags. Remarks are cut rather than refused. */
const senderOf = (payload: Fields<LitellmPayloadField>, metadata: Fields<LitellmMetadataField>): Sender => ({
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

const ownerOf = ({ user_api_key_user_id }: Fields<LitellmMetadataField>): string | undefined =>
  user_api_key_user_id === NOBODY ? undefined : textOf(user_api_key_user_id);

/** A batch happened when it finished, not when it was looked at. */
function occurredAtOf({ call_type, response, startTime, endTime }: Payload): unknown {
  const finished = isBatchCall(call_type) ? numberOf(fieldsOf(response)?.completed_at) : undefined;
  return instantOf(finished) ?? instantOf(startTime) ?? instantOf(endTime);
}

/** A text is left to the check. */
function instantOf(value: unknown): unknown {
  const seconds = numberOf(value);
  if (seconds === undefined) return value ?? undefined;
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

/** Of a batch nobody was waiting for. */
function latencyOf({ call_type, response_time, startTime, endTime }: Payload): number | undefined {
  if (isBatchCall(call_type)) return undefined;
  const [start, end] = [secondsOf(startTime), secondsOf(endTime)];
  const seconds = start === undefined || end === undefined ? numberOf(response_time) : end - start;
  return seconds === undefined || seconds < 0 ? undefined : Math.round(seconds * 1000);
}

function secondsOf(value: unknown): number | undefined {
  if (typeof value !== "string") return numberOf(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at / 1000;
}
