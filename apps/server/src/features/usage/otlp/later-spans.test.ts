/** Spans of one call that come in several bodies, in any order and at once: one booking, and nothing left for a person. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import type { ActingContext } from "#server/services/context";
import { findCalls } from "./find-calls";
import { readJsonTraces } from "./read-json-traces";
import { checkedCall } from "./receive-traces";
import { takeCalls } from "./take-calls";
import { readRecording } from "./testing/recordings";
import { chat, type MadeSpan, START_MS, TRACE, tracesOf } from "./testing/spans";

let test: TestContext;
let ctx: ActingContext;
let gateways = 0;

beforeAll(async () => {
  test = await createTestContext();
});

afterAll(() => test.close());

/** Each test is a gateway of its own. */
beforeEach(() => {
  gateways += 1;
  ctx = { ...test.ctx, actor: { ...test.ctx.actor, name: `gateway ${gateways}` } };
});

const send = (body: object) =>
  takeCalls(
    ctx,
    findCalls(readJsonTraces(JSON.stringify(body))).map((found) => checkedCall(found, START_MS + 1e11)),
  );
const sendSpans = (...spans: MadeSpan[]) => send(tracesOf(spans));

const rows = async (sql: string) => (await test.database.pool.query(sql, [ctx.actor.name])).rows;
const booked = () =>
  rows(`SELECT request_id AS id, prompt_tokens::int AS prompt, completion_tokens::int AS completion,
    cache_write_1h_tokens::int AS "cacheWrite1h", end_user AS "user"
    FROM usage_logs WHERE gateway = $1 ORDER BY occurred_at, request_id`);
const waiting = () => rows("SELECT reason FROM usage_quarantine WHERE gateway = $1 AND resolved_at IS NULL");
const counts = async () =>
  (
    await rows(
      `SELECT received::int, accepted::int, duplicate::int, quarantined::int FROM intake_counts WHERE gateway = $1`,
    )
  )[0];

const NOTHING_REJECTED = { count: 0, reasons: [] };

describe("of two instrumentations", () => {
  const instrumented: MadeSpan = {
    scope: "opentelemetry.instrumentation.anthropic",
    traceId: "1".repeat(32),
    attributes: chat("msg_1", {
      "gen_ai.provider.name": "anthropic",
      "gen_ai.request.model": "claude-sonnet-4-5",
      "gen_ai.usage.input_tokens": 1000,
      "gen_ai.usage.output_tokens": 25,
      "gen_ai.usage.cache_creation.input_tokens": 700,
      "gen_ai.user": "user-7",
    }),
  };
  const own: MadeSpan = {
    scope: "com.anthropic.sdk.python",
    traceId: "2".repeat(32),
    startMs: START_MS + 1,
    endMs: START_MS + 999,
    attributes: chat("msg_1", {
      "gen_ai.provider.name": "anthropic",
      "gen_ai.request.model": "claude-sonnet-4-5",
      "gen_ai.usage.input_tokens": 1000,
      "gen_ai.usage.cache_write.input_tokens": 700,
      "anthropic.usage.cache_creation.ephemeral_1h_input_tokens": 500,
    }),
  };
  const FINE = { id: "msg_1", prompt: 1000, completion: 20, cacheWrite1h: 500 };

  it("in one body they are one call, with the finer counts and the user of either", async () => {
    expect(await sendSpans(instrumented, own)).toEqual(NOTHING_REJECTED);
    expect(await booked()).toEqual([{ ...FINE, user: "user-7" }]);
  });

  it("the coarser one, coming later, is a duplicate", async () => {
    await sendSpans(own);
    expect(await sendSpans(instrumented)).toEqual(NOTHING_REJECTED);
    expect(await booked()).toMatchObject([FINE]);
    expect(await counts()).toEqual({ received: 2, accepted: 1, duplicate: 1, quarantined: 0 });
    expect(await waiting()).toEqual([]);
  });

  it("the finer one, coming later, takes the place of the coarser, with an audit row", async () => {
    await sendSpans(instrumented);
    expect(await booked()).toMatchObject([{ completion: 25, cacheWrite1h: null }]);
    expect(await sendSpans(own)).toEqual(NOTHING_REJECTED);
    expect(await booked()).toMatchObject([FINE]);
    expect(await waiting()).toEqual([]);
    expect(
      await test.database.pool.query("SELECT action FROM audit_log WHERE action LIKE 'quarantine.%'"),
    ).toMatchObject({
      rows: [{ action: "quarantine.take-later" }],
    });
    // And again: nothing changes any more.
    expect([await sendSpans(own), await sendSpans(instrumented)]).toEqual([NOTHING_REJECTED, NOTHING_REJECTED]);
    expect(await booked()).toMatchObject([FINE]);
  });

  it("at the same moment they are one call, and none waits", async () => {
    const answers = await Promise.all([
      sendSpans(own),
      sendSpans(instrumented),
      sendSpans(own),
      sendSpans(instrumented),
    ]);
    expect(answers).toEqual(answers.map(() => NOTHING_REJECTED));
    expect(await booked()).toMatchObject([FINE]);
    expect(await waiting()).toEqual([]);
  });
});

describe("of callbacks around the provider's own library, in a trace of their own", () => {
  const own: MadeSpan = { scope: "sdk", traceId: "2".repeat(32), startMs: START_MS + 5, attributes: chat("msg_1") };
  const around: MadeSpan = {
    scope: "callbacks",
    traceId: "1".repeat(32),
    endMs: START_MS + 1100,
    attributes: chat(""),
  };

  it("they are the call that was booked under the answer's id, however often they come", async () => {
    await sendSpans(own);
    for (const spans of [[around], [around], [own, around]])
      expect(await sendSpans(...spans)).toEqual(NOTHING_REJECTED);
    expect(await booked()).toMatchObject([{ id: "msg_1" }]);
    expect(await counts()).toMatchObject({ accepted: 1, quarantined: 0 });
  });

  it("their finer counts take its place, and are it when they come again", async () => {
    const finer = chat("", { "anthropic.usage.cache_creation.ephemeral_1h_input_tokens": 50 });
    await sendSpans(own);
    for (const _ of [1, 2]) await sendSpans({ ...around, attributes: finer });
    expect(await booked()).toMatchObject([{ id: "msg_1", cacheWrite1h: 50 }]);
    expect(await rows("SELECT upstream_id FROM usage_logs WHERE gateway = $1")).toEqual([{ upstream_id: "msg_1" }]);
  });

  it.each<[what: string, other: MadeSpan]>([
    ["with other counts", { ...around, attributes: chat("", { "gen_ai.usage.output_tokens": 21 }) }],
    ["of another model", { ...around, attributes: chat("", { "gen_ai.request.model": "gpt-4o-mini" }) }],
    ["that began later", { ...around, startMs: START_MS + 500 }],
    ["of another service", { ...around, attributes: { ...around.attributes, "service.name": "another" } }],
    ["without counts", { ...around, attributes: { "gen_ai.request.model": "gpt-4o" } }],
  ])("one %s is another", async (_, other) => {
    await sendSpans(own);
    await sendSpans(other);
    expect(await booked()).toHaveLength(2);
  });
});

describe("of an answer that OpenInference reads again until it is there", () => {
  const told = (sent: object, afterMs: number, counts: MadeSpan["attributes"] = {}): MadeSpan => ({
    scope: "openinference.instrumentation.openai",
    traceId: `${afterMs}`.padStart(32, "1"),
    startMs: START_MS + 300 + afterMs,
    attributes: {
      "openinference.span.kind": "LLM",
      "llm.model_name": "gpt-5-2025-08-07",
      "llm.invocation_parameters": JSON.stringify(sent),
      "output.value": JSON.stringify({ id: "resp_bg", created_at: START_MS / 1000 }),
      ...counts,
    },
  });
  const COUNTED = { "llm.token_count.prompt": 1000, "llm.token_count.completion": 60 };
  const asked = told({ model: "gpt-5", background: true }, 0);
  const readings = [told({}, 60_000), told({}, 600_000, COUNTED), told({}, 86_400_000, COUNTED)];

  it("its counts take the place of the call without any, by the name that was asked for", async () => {
    for (const span of [asked, ...readings, asked]) expect(await sendSpans(span)).toEqual(NOTHING_REJECTED);
    expect(await booked()).toMatchObject([{ id: "resp_bg", prompt: 1000, completion: 60 }]);
    expect(await rows("SELECT model FROM usage_logs WHERE gateway = $1")).toEqual([{ model: "gpt-5" }]);
    expect(await waiting()).toEqual([]);
  });

  it("they are one call without the one that asked, too", async () => {
    for (const span of readings) await sendSpans(span);
    expect(await booked()).toMatchObject([{ id: "resp_bg", prompt: 1000 }]);
  });
});

describe("of OpenInference's agents around OpenAI's own library", () => {
  const counted = {
    "llm.token_count.prompt": 1000,
    "llm.token_count.completion": 60,
    "openinference.span.kind": "LLM",
  };
  const own: MadeSpan = {
    scope: "openinference.instrumentation.openai",
    parentSpanId: "a".repeat(16),
    startMs: START_MS + 5,
    endMs: START_MS + 900,
    attributes: {
      ...counted,
      "llm.model_name": "gpt-5-2025-08-07",
      "llm.invocation_parameters": JSON.stringify({ model: "gpt-5" }),
      "output.value": JSON.stringify({ id: "resp_7", created_at: START_MS / 1000 }),
    },
  };
  const answer = { id: "resp_7", created_at: START_MS / 1000, model: "gpt-5-2025-08-07" };
  const around: MadeSpan = {
    scope: "openinference.instrumentation.openai_agents",
    spanId: "a".repeat(16),
    attributes: {
      ...counted,
      "llm.model_name": "gpt-5-2025-08-07",
      "llm.invocation_parameters": JSON.stringify(answer),
    },
  };

  it.each<[order: string, bodies: MadeSpan[][]]>([
    ["one after the other", [[own], [around]]],
    ["in one body", [[own, around]]],
    ["again", [[own], [around], [own, around]]],
  ])("both are one call, by the name that was asked for: %s", async (_, bodies) => {
    for (const spans of bodies) expect(await sendSpans(...spans)).toEqual(NOTHING_REJECTED);
    expect(await booked()).toMatchObject([{ id: "resp_7", prompt: 1000 }]);
    expect(await rows("SELECT model FROM usage_logs WHERE gateway = $1")).toEqual([{ model: "gpt-5" }]);
  });
});

describe("without an answer's id", () => {
  const inner: MadeSpan = {
    spanId: "b".repeat(16),
    parentSpanId: "a".repeat(16),
    startMs: START_MS + 5,
    endMs: START_MS + 900,
    attributes: chat(""),
  };
  const outer: MadeSpan = { spanId: "a".repeat(16), attributes: chat("") };

  it("a call around a booked one is that one", async () => {
    await sendSpans(inner);
    expect(await sendSpans(outer)).toEqual(NOTHING_REJECTED);
    expect(await sendSpans({ ...outer, attributes: chat("resp_9") })).toEqual(NOTHING_REJECTED);
    expect(await booked()).toMatchObject([{ id: `${TRACE}-${"b".repeat(16)}` }]);
    expect(await counts()).toMatchObject({ accepted: 1, duplicate: 2 });
  });

  it.each<[what: string, other: MadeSpan]>([
    ["of another trace", { ...outer, traceId: "3".repeat(32) }],
    ["with other counts", { ...outer, attributes: chat("", { "gen_ai.usage.output_tokens": 21 }) }],
    ["of another model", { ...outer, attributes: chat("", { "gen_ai.request.model": "gpt-4o-mini" }) }],
    ["beside it in time", { ...outer, startMs: START_MS + 2000 }],
    ["without counts", { ...outer, attributes: { "gen_ai.request.model": "gpt-4o" } }],
  ])("one %s is another", async (_, other) => {
    await sendSpans(inner);
    await sendSpans(other);
    expect(await booked()).toHaveLength(2);
  });

  it("the same span again is a duplicate", async () => {
    await sendSpans(outer);
    await sendSpans(outer);
    expect(await counts()).toMatchObject({ accepted: 1, duplicate: 1 });
  });
});

describe("an id that several calls have", () => {
  const first: MadeSpan = { spanId: "1".repeat(16), attributes: chat("chatcmpl-1") };
  const minuteLater = (more: object = {}): MadeSpan => ({
    spanId: "2".repeat(16),
    startMs: START_MS + 60_500,
    attributes: chat("chatcmpl-1", { "gen_ai.usage.output_tokens": 33, ...more }),
  });

  it("of a server that gives every answer the same: each is booked, the later ones under their spans", async () => {
    await sendSpans(first);
    expect(await sendSpans(minuteLater())).toEqual(NOTHING_REJECTED);
    await sendSpans(minuteLater());
    await sendSpans(first);
    expect(await booked()).toMatchObject([{ id: "chatcmpl-1" }, { id: `${TRACE}-${"2".repeat(16)}`, completion: 33 }]);
    expect(await counts()).toEqual({ received: 4, accepted: 2, duplicate: 2, quarantined: 0 });
  });

  it("in one body, too", async () => {
    await sendSpans(first, minuteLater());
    expect(await booked()).toHaveLength(2);
  });

  it("of an answer from a gateway's cache: LiteLLM's own spans", async () => {
    const { bodies } = readRecording("litellm-1.110.2");
    for (const body of [...bodies, ...bodies]) expect(await send(body)).toEqual(NOTHING_REJECTED);
    const cached = await rows(
      "SELECT count(*)::int AS rows, count(DISTINCT upstream_id)::int AS answers, min(cost_usd)::text AS least FROM usage_logs WHERE gateway = $1 AND upstream_id IN (SELECT upstream_id FROM usage_logs WHERE is_cache_hit)",
    );
    expect(cached).toEqual([{ rows: 2, answers: 1, least: expect.stringMatching(/^0(\.0+)?$/) }]);
  });
});
