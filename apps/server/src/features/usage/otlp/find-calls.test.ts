/** Which spans of one body are calls of a model, and which of them are one. */
import { describe, expect, it } from "vitest";
import { findCalls } from "./find-calls";
import { readJsonTraces } from "./read-json-traces";
import { chat, type MadeSpan, START_MS, tracesOf } from "./testing/spans";

const found = (...spans: MadeSpan[]) =>
  findCalls(readJsonTraces(JSON.stringify(tracesOf(spans)))).map(({ event }) => event);

const [OUTER, INNER, INNERMOST] = ["a".repeat(16), "b".repeat(16), "c".repeat(16)] as const;
const outer = (attributes: MadeSpan["attributes"], more: Partial<MadeSpan> = {}): MadeSpan => ({
  spanId: OUTER,
  attributes,
  ...more,
});
const inner = (attributes: MadeSpan["attributes"], more: Partial<MadeSpan> = {}): MadeSpan => ({
  spanId: INNER,
  parentSpanId: OUTER,
  attributes,
  ...more,
});

describe("a call of a model", () => {
  it.each<[what: string, attributes: MadeSpan["attributes"]]>([
    ["of the GenAI conventions", chat("x")],
    ["an embedding", { "gen_ai.operation.name": "embeddings", "gen_ai.request.model": "m" }],
    ["without an operation", { "gen_ai.request.model": "m" }],
    ["that names the answer's model only", { "gen_ai.operation.name": "chat", "gen_ai.response.model": "m" }],
    ["of OpenInference", { "openinference.span.kind": "LLM", "llm.model_name": "m" }],
    ["of Langfuse", { "langfuse.observation.type": "generation", "langfuse.observation.model.name": "m" }],
    ["a step of Vercel's AI SDK", { "ai.operationId": "ai.generateText.doGenerate", "ai.model.id": "m" }],
    ["a recording that it transcribes", { "ai.operationId": "ai.transcribe", "ai.model.id": "m" }],
  ])("%s", (_, attributes) => expect(found({ attributes })).toHaveLength(1));

  it.each<[what: string, attributes: MadeSpan["attributes"]]>([
    ["an agent", { ...chat("x"), "gen_ai.operation.name": "invoke_agent" }],
    ["a tool", { ...chat("x"), "gen_ai.operation.name": "execute_tool" }],
    [
      "OpenInference's chain",
      { "openinference.span.kind": "CHAIN", "llm.model_name": "m", "llm.token_count.prompt": 5 },
    ],
    [
      "what Vercel's AI SDK puts around its steps",
      { "ai.operationId": "ai.generateText", "ai.model.id": "m", "ai.usage.inputTokens": 5 },
    ],
    [
      "Langfuse's step around calls",
      { "langfuse.observation.type": "agent", "langfuse.observation.model.name": "m", ...chat("") },
    ],
    ["LiteLLM's copy of the answer", { "llm.openai.model": "m", "llm.openai.usage": "{'prompt_tokens': 5}" }],
    ["sums of an agent's run", { "gen_ai.aggregated_usage.input_tokens": 5, model_name: "m" }],
    ["a request to a database", { "db.system": "postgresql" }],
  ])("is not %s", (_, attributes) => expect(found({ attributes })).toEqual([]));
});

describe("one call", () => {
  it("has one answer's id, in whatever traces; the finer counts are kept, and who sent it and what it cost from either", () => {
    const events = found(
      { traceId: "1".repeat(32), attributes: chat("x", { "gen_ai.usage.reasoning_tokens": 8 }) },
      { traceId: "2".repeat(32), attributes: chat("x", { "user.id": "u", "operation.cost": 0.25 }) },
    );
    expect(events).toMatchObject([{ requestId: "x", reasoningTokens: 8, user: "u", reportedCostUsd: 0.25 }]);
  });

  it("without an id of its own is the one around it or inside it, with equal counts or none", () => {
    expect(found(outer(chat("")), inner(chat("x")))).toMatchObject([{ requestId: "x" }]);
    expect(found(outer(chat("x")), inner(chat("")))).toMatchObject([{ requestId: "x" }]);
    expect(found(outer({ "gen_ai.request.model": "gpt-4o" }), inner(chat("")))).toMatchObject([{ promptTokens: 100 }]);
    expect(
      found(outer(chat("")), inner({ "db.system": "x" }), {
        ...inner(chat("")),
        spanId: INNERMOST,
        parentSpanId: INNER,
      }),
    ).toHaveLength(1);
  });

  it("is not another with other counts, with an id of its own, or beside it", () => {
    expect(found(outer(chat("")), inner(chat("", { "gen_ai.usage.input_tokens": 7 })))).toHaveLength(2);
    expect(found(outer(chat("x")), inner(chat("y")))).toHaveLength(2);
    expect(found(outer(chat("")), { ...inner(chat("")), parentSpanId: "d".repeat(16) })).toHaveLength(2);
  });

  it("around several others is none when it repeats their sum", () => {
    const children = [inner(chat("x")), { ...inner(chat("y")), spanId: INNERMOST }];
    const sum = { "gen_ai.usage.input_tokens": 200, "gen_ai.usage.output_tokens": 40 };
    expect(found(outer(chat("", sum)), ...children).map(({ requestId }) => requestId)).toEqual(["x", "y"]);
    expect(found(outer(chat("", { ...sum, "gen_ai.usage.input_tokens": 201 })), ...children)).toHaveLength(3);
  });

  it("is never two calls inside a third one", () => {
    const children = [inner(chat("x")), { ...inner(chat("y")), spanId: INNERMOST }];
    const ids = (...spans: MadeSpan[]) => found(...spans).map(({ requestId }) => requestId);
    // Without counts it is a step; with those of either it is that one.
    expect(ids(outer({ "gen_ai.request.model": "gpt-4o" }), ...children)).toEqual(["x", "y"]);
    expect(ids(outer(chat("")), ...children)).toEqual(["x", "y"]);
    expect(ids(outer(chat("z")), ...children)).toEqual(["z", "x", "y"]);
    const twin = { ...inner(chat("x")), spanId: "e".repeat(16) };
    const sum = { "gen_ai.usage.input_tokens": 200, "gen_ai.usage.output_tokens": 40 };
    expect(ids(outer(chat("", sum)), ...children, twin)).toEqual(["x", "y"]);
  });

  it("is not its own attempt that failed", () => {
    const failed = inner({ "gen_ai.request.model": "gpt-4o" }, { isError: true });
    expect(found(outer(chat("x")), failed)).toMatchObject([{ isError: false }, { isError: true }]);
  });

  it("has the tags of all its spans, and of those around it", () => {
    const agent = outer({ "gen_ai.operation.name": "invoke_agent", "session.id": "s", metadata: '{"team":"t"}' });
    expect(found(agent, inner(chat("x")))).toMatchObject([{ team: "t", tags: ["service:shop"] }]);
  });

  it("that failed is one where another instrumentation's span holds it, however many fail at once", () => {
    const failed = { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o" };
    const pair = (number: number, shiftMs: number): MadeSpan[] => [
      { scope: "a", traceId: `${number}`.repeat(32), startMs: START_MS + shiftMs, isError: true, attributes: failed },
      {
        scope: "b",
        traceId: `${number + 1}`.repeat(32),
        startMs: START_MS + shiftMs + 5,
        endMs: START_MS + shiftMs + 900,
        isError: true,
        attributes: failed,
      },
    ];
    expect(found(...pair(1, 0))).toMatchObject([{ isError: true, tokenSource: "unknown" }]);
    expect(found(...pair(1, 0), ...pair(3, 20), ...pair(5, 40))).toHaveLength(3);
    expect(found(...pair(1, 0).map((span) => ({ ...span, scope: "a" })))).toHaveLength(2);
    expect(found(...pair(1, 0).map((span) => ({ ...span, isError: false })))).toHaveLength(2);
  });

  it("has the id of its span where its answer has none", () => {
    expect(found(outer(chat("")))).toMatchObject([{ requestId: `0af7651916cd43dd8448eb211c80319c-${OUTER}` }]);
  });
});

describe("two instrumentations that do not know of each other", () => {
  const beside = (scope: string, trace: string, more: Partial<MadeSpan> = {}): MadeSpan => ({
    scope,
    traceId: trace.repeat(32),
    attributes: chat(""),
    ...more,
  });
  const own = (more: Partial<MadeSpan> = {}) => beside("sdk", "2", { attributes: chat("x"), ...more });

  it("tell of one call in two traces, with the id and the name that was asked for of either", () => {
    const answered = beside("callbacks", "1", {
      attributes: { "openinference.span.kind": "LLM", "llm.model_name": "gpt-4o-2026", ...COUNTED },
    });
    const sdk = own({ attributes: chat("x", { "gen_ai.response.model": "gpt-4o-2026" }), startMs: START_MS + 5 });
    expect(found(answered, sdk)).toMatchObject([{ requestId: "x", model: "gpt-4o", servedModel: "gpt-4o-2026" }]);
    expect(found(beside("callbacks", "1"), beside("sdk", "2"))).toHaveLength(1);
  });

  it("tell of one call with its compactions, of which only one of them knows", () => {
    const compactions = {
      "anthropic.usage.compaction.input_tokens": 5000,
      "anthropic.usage.compaction.output_tokens": 300,
    };
    const sdk = own({ scope: "com.anthropic.sdk.python", attributes: chat("x", compactions) });
    expect(found(beside("callbacks", "1"), sdk)).toMatchObject([{ promptTokens: 5100, completionTokens: 320 }]);
  });

  it("tell of two calls at other times, with other counts or models, or of two scopes alike", () => {
    const one = beside("callbacks", "1");
    expect(found(one, own({ startMs: START_MS + 5000 }))).toHaveLength(2);
    expect(found(one, own({ attributes: chat("x", { "gen_ai.usage.input_tokens": 7 }) }))).toHaveLength(2);
    expect(found(one, own({ attributes: chat("x", { "gen_ai.request.model": "gpt-5" }) }))).toHaveLength(2);
    expect(found(one, own({ scope: "callbacks" }))).toHaveLength(2);
    expect(found(own({ scope: "callbacks", attributes: chat("y") }), own())).toHaveLength(2);
  });

  it("tell of as many calls as each of them saw, where all are alike", () => {
    const calls = Array.from({ length: 30 }, (_, index) => index).flatMap((index): MadeSpan[] => [
      beside("callbacks", "1", { spanId: `a${index}`.padStart(16, "0"), startMs: START_MS + index }),
      own({ spanId: `b${index}`.padStart(16, "0"), startMs: START_MS + index, attributes: chat(`x${index}`) }),
    ]);
    const ids = new Set(found(...calls).map(({ requestId }) => requestId));
    expect(ids).toEqual(new Set(Array.from({ length: 30 }, (_, index) => `x${index}`)));
    expect(found(...calls)).toHaveLength(30);
  });
});

const COUNTED = { "llm.token_count.prompt": 100, "llm.token_count.completion": 20 };

describe("a streamed answer that Logfire tells of", () => {
  const ofLogfire = (kind: string, attributes: MadeSpan["attributes"], more: Partial<MadeSpan> = {}): MadeSpan => ({
    scope: "logfire.openai",
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-4o",
      "logfire.span_type": kind,
      ...attributes,
    },
    ...more,
  });
  const beginning = ofLogfire("span", {}, { traceId: "1".repeat(32) });

  it("is its end, which began as long ago as it took; its beginning is none", () => {
    const end = ofLogfire("log", { ...chat("x"), duration: 2.5 }, { startMs: START_MS + 2600, endMs: START_MS + 2600 });
    expect(found(beginning, end)).toMatchObject([
      { requestId: "x", latencyMs: 2500, occurredAt: new Date(START_MS + 100).toISOString() },
    ]);
    expect(found(beginning)).toEqual([]);
  });

  it("is not mistaken for a failure, an embedding or another answer", () => {
    expect(found({ ...beginning, isError: true })).toHaveLength(1);
    expect(found(ofLogfire("span", { "gen_ai.operation.name": "embeddings" }))).toHaveLength(1);
    expect(found(ofLogfire("span", { "gen_ai.response.id": "x" }))).toHaveLength(1);
    expect(found({ ...beginning, scope: "mine" })).toHaveLength(1);
  });
});

describe("an answer that is read again, as OpenInference tells of it", () => {
  const SCOPE = "openinference.instrumentation.openai";
  const told = (sent: object, answer: object, more: Partial<MadeSpan> = {}, counts: object = COUNTED): MadeSpan => ({
    scope: SCOPE,
    name: "Response",
    attributes: {
      "openinference.span.kind": "LLM",
      "llm.model_name": "gpt-5-2025-08-07",
      "llm.invocation_parameters": JSON.stringify(sent),
      "output.value": JSON.stringify(answer),
      ...counts,
    },
    ...more,
  });
  const ANSWER = { id: "resp_1", created_at: START_MS / 1000 };
  const again = (afterMs: number, counts?: object) => told({}, ANSWER, { startMs: START_MS + afterMs }, counts);

  it("is one call of the time it was made, however late it is read", () => {
    const asked = told({ model: "gpt-5", background: true }, ANSWER, {}, {});
    const [call, ...others] = found(asked, again(60_000, {}), again(600_000), again(86_400_000));
    expect(others).toEqual([]);
    expect(call).toMatchObject({ requestId: "resp_1", model: "gpt-5", promptTokens: 100, completionTokens: 20 });
    expect(call?.occurredAt).toBe(new Date(START_MS).toISOString());
    expect(call?.latencyMs).toBeUndefined();
  });

  it("is another with another id, or when it was asked for again", () => {
    expect(found(again(0), told({}, { ...ANSWER, id: "resp_2" }))).toHaveLength(2);
    const asked = told({ prompt: { id: "p" } }, ANSWER, { startMs: START_MS + 300_000 });
    expect(found(asked, again(60_000))).toHaveLength(2);
  });

  it("has no id where the answer is hidden, or another instrumentation tells it", () => {
    const hidden = { "output.value": "__REDACTED__" };
    const spanId = "b7ad6b7169203330";
    for (const span of [told({}, ANSWER, {}, hidden), { ...again(0), scope: "mine" }]) {
      expect(found(span)).toMatchObject([{ requestId: expect.stringContaining(spanId) }]);
    }
  });

  it("is none where it is a list, or what was looked for is not there", () => {
    const list = { "openinference.span.kind": "LLM", "llm.system": "openai", "llm.invocation_parameters": "{}" };
    expect(found({ scope: SCOPE, attributes: list })).toEqual([]);
    const failed = { ...list, "llm.invocation_parameters": '{"model":"gpt-5"}' };
    expect(found({ scope: SCOPE, isError: true, attributes: failed })).toMatchObject([{ model: "gpt-5" }]);
  });
});

it.each([
  ["com.anthropic.sdk.python", "anthropic.messages.count_tokens", { "gen_ai.request.model": "claude-opus-4-6" }],
  ["com.anthropic.sdk.python", "anthropic.sessions.create", { "gen_ai.request.model": "claude-opus-4-6" }],
  ["openinference.instrumentation.anthropic", "beta.messages.count_tokens", { "llm.model_name": "claude-opus-4-6" }],
  ["openinference.instrumentation.openai", "InputTokenCountResponse", { "llm.model_name": "gpt-5" }],
])("what asks no model, as counting tokens ahead of a call, is none: %s, %s", (scope, name, model) => {
  const attributes = { ...(scope.startsWith("open") && { "openinference.span.kind": "LLM" }), ...model };
  expect(found({ scope, name, attributes })).toEqual([]);
  expect(found({ scope, name: "create", attributes })).toHaveLength(1);
});

it("a method that prepares a call is none, whatever OpenInference says of it", () => {
  const attributes = { "openinference.span.kind": "LLM", "llm.model_name": "m" };
  expect(found({ name: "OpenAI._prepare_chat_with_tools", attributes })).toEqual([]);
  expect(found({ name: "OpenAI.achat", attributes })).toHaveLength(1);
});

it("a circle of parents ends, and a server that gives every answer one id is read in good time", () => {
  expect(found(outer(chat("x"), { parentSpanId: INNER }), inner(chat("y")))).toHaveLength(2);
  const many = Array.from(
    { length: 5000 },
    (_, index): MadeSpan => ({
      spanId: `${index}`.padStart(16, "0"),
      startMs: START_MS + index * 5000,
      attributes: chat("same", { "gen_ai.usage.input_tokens": index + 1 }),
    }),
  );
  expect(found(...many)).toHaveLength(5000);
});
