import { describe, expect, it } from "vitest";
import { readPythonLiteral } from "./python-literal";
import { readEvent } from "./read-event";
import { readJsonTraces } from "./read-json-traces";
import { chat, type MadeSpan, START_MS, tracesOf } from "./testing/spans";

function read(attributes: MadeSpan["attributes"], more: Partial<MadeSpan> = {}) {
  const [span] = readJsonTraces(JSON.stringify(tracesOf([{ attributes, ...more }])));
  if (!span) throw new Error("one span was sent");
  return readEvent(span);
}

describe("the model", () => {
  it.each<[what: string, attributes: MadeSpan["attributes"], asked: string, served: string | undefined]>([
    ["asked and answered", { "gen_ai.request.model": "a", "gen_ai.response.model": "b" }, "a", "b"],
    ["answered only", { "gen_ai.response.model": "b" }, "b", "b"],
    ["of LiteLLM's group", { "litellm.model_group": "alias", "gen_ai.request.model": "routed" }, "alias", undefined],
    [
      "among OpenInference's parameters",
      { "llm.invocation_parameters": '{"model":"a"}', "llm.model_name": "b" },
      "a",
      "b",
    ],
    ["of OpenInference's later names", { "llm.request.model_name": "a", "llm.response.model_name": "b" }, "a", "b"],
    [
      "of LangChain, by Langfuse",
      { "langfuse.observation.metadata.ls_model_name": '"a"', "langfuse.observation.model.name": "b" },
      "a",
      "b",
    ],
    ["answered, by Langfuse", { "langfuse.observation.model.name": "b" }, "b", "b"],
    [
      "answered, where what was asked is the provider's name",
      { "gen_ai.request.model": "anthropic", "gen_ai.provider.name": "anthropic", "gen_ai.response.model": "b" },
      "b",
      "b",
    ],
    ["with parameters that are no JSON", { "llm.invocation_parameters": "{", "llm.model_name": "b" }, "b", "b"],
  ])("%s", (_, attributes, model, servedModel) => expect(read(attributes)).toMatchObject({ model, servedModel }));
});

describe("the provider", () => {
  it.each([
    ["gen_ai.system", "openai.chat", "openai"],
    ["gen_ai.system", "openai.responses", "openai"],
    ["gen_ai.system", "openai.embedding", "openai"],
    ["gen_ai.system", "anthropic.messages", "anthropic"],
    ["gen_ai.system", "google.generative-ai", "gemini"],
    ["gen_ai.system", "google.vertex.chat", "vertex_ai"],
    ["gen_ai.system", "vertex.anthropic.messages", "vertex_ai"],
    ["gen_ai.system", "azure-openai.chat", "azure"],
    ["gen_ai.system", "amazon-bedrock", "bedrock"],
    ["gen_ai.system", "xai.chat", "xai"],
    ["gen_ai.provider.name", "azure.ai.openai", "azure"],
    ["gen_ai.provider.name", "gcp.vertex_ai", "vertex_ai"],
    ["gen_ai.provider.name", "x_ai", "xai"],
    ["gen_ai.provider.name", "Anthropic", "anthropic"],
    ["llm.system", "openai", "openai"],
    ["gen_ai.system", "strands-agents", undefined],
    ["gen_ai.system", "langchain", undefined],
    ["gen_ai.provider.name", "litellm", undefined],
    ["langfuse.observation.metadata.ls_provider", '"anthropic"', "anthropic"],
    ["litellm.provider.model", "mistral/mistral-large", "mistral"],
    ["litellm.provider.model", "mistral-large", undefined],
  ])("%s %s is %s", (name, told, provider) => expect(read({ [name]: told }).provider).toBe(provider));

  it("is who serves, before whose form of request it is", () => {
    expect(read({ "llm.system": "openai", "llm.provider": "azure" }).provider).toBe("azure");
    expect(read({ "gen_ai.system": "openai", "gen_ai.provider.name": "azure.ai.openai" }).provider).toBe("azure");
  });
});

describe("counts", () => {
  it.each<[what: string, attributes: MadeSpan["attributes"], counts: object]>([
    ["none are unknown", { "gen_ai.request.model": "m" }, { tokenSource: "unknown" }],
    [
      "all 0 are unknown",
      { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 },
      { tokenSource: "unknown" },
    ],
    [
      "older names",
      { "gen_ai.usage.prompt_tokens": 5, "gen_ai.usage.completion_tokens": 6 },
      { promptTokens: 5, completionTokens: 6 },
    ],
    ["digits in a text", { "gen_ai.usage.input_tokens": "5" }, { promptTokens: 5 }],
    [
      "an embedding's only count",
      { "ai.operationId": "ai.embed.doEmbed", "ai.usage.tokens": 5 },
      { promptTokens: 5, completionTokens: 0 },
    ],
    [
      "a cache beside the input",
      { "gen_ai.usage.input_tokens": 10, "gen_ai.usage.cache_read.input_tokens": 90 },
      { promptTokens: 100, cacheReadTokens: 90 },
    ],
    [
      "of LiteLLM's literal",
      {
        "gen_ai.usage.input_tokens": 9,
        "metadata.usage_object":
          "{'prompt_tokens': 9, 'completion_tokens': 2, 'prompt_tokens_details': {'cached_tokens': 4, 'audio_tokens': None}}",
      },
      { promptTokens: 9, cacheReadTokens: 4 },
    ],
    [
      "of the kinds of input and of what was cached of each",
      {
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.text.input_tokens": 40,
        "gen_ai.usage.audio.input_tokens": 50,
        "gen_ai.usage.image.input_tokens": 10,
        "gen_ai.usage.cache_read.input_tokens": 45,
        "gen_ai.usage.text.cache_read.input_tokens": 15,
        "gen_ai.usage.audio.cache_read.input_tokens": 30,
      },
      {
        promptTokens: 100,
        audioInputTokens: 20,
        imageInputTokens: 10,
        cacheReadTokens: 15,
        cacheReadAudioTokens: 30,
      },
    ],
    [
      "of an answer and its compactions, of which nobody tells what was cached",
      {
        "gen_ai.usage.input_tokens": 1110,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.cache_read.input_tokens": 100,
        "anthropic.usage.compaction.input_tokens": 5000,
        "anthropic.usage.compaction.output_tokens": 300,
      },
      { promptTokens: 6110, completionTokens: 340, cacheReadTokens: 100, assumedCounts: ["cacheReadTokens"] },
    ],
    [
      "of an answer and its compactions, each told apart",
      {
        "llm.token_count.prompt": 1110,
        "llm.token_count.completion": 40,
        metadata:
          '{"usage_iterations":[{"type":"compaction","input_tokens":300,"cache_read_input_tokens":4000,"cache_creation_input_tokens":700,"output_tokens":300},{"type":"message","input_tokens":1110,"output_tokens":40}]}',
      },
      { promptTokens: 6110, completionTokens: 340, cacheReadTokens: 4000, cacheWriteTokens: 700 },
    ],
    [
      "of compactions of an answer without counts",
      { "anthropic.usage.compaction.input_tokens": 5000 },
      { tokenSource: "unknown" },
    ],
    [
      "of a literal that is broken",
      { "gen_ai.usage.input_tokens": 9, "metadata.usage_object": "{'prompt_tokens': Usage(" },
      { promptTokens: 9 },
    ],
  ])("%s", (_, attributes, counts) => expect(read(attributes)).toMatchObject(counts));
});

it("seconds are those of what was transcribed", () => {
  const seconds = { "gen_ai.request.model": "m", "gen_ai.usage.seconds": 13 };
  expect(read({ ...seconds, "gen_ai.operation.name": "ai.transcribe" }).units).toEqual({ inputSeconds: 13 });
  expect(read({ ...seconds, "gen_ai.operation.name": "ai.generateSpeech" }).units).toBeUndefined();
});

describe("the rest", () => {
  it("times, failure, status and cost", () => {
    expect(
      read(chat("x", { "http.response.status_code": 429, "operation.cost": 0.000_001 }), { isError: true }),
    ).toMatchObject({
      occurredAt: new Date(START_MS).toISOString(),
      latencyMs: 1000,
      isError: true,
      statusCode: 429,
      reportedCostUsd: 0.000_001,
    });
    expect(read(chat("x", { "gen_ai.cost.total_cost": -1 }), { endMs: START_MS - 1 })).toMatchObject({
      latencyMs: undefined,
      reportedCostUsd: undefined,
    });
  });

  it("a failure by its reason, a status by the type of its error", () => {
    expect(read(chat("x", { "gen_ai.response.finish_reasons": '["error"]' })).isError).toBe(true);
    expect(read(chat("x", { "gen_ai.response.finish_reasons": '["stop"]' })).isError).toBe(false);
    expect(read(chat("", { "error.type": "429" })).statusCode).toBe(429);
    expect(read(chat("", { "error.type": "RateLimitError" })).statusCode).toBeUndefined();
  });

  it("who sent it", () => {
    expect(read({ ...chat("x"), "session.id": "s", metadata: '{"user_id":"u","team":"t"}' })).toMatchObject({
      user: "u",
      team: "t",
      tags: ["service:shop"],
    });
    expect(read({ ...chat("x"), "metadata.user_api_key_user_id": "default_user_id" }).user).toBeUndefined();
  });

  it("an answer's id may be as long as it likes", () => {
    const id = `resp_${"x".repeat(400)}`;
    expect(read(chat(id))).toMatchObject({
      upstreamId: id,
      requestId: expect.stringMatching(/^resp_x{95}\.[0-9a-f]{64}$/),
    });
  });
});

describe("Python's literals", () => {
  it.each<[text: string, value: unknown]>([
    ["{'a': 1, 'b': None, 'c': [True, False, -1.5e-06]}", { a: 1, b: null, c: [true, false, -1.5e-6] }],
    [`{"it's": 'say "x"', 't': ('a', 1,), 'e': {}}`, { "it's": 'say "x"', t: ["a", 1], e: {} }],
    [String.raw`{'a': 'it\'s'}`, { a: "it's" }],
    ['{"a": null, "b": true}', { a: null, b: true }],
    ["  3 ", 3],
  ])("%s", (text, value) => expect(readPythonLiteral(text)).toEqual(value));

  it.each(["", "{", "{'a'}", "{'a': }", "[1 2]", "Usage(a=1)", "{'a': 1} x", "'", "{'a': 1e}", "[".repeat(50_000)])(
    "%j is none",
    (text) => expect(readPythonLiteral(text)).toBeUndefined(),
  );
});
