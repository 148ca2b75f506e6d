/** Usage events that are wrong: each is named with field, problem and remedy, kept in the quarantine, and nothing of it is booked. */
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

const LONG = "x".repeat(256);
const WHOLE = "must be a whole number of tokens from 0 to 1000000000000.";
const QUANTITY = "must be a number from 0 to 1000000000000, as 60 or 12.5.";
const INSTANT = "must be ISO 8601 with an offset, as 2026-01-31T09:30:00Z.";
const PRINTABLE = "must not hold control characters or broken Unicode. Remove them.";
const USD = "must be a decimal number of USD that is not negative, as 0.0105.";
const NO_EVENT = "event: must be an object with requestId and model.";
const DEEP = "event: is nested far too deeply. Send what the call describes.";
const having = (more: string) => `{"requestId":"r","model":"m",${more}}`;
const deep = "[".repeat(20_000) + "]".repeat(20_000);

const EVENTS: readonly (readonly [event: string, reason: unknown])[] = [
  ["null", NO_EVENT],
  ["7", NO_EVENT],
  ["[]", NO_EVENT],
  [deep, DEEP],
  ['{"model":"m"}', "requestId: is missing. Name it."],
  ['{"requestId":"r"}', "model: is missing. Name it."],
  ['{"requestId":"","model":"m"}', "requestId: must not be empty. Enter a name."],
  ['{"requestId":7,"model":"m"}', "requestId: must be text. Put it in quotes."],
  [`{"requestId":"${LONG}","model":"m"}`, "requestId: must have at most 255 characters. Shorten it."],
  [`{"requestId":"r","model":"${LONG}"}`, "model: must have at most 255 characters. Shorten it."],
  [String.raw`{"requestId":"a\u0000b","model":"m"}`, `requestId: ${PRINTABLE}`],
  [String.raw`{"requestId":"r","model":"a\ud800b"}`, `model: ${PRINTABLE}`],
  ['{"requestId":"r","model":" m"}', "model: must not begin or end with a blank. Remove it."],
  [having('"promptTokens":-1'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":1000000000001'), `promptTokens: ${WHOLE}`],
  [having('"citationTokens":-1'), `citationTokens: ${WHOLE}`],
  [having('"units":{"outputImages":-1}'), `units.outputImages: ${QUANTITY}`],
  [having('"units":{"inputSeconds":"60"}'), `units.inputSeconds: ${QUANTITY}`],
  [having('"units":{"inputSeconds":1e13}'), `units.inputSeconds: ${QUANTITY}`],
  [having('"units":{"hours":1}'), expect.stringContaining("units: must be quantities by unit")],
  [having('"units":60'), expect.stringContaining("units: must be quantities by unit")],
  [having('"isBatch":"yes"'), "isBatch: must be true or false."],
  [having('"speed":7'), "speed: must be text. Put it in quotes."],
  [having('"maxResults":1.5'), `maxResults: ${WHOLE}`],
  [having('"assumedCounts":"imageInputTokens"'), "assumedCounts: must be a list of texts."],
  [having(`"upstreamId":"${"x".repeat(1001)}"`), "upstreamId: must have at most 1000 characters."],
  [having('"promptTokens":1.5'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":1e400'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":9007199254740993'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":"5"'), `promptTokens: ${WHOLE}`],
  [having('"promptTokens":true'), `promptTokens: ${WHOLE}`],
  [
    having('"promptTokens":5,"cacheReadTokens":6'),
    "promptTokens: is 5, less than its parts (cacheReadTokens), which are 6. The whole includes its parts.",
  ],
  [
    having('"cacheReadTokens":6'),
    "promptTokens: is missing, but its parts (cacheReadTokens) are 6. Send the whole, its parts included.",
  ],
  [
    having('"completionTokens":1,"reasoningTokens":1,"audioOutputTokens":1'),
    "completionTokens: is 1, less than its parts (reasoningTokens + audioOutputTokens), which are 2. The whole includes its parts.",
  ],
  [having('"occurredAt":"2026-01-01"'), `occurredAt: ${INSTANT}`],
  [having('"occurredAt":"2026-02-30T00:00:00Z"'), `occurredAt: ${INSTANT}`],
  [having('"occurredAt":1767225600'), `occurredAt: ${INSTANT}`],
  [
    having('"occurredAt":"1969-01-01T00:00:00Z"'),
    "occurredAt: lies before 2015 (1969-01-01T00:00:00Z). Check the clock or the unit of the time.",
  ],
  [
    having('"occurredAt":"2999-01-01T00:00:00Z"'),
    "occurredAt: lies more than 24 hours in the future (2999-01-01T00:00:00Z). Check the clock or the offset of the time.",
  ],
  [having('"tags":"a"'), "tags: must be a list of texts."],
  [having('"tags":[1]'), "tags.0: must be text. Put it in quotes."],
  [having(`"tags":${deep}`), DEEP],
  [having('"promptTokens":1,"promptTokens":999999'), "promptTokens: is given twice, as 1 and as 999999. Send it once."],
  [having('"user":"a","user":"b"'), "user: is given twice, with different values. Send it once."],
  ['{"requestId":"r","model":x}', expect.stringMatching(/^event: is not valid JSON \(byte \d+ of the body\)\. Send /)],
  [having(`"tags":${JSON.stringify(Array.from({ length: 51 }, () => "t"))}`), "tags: must hold at most 50 tags."],
  [having('"statusCode":99'), "statusCode: must be an HTTP status from 100 to 599."],
  [having('"latencyMs":1e12'), "latencyMs: is too large. It is in milliseconds."],
  [having('"isError":"no"'), "isError: must be true or false."],
  [having('"reportedCostUsd":-1'), `reportedCostUsd: ${USD}`],
  [having('"reportedCostUsd":"0x10"'), `reportedCostUsd: ${USD}`],
  [
    having('"reportedCostUsd":1e30'),
    "reportedCostUsd: is no amount of USD below a trillion (1e+30). Leave it out when it is not known.",
  ],
  [having('"tokenSource":"guess"'), "tokenSource: must be one of actual, estimated, unknown."],
  [having('"prompt_tokens":5'), "event: has fields that no event has (prompt_tokens). Leave them out."],
  [having('"__proto__":{"x":1}'), "event: has fields that no event has (__proto__). Leave them out."],
];

describe("POST /api/usage with a bad event", () => {
  it.each(EVENTS.map((row) => [row[0].slice(0, 60), ...row] as const))(
    "%s is quarantined",
    async (_, event, reason) => {
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
      expect(json.results).toMatchObject([{ status: "quarantined", costUsd: null, pricingSource: null, reason }]);
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
  const CONFLICT =
    'requestId: "twice m,n,m" was reported before with other content. The first report stays booked until the later one is taken in its place.';

  it("books the first, knows its copy, and keeps the other one aside; a dry run says the same", async () => {
    const statuses = ["accepted", "quarantined", "duplicate"];
    for (const url of ["/api/usage?dryRun=true", "/api/usage"]) {
      const { json } = await send(url, body("m", "n", "m"));
      expect(json.results.map(({ status }: { status: string }) => status)).toEqual(statuses);
      expect(json.results[1].reason).toBe(CONFLICT);
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
    ["{}", "requestId: is missing. Name it."],
    ['{"id":"l"}', "model: is missing. Name it."],
    ['{"id":{"a":1},"model_group":["m"]}', "requestId: must be text. Put it in quotes."],
    [String.raw`{"id":"\ud800","model_group":"m"}`, `requestId: ${PRINTABLE}`],
    [counted('{"prompt_tokens":-3}'), `promptTokens: ${WHOLE}`],
    [counted('{"prompt_tokens":1.5}'), `promptTokens: ${WHOLE}`],
    ['{"id":"l","model_group":"m","startTime":1e300}', `occurredAt: ${INSTANT}`],
    [
      '{"id":"l","model_group":"m","startTime":5}',
      "occurredAt: lies before 2015 (1970-01-01T00:00:05.000Z). Check the clock or the unit of the time.",
    ],
  ])("%s is quarantined", async (payload, reason) => {
    const { status, json } = await send("/api/usage/litellm", payload);
    expect({ status, quarantined: json.quarantined }).toEqual({ status: 200, quarantined: 1 });
    expect(json.results).toMatchObject([{ reason }]);
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
