/**
 * Token counts of LiteLLM's payload, in Ratecard's words.
 * Units   whole tokens; prompt and completion include their parts.
 * Source  `metadata.usage_object` is the provider's usage as LiteLLM normalised it; the payload's own three counts are the
 *         fallback. One-hour cache writes are inside `cache_creation_input_tokens`.
 */
import type { LitellmPayloadField, TokenSource } from "@ratecard/contract";
import { type Fields, fieldsOf, numberOf } from "./read-loosely";

export function litellmCounts(payload: Fields<LitellmPayloadField>, usage: Fields | undefined) {
  const counted = usage ?? {};
  const prompt = fieldsOf(counted.prompt_tokens_details ?? counted.input_tokens_details) ?? {};
  const completion = fieldsOf(counted.completion_tokens_details ?? counted.output_tokens_details) ?? {};
  return {
    promptTokens: firstOf(counted.prompt_tokens, counted.input_tokens, payload.prompt_tokens),
    completionTokens: firstOf(counted.completion_tokens, counted.output_tokens, payload.completion_tokens),
    cacheReadTokens: firstOf(prompt.cached_tokens, counted.cache_read_input_tokens),
    ...cacheWrites(counted, prompt),
    reasoningTokens: completion.reasoning_tokens,
    audioInputTokens: prompt.audio_tokens,
    audioOutputTokens: completion.audio_tokens,
    imageInputTokens: prompt.image_tokens,
    imageOutputTokens: completion.image_tokens,
    tokenSource: tokenSourceOf(payload, usage),
  };
}

/** Null is as good as missing. */
const firstOf = (...values: readonly unknown[]): unknown =>
  values.find((value) => value !== null && value !== undefined);

function cacheWrites(usage: Fields, prompt: Fields) {
  const details = fieldsOf(prompt.cache_creation_token_details) ?? {};
  const all = firstOf(usage.cache_creation_input_tokens, prompt.cache_creation_tokens, prompt.cache_write_tokens);
  const oneHour = numberOf(details.ephemeral_1h_input_tokens);
  const total = numberOf(all);
  if (oneHour === undefined || total === undefined) return { cacheWriteTokens: all };
  return { cacheWriteTokens: total - oneHour, cacheWrite1hTokens: oneHour };
}

/** Without a usage object (failures send an empty one) and with all counts 0 nobody counted. */
const tokenSourceOf = (payload: Fields<LitellmPayloadField>, usage: Fields | undefined): TokenSource =>
  Object.keys(usage ?? {}).length > 0 || (numberOf(payload.total_tokens) ?? 0) > 0 ? "actual" : "unknown";
