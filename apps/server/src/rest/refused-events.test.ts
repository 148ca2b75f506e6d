/** Usage events that are wrong: each is named with field and code, kept in the quarantine, and nothing of it is booked. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows } from "#server/testing/count-rows";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";

let test: TestApp;
let headers: Record<string, string>;

beforeAll(async () => {
  test = await createTestApp();
  headers = { ...(await test.keyWith("ingest")), "content-type": "application/json" };
});
afterAll(() => test.close());

const send = async (url: string, payload: string) => {
  const answer = await test.app.inject({ method: "POST", url, headers, payload });
  return { status: answer.statusCode, json: answer.json() };
};

const problemsIn = ({ results }: { results: readonly { field: string; code: string }[] }) =>
  results.map(({ field, code }) => `${field}: ${code}`);

const LONG = "x".repeat(256);
const WHOLE = "not-a-count";
const QUANTITY = "not-a-quantity";
const INSTANT = "not-an-instant";
const PRINTABLE = "unprintable";
const USD = "not-usd";
const NO_EVENT = "event: not-an-event";
const DEEP = "event: too-deep";
const having = (more: string) => `{"requestId":"r","model":"m",${more}}`;
const deep = "[".repeat(20_000) + "]".repeat(20_000);

const EVENTS: readonly (readonly [event: string, refused: string])[] = [
  ["null", NO_EVENT],
  ["7", NO_EVENT],
  ["[]", NO_EVENT],
  [deep, DEEP],
  ['{"model":"m"}', "requestId: missing"],
  ['{"requestId":"r"}', "model: missing"],
  ['{"requestId":"","model":"m"}', "requestId: empty-name"],
  ['{"requestId":7,"model":"m"}', "requestId: wrong-type"],
  [`{"requestId":"${LONG}","model":"m"}`, "requestId: too-long"],
  [`{"requestId":"r","model":"${LONG}"}`, "model: too-long"],
  [String.raw`{"requestId":"a\u0000b","model":"m"}`, `requestId: ${PRINTABLE}`],
  [String.raw`{"requestId":"r","model":"a\ud800b"}`, `model: ${PRINTABLE}`],
  ['{"requestId":"r","model":" m"}', "model: outer-blank"],
  [having('"promptTokens":-1'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":1000000000001'), `promptTokens: ${WHOLE}`],
  [having('"citationTokens":-1'), `citationTokens: ${WHOLE}`],
  [having('"units":{"outputImages":-1}'), `units.outputImages: ${QUANTITY}`],
  [having('"units":{"inputSeconds":"60"}'), `units.inputSeconds: ${QUANTITY}`],
  [having('"units":{"inputSeconds":1e13}'), `units.inputSeconds: ${QUANTITY}`],
  [having('"units":{"hours":1}'), "units: not-units"],
  [having('"units":60'), "units: not-units"],
  [having('"isBatch":"yes"'), "isBatch: not-a-boolean"],
  [having('"speed":7'), "speed: wrong-type"],
  [having('"maxResults":1.5'), `maxResults: ${WHOLE}`],
  [having('"assumedCounts":"imageInputTokens"'), "assumedCounts: not-names"],
  [having(`"upstreamId":"${"x".repeat(1001)}"`), "upstreamId: too-long"],
  [having('"promptTokens":1.5'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":1e400'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":9007199254740993'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":"5"'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":true'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":5,"cacheReadTokens":6'), "promptTokens: whole-too-small"],
  [having('"cacheReadTokens":6'), "promptTokens: whole-missing"],
  [having('"completionTokens":1,"reasoningTokens":1,"audioOutputTokens":1'), "completionTokens: whole-too-small"],
  [having('"occurredAt":"2026-01-01"'), `occurredAt: ${INSTANT}`],
  [having('"occurredAt":"2026-02-30T00:00:00Z"'), `occurredAt: ${INSTANT}`],
  [having('"occurredAt":1767225600'), `occurredAt: ${INSTANT}`],
  [having('"occurredAt":"1969-01-01T00:00:00Z"'), "occurredAt: time-too-early"],
  [having('"occurredAt":"2999-01-01T00:00:00Z"'), "occurredAt: time-in-future"],
  [having('"tags":"a"'), "tags: not-names"],
  [having('"tags":[1]'), "tags.0: wrong-type"],
  [having(`"tags":${deep}`), DEEP],
  [having('"promptTokens":1,"promptTokens":999999'), "promptTokens: given-twice"],
  [having('"user":"a","user":"b"'), "user: given-twice"],
  ['{"requestId":"r","model":x}', "event: not-json-at"],
  [having(`"tags":${JSON.stringify(Array.from({ length: 51 }, () => "t"))}`), "tags: too-many"],
  [having('"statusCode":99'), "statusCode: not-a-status"],
  [having('"latencyMs":1e12'), "latencyMs: not-in-range"],
  [having('"isError":"no"'), "isError: not-a-boolean"],
  [having('"reportedCostUsd":-1'), `reportedCostUsd: ${USD}`],
  [having('"reportedCostUsd":"0x10"'), `reportedCostUsd: ${USD}`],
  [having('"reportedCostUsd":1e30'), "reportedCostUsd: reported-cost-too-large"],
  [having('"tokenSource":"guess"'), "tokenSource: not-one-of"],
  [having('"prompt_tokens":5'), "event: event-fields-unknown"],
  [having('"__proto__":{"x":1}'), "event: event-fields-unknown"],
];

describe("POST /api/usage with a bad event", () => {
  it.each(EVENTS.map((row) => [row[0].slice(0, 60), ...row] as const))(
    "%s is quarantined",
    async (_, event, refused) => {
      const before = await countRows(test.database);
      const dry = await send("/api/usage?dryRun=true", `{"events":[${event}]}`);
      expect(await countRows(test.database)).toEqual(before);
      const { status, json } = await send("/api/usage", `{"events":[${event}]}`);
      expect({ status, ...json }).toMatchObject({
        status: 200,
        received: 1,
        accepted: 0,
        duplicate: 0,
        quarantined: 1,
      });
      expect(json.results).toMatchObject([{ status: "quarantined", costUsd: null, pricingSource: null }]);
      expect(problemsIn(json)).toEqual([refused]);
      expect(dry.json).toEqual(json);
      const { usage_quarantine: quarantined = 0, intake_counts: _counts, ...booked } = await countRows(test.database);
      expect(before).toMatchObject(booked);
      expect(quarantined).toBe((before.usage_quarantine ?? 0) + 1);
    },
  );
});

describe("POST /api/usage with one id twice in a body", () => {
  const body = (...models: string[]) =>
    JSON.stringify({ events: models.map((model) => ({ requestId: `twice ${models.join()}`, model })) });

  it("books the first, knows its copy, and keeps the other one aside; a dry run says the same", async () => {
    const statuses = ["accepted", "quarantined", "duplicate"];
    for (const url of ["/api/usage?dryRun=true", "/api/usage"]) {
      const { json } = await send(url, body("m", "n", "m"));
      expect(json.results.map(({ status }: { status: string }) => status)).toEqual(statuses);
      expect(json.results[1]).toMatchObject({ field: "requestId", code: "other-content" });
    }
    const { rows } = await test.database.pool.query("SELECT model FROM usage_logs");
    expect(rows).toEqual([{ model: "m" }]);
  });
});

describe("POST /api/usage/litellm with a bad payload", () => {
  const counted = (usage: string) => `{"id":"l","model_group":"m","metadata":{"usage_object":${usage}}}`;
  it.each([
    ["[7]", NO_EVENT],
    ["[null]", NO_EVENT],
    ["{}", "requestId: missing"],
    ['{"id":"l"}', "model: missing"],
    ['{"id":{"a":1},"model_group":["m"]}', "requestId: wrong-type"],
    [String.raw`{"id":"\ud800","model_group":"m"}`, `requestId: ${PRINTABLE}`],
    [counted('{"prompt_tokens":-3}'), `promptTokens: ${WHOLE}`],
    [counted('{"prompt_tokens":1.5}'), `promptTokens: ${WHOLE}`],
    ['{"id":"l","model_group":"m","startTime":1e300}', `occurredAt: ${INSTANT}`],
    ['{"id":"l","model_group":"m","startTime":5}', "occurredAt: time-too-early"],
  ])("%s is quarantined", async (payload, refused) => {
    const { status, json } = await send("/api/usage/litellm", payload);
    expect({ status, quarantined: json.quarantined }).toEqual({ status: 200, quarantined: 1 });
    expect(problemsIn(json)).toEqual([refused]);
  });
});

it("nothing is unpriced, and received = accepted + duplicate + quarantined over everything above", async () => {
  const { rows } = await test.database.pool.query(
    `SELECT (SELECT count(*)::int FROM usage_logs WHERE cost_usd IS NULL) AS unpriced,
       sum(received) = sum(accepted + duplicate + quarantined) AS adds_up,
       sum(accepted)::int = (SELECT count(*) FROM usage_logs) AS ledger,
       sum(quarantined)::int = (SELECT count(*) FROM usage_quarantine) AS quarantine FROM intake_counts`,
  );
  expect(rows).toEqual([{ unpriced: 0, adds_up: true, ledger: true, quarantine: true }]);
});
