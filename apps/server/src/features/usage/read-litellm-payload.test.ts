import { LitellmPayload } from "@ratecard/contract";
import { expect, test } from "vitest";
import { checkEvent } from "./check-event";
import { readLitellmPayload } from "./read-litellm-payload";

/** Cut to the fields that matter, in the form LiteLLM's proxy sends them. */
const payload = {
  id: "chatcmpl-1",
  trace_id: "t",
  call_type: "acompletion",
  cache_hit: null,
  status: "success",
  custom_llm_provider: "anthropic",
  model: "claude-sonnet-4-5",
  model_group: "my-chatbot",
  startTime: 1767225600.25,
  endTime: 1767225601.75,
  response_time: 1.5,
  prompt_tokens: 100,
  completion_tokens: 20,
  total_tokens: 120,
  response_cost: 1.05e-5,
  end_user: "",
  request_tags: ["User-Agent: curl", "User-Agent: curl/8", "a\nb"],
  metadata: {
    user_api_key_alias: "ci",
    user_api_key_team_alias: null,
    user_api_key_team_id: "team-7",
    user_api_key_user_id: "u-1",
    usage_object: {
      prompt_tokens: 100,
      completion_tokens: 20,
      total_tokens: 120,
      prompt_tokens_details: {
        cached_tokens: 40,
        audio_tokens: null,
        cache_creation_token_details: { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 3 },
      },
      completion_tokens_details: { reasoning_tokens: 8 },
      cache_creation_input_tokens: 8,
      cache_read_input_tokens: 40,
    },
  },
  messages: [{ role: "user", content: "secret" }],
  response: { choices: [{ message: { content: "secret" } }] },
};

const NOW = Date.UTC(2026, 0, 2);
const eventOf = (item: unknown) => {
  const checked = checkEvent(readLitellmPayload(item), NOW);
  return checked.ok ? checked.event : checked.refusal.reason;
};

test("it is as the contract describes it", () => {
  expect(LitellmPayload.safeParse(payload)).toMatchObject({ success: true });
});

test("a success: the sent name, usage from metadata, seconds to ISO, the reported cost as it is", () => {
  const event = eventOf(payload);
  expect(event).toMatchObject({
    requestId: "chatcmpl-1",
    model: "my-chatbot",
    servedModel: "claude-sonnet-4-5",
    provider: "anthropic",
    occurredAt: "2026-01-01T00:00:00.250Z",
    promptTokens: 100,
    completionTokens: 20,
    cacheReadTokens: 40,
    cacheWriteTokens: 5,
    cacheWrite1hTokens: 3,
    reasoningTokens: 8,
    tokenSource: "actual",
    endpoint: "acompletion",
    user: "u-1",
    team: "team-7",
    apiKeyAlias: "ci",
    tags: ["a b"],
    latencyMs: 1500,
    isError: false,
    isCacheHit: false,
    reportedCostUsd: "0.0000105",
  });
  expect(JSON.stringify(event)).not.toContain("secret");
});

test("without a group the model itself was sent", () => {
  expect(eventOf({ ...payload, model_group: null })).toMatchObject({ model: "claude-sonnet-4-5" });
});

test("nulls everywhere are absences", () => {
  const bare = Object.fromEntries(Object.keys(payload).map((key) => [key, null]));
  expect(eventOf({ ...bare, id: "x", model: "m" })).toMatchObject({
    requestId: "x",
    model: "m",
    tokenSource: "unknown",
    tags: [],
  });
});

test("a failure, a cache hit", () => {
  expect(eventOf({ ...payload, status: "failure", error_information: { error_code: "429" } })).toMatchObject({
    isError: true,
    statusCode: 429,
  });
  expect(eventOf({ ...payload, cache_hit: true })).toMatchObject({ isCacheHit: true });
});

test("an item that is no object is refused by itself", () => {
  expect(eventOf(null)).toBe("event: must be an object with requestId and model.");
});
