import { LitellmPayload } from "@ratecard/contract";
import { describe, expect, test } from "vitest";
import { checkEvent } from "../check-event";
import { contentHash } from "../ledger-row";
import { readLitellmPayload } from "./read-payload";

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
  return checked.ok ? checked.event : `${checked.refusal.field}: ${checked.refusal.problem.code}`;
};

function readEvent(item: unknown) {
  const checked = checkEvent(readLitellmPayload(item), NOW);
  if (!checked.ok) throw new Error(checked.refusal.reason);
  return checked.event;
}

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

test("the latency of a stream is its end minus its start", () => {
  expect(eventOf({ ...payload, stream: true, response_time: 0.181 })).toMatchObject({ latencyMs: 1500 });
  expect(eventOf({ ...payload, endTime: null, response_time: 0.181 })).toMatchObject({ latencyMs: 181 });
});

test("a client that left: a success with its status, counted by LiteLLM", () => {
  expect(eventOf({ ...payload, error_information: { error_code: "499" } })).toMatchObject({
    isError: false,
    statusCode: 499,
    tokenSource: "estimated",
  });
});

test.each<[string, object, string | null]>([
  [
    "a cost that LiteLLM could not work out is unknown",
    { response_cost: 0, response_cost_failure_debug_info: {} },
    null,
  ],
  ["one that it has nevertheless is told", { response_cost: 0.01, response_cost_failure_debug_info: {} }, "0.01"],
  ["a negative one is none", { response_cost: -1 }, null],
  ["none", { response_cost: null }, null],
  ["nothing", { response_cost: 0 }, "0"],
])("%s", (_, more, cost) => {
  expect(readEvent({ ...payload, ...more }).reportedCostUsd ?? null).toBe(cost);
});

describe("batches", () => {
  const look = {
    ...payload,
    id: "batch_1",
    litellm_call_id: "look-1",
    call_type: "aretrieve_batch",
    model: "",
    model_group: "",
    response: { completed_at: 1767225000, usage: {} },
    hidden_params: { batch_models: ["gpt-4o", "gpt-4o"] },
  };
  const later = {
    ...look,
    litellm_call_id: "look-2",
    startTime: 1767229200.5,
    endTime: 1767229201.5,
    metadata: { ...payload.metadata, user_api_key_user_id: "another" },
  };

  test("looks at a finished one are one request, whoever looks and when", () => {
    const [first, second] = [readEvent(look), readEvent(later)];
    expect(first).toMatchObject({ requestId: "batch:batch_1", model: "gpt-4o", isBatch: true, upstreamId: "batch_1" });
    expect(first).toMatchObject({ occurredAt: "2025-12-31T23:50:00.000Z" });
    expect(first.latencyMs).toBeUndefined();
    expect(second.user).toBe("another");
    expect(contentHash(first)).toBe(contentHash(second));
    const grown = {
      ...look,
      metadata: { usage_object: { prompt_tokens: 101, completion_tokens: 20, total_tokens: 121 } },
    };
    expect(contentHash(readEvent(grown))).not.toBe(contentHash(first));
  });

  test("one of several models is nobody's to price", () => {
    expect(eventOf({ ...look, hidden_params: { batch_models: ["gpt-4o", "o3"] } })).toBe("model: missing");
  });

  test.each(["acreate_batch", "aretrieve_batch", "afile_content", "acreate_file"])(
    "%s that used nothing",
    (call_type) => {
      const idle = {
        ...look,
        call_type,
        metadata: {},
        hidden_params: {},
        prompt_tokens: 0,
        completion_tokens: 0,
        total_tokens: 0,
      };
      const checked = checkEvent(readLitellmPayload(idle), NOW);
      expect(checked).toMatchObject({ ok: false, refusal: { reasonCode: "nothing-used" } });
    },
  );
});

test("tokens of a rerank stand in its answer", () => {
  const meta = { billed_units: { total_tokens: 40 } };
  const none = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  expect(
    eventOf({ ...payload, ...none, call_type: "arerank", metadata: { usage_object: {} }, response: { meta } }),
  ).toMatchObject({
    promptTokens: 40,
    completionTokens: 0,
  });
});

test("an item that is no object is refused by itself", () => {
  expect(eventOf(null)).toBe("event: not-an-event");
});
