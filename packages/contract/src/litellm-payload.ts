/**
 * LiteLLM's standard logging payload, as far as it is read: documentation and names, not a gate. Everything else in it is dropped.
 * Units   times are epoch seconds, `response_cost` is USD.
 * Source  litellm/types/utils.py, StandardLoggingPayload; any field can be null or missing.
 */
import { z } from "zod";

const text = z.string().nullish();
const number = z.number().nullish();
const time = z.union([z.number(), z.string()]).nullish();

const Metadata = z.looseObject({
  /** The provider's usage as LiteLLM normalised it. */
  usage_object: z.looseObject({}).nullish(),
  user_api_key_alias: text,
  user_api_key_team_alias: text,
  user_api_key_team_id: text,
  user_api_key_user_id: text,
  user_api_key_end_user_id: text,
});
export type LitellmMetadataField = keyof typeof Metadata.shape;

export const LitellmPayload = z.looseObject({
  /** The provider's, or LiteLLM's own; it need not be unique. */
  id: text,
  /** One a client's call: its failures and its answer share it. */
  litellm_call_id: text,
  /** The name the user sent; `model` where there is none. */
  model_group: text,
  /** What it was routed to. */
  model: text,
  custom_llm_provider: text,
  /** As they were asked for: tier, speed, geo, size, tools. */
  model_parameters: z.looseObject({}).nullish(),
  standard_built_in_tools_params: z.looseObject({}).nullish(),
  call_type: text,
  status: text,
  error_information: z.looseObject({}).nullish(),
  cache_hit: z.union([z.boolean(), z.string()]).nullish(),
  startTime: time,
  endTime: time,
  response_time: number,
  prompt_tokens: number,
  completion_tokens: number,
  total_tokens: number,
  response_cost: number,
  /** Set where LiteLLM had no cost. */
  response_cost_failure_debug_info: z.looseObject({}).nullish(),
  /** The tier and the place it was billed for. */
  cost_breakdown: z.looseObject({}).nullish(),
  /** What no usage object counts: images, seconds, pages, searches. Messages are not read. */
  response: z.union([z.looseObject({}), z.string(), z.array(z.unknown())]).nullish(),
  hidden_params: z.looseObject({ batch_models: z.array(z.string()).nullish() }).nullish(),
  end_user: text,
  request_tags: z.array(z.string()).nullish(),
  metadata: Metadata.nullish(),
});
export type LitellmPayloadField = keyof typeof LitellmPayload.shape;

/** The bodies of a `generic_api` callback by media type. */
export const LitellmBody = {
  "application/json": z.union([z.array(LitellmPayload).min(1), LitellmPayload]),
  "application/x-ndjson": z.string().meta({ description: "One payload a line." }),
};
