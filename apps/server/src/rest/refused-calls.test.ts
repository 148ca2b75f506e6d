/** REST calls that are wrong: a 4xx that names field and code, and no row anywhere. Prices have a table of their own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows } from "#server/testing/count-rows";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";
import { refusalOf } from "#server/testing/refusal-of";

let test: TestApp;
let key: { authorization: string };

beforeAll(async () => {
  test = await createTestApp({ LITELLM_CATALOG_URL: "file:///no/such/catalogue.json" });
  key = await test.keyWith("ingest", "read", "admin");
});
afterAll(() => test.close());

const JSON_TYPE = "application/json";

async function refusal(call: string, body: string | Buffer | undefined, type = JSON_TYPE) {
  const [method, url] = call.split(" ") as ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string];
  const before = await countRows(test.database);
  const headers = { ...key, ...(body !== undefined && type !== "" && { "content-type": type }) };
  const answer = await test.app.inject({ method, url, headers, ...(body !== undefined && { payload: body }) });
  expect(await countRows(test.database)).toEqual(before);
  return { status: answer.statusCode, refused: refusalOf(answer.json().error), allow: answer.headers.allow };
}

const ONE = '{"events":[{"requestId":"r","model":"m"}]}';
const FORM = "body: not-a-batch";
const LITELLM = "body: not-payloads";
const NOT_READ = "FST_ERR_CTP_INVALID_MEDIA_TYPE";
const LARGE = "FST_ERR_CTP_BODY_TOO_LARGE";
const WHOLE = "not-a-count";
const PRINTABLE = "unprintable";
const INSTANT = "at: not-an-instant";
const CURSOR = "cursor: not-a-cursor";
const QUERY = "query: query-not-encoded";
const ID = "changeIds.0: not-an-id";
const DAY = "not-a-day";
const UNKNOWN = "unknown-field";
const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
const many = (count: number, item: string) => `[${Array.from({ length: count }, () => item).join(",")}]`;

type Row = readonly [call: string, body: string | undefined, status: number, refused: string];

const BODIES: readonly Row[] = [
  ["POST /api/usage", undefined, 400, FORM],
  ["POST /api/usage", "", 400, FORM],
  ["POST /api/usage", "null", 400, FORM],
  ["POST /api/usage", "7", 400, FORM],
  ["POST /api/usage", "[]", 400, FORM],
  ["POST /api/usage", "{}", 400, "events: not-an-event-list"],
  ["POST /api/usage", '{"events":{}}', 400, "events: not-an-event-list"],
  ["POST /api/usage", '{"events":[]}', 400, "events: empty-list"],
  ["POST /api/usage", `{"events":${many(1001, "0")}}`, 400, "events: too-many"],
  ["POST /api/usage", ONE.replace("}]}", '}],"dryRun":true}'), 400, `dryRun: ${UNKNOWN}`],
  ["POST /api/usage", "{", 400, "body: not-json-at"],
  ["POST /api/usage", '{"events":[', 400, "events: empty-list"],
  ["POST /api/usage", '{"events" [{}]}', 400, "body: not-json-at"],
  ["POST /api/usage", '{"events":[{}],"events":[{}]}', 400, "events: given-twice"],
  ["POST /api/usage?source=x", ONE, 400, `source: ${UNKNOWN}`],
  ["POST /api/usage?dryRun=yes", ONE, 400, "dryRun: not-a-flag"],
  ["POST /api/usage?dryRun=true&dryRun=true", ONE, 400, "dryRun: not-a-flag"],
  ["POST /api/usage", "x".repeat(11 * 1024 * 1024), 413, LARGE],
  ["POST /api/usage/litellm", "", 400, LITELLM],
  ["POST /api/usage/litellm", "[]", 400, LITELLM],
  ["POST /api/usage/litellm", "7", 400, LITELLM],
  ["POST /api/usage/litellm", "{broken", 400, LITELLM],
  ["POST /api/usage/litellm?source=x", "{}", 400, `source: ${UNKNOWN}`],
  ["POST /api/usage/litellm", many(5001, "null"), 400, "body: too-many-payloads"],
  ["POST /api/cost", undefined, 400, "body: missing"],
  ["POST /api/cost", "[]", 400, "body: wrong-type"],
  ["POST /api/cost", "3", 400, "body: wrong-type"],
  ["POST /api/cost", '{"model":"x"}', 400, "usage: missing"],
  ["POST /api/cost", '{"model":"x","usage":[]}', 400, "usage: wrong-type"],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":-1}}', 400, `usage.promptTokens: ${WHOLE}`],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":1.5}}', 400, `usage.promptTokens: ${WHOLE}`],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":1e400}}', 400, `usage.promptTokens: ${WHOLE}`],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":9007199254740993}}', 400, `usage.promptTokens: ${WHOLE}`],
  [
    "POST /api/cost",
    '{"model":"x","usage":{"promptTokens":1,"cacheReadTokens":2}}',
    400,
    "usage.promptTokens: whole-too-small",
  ],
  ["POST /api/cost", '{"model":"x","usage":{"tokens":1}}', 400, `usage.tokens: ${UNKNOWN}`],
  ["POST /api/cost", '{"model":"x","at":"soon","usage":{}}', 400, INSTANT],
  ["POST /api/cost", '{"rates":{},"usage":{}}', 400, "rates: names-no-price"],
  ["POST /api/cost", '{"rates":{"inputPer1M":null},"usage":{}}', 400, "rates: names-no-price"],
  ["POST /api/cost", '{"model":"x","usage":{},"__proto__":{"a":1}}', 400, `__proto__: ${UNKNOWN}`],
  ["POST /api/cost", String.raw`{"model":"a\u0000","usage":{}}`, 400, `model: ${PRINTABLE}`],
  ["POST /api/cost", `{"model":"x","usage":${deep('{"a":', "}").replace("}", "1}")}}`, 400, "body: too-deep"],
  ["POST /api/catalog/refresh?dryRun=maybe", undefined, 400, "dryRun: not-a-flag"],
  ["POST /api/catalog/refresh?force=true", undefined, 400, `force: ${UNKNOWN}`],
  ["POST /api/catalog/refresh", '{"force":true}', 400, `force: ${UNKNOWN}`],
  ["POST /api/catalog/refresh", "[]", 400, "body: wrong-type"],
  ["POST /api/catalog/accept", undefined, 400, "body: missing"],
  ["POST /api/catalog/accept", "{}", 400, "changeIds: missing"],
  ["POST /api/catalog/accept", '{"changeIds":[]}', 400, "changeIds: empty-list"],
  ["POST /api/catalog/accept", '{"changeIds":["x"]}', 400, ID],
  ["POST /api/catalog/accept", '{"changeIds":["0"]}', 400, ID],
  ["POST /api/catalog/accept", '{"changeIds":[1]}', 400, "changeIds.0: wrong-type"],
  ["POST /api/catalog/accept", '{"changeIds":["1"],"keys":["x"]}', 400, `keys: ${UNKNOWN}`],
  ["POST /api/catalog/accept", String.raw`{"changeIds":["1"],"reason":"a\u0000"}`, 400, `reason: ${PRINTABLE}`],
  ["POST /api/catalog/accept", `{"changeIds":["1"],"reason":"${"x".repeat(501)}"}`, 400, "reason: too-long"],
  ["POST /api/catalog/accept", '{"changeIds":["1"]}', 404, "NOT_FOUND"],
  ["POST /api/catalog/reject", '{"changeIds":"1"}', 400, "changeIds: wrong-type"],
  ["POST /api/catalog/reject", `{"changeIds":${many(1001, '"1"')}}`, 400, "changeIds: too-many"],
];

const QUERIES: readonly (readonly [path: string, refused: string])[] = [
  ["/api/explain", "model: missing"],
  ["/api/explain?model=", "model: empty-name"],
  ["/api/explain?model=a&model=b", "model: wrong-type"],
  ["/api/explain?model=%00", `model: ${PRINTABLE}`],
  ["/api/explain?model=%ED%A0%80", QUERY],
  ["/api/explain?model=%E0%A4%A", QUERY],
  [`/api/explain?model=${"x".repeat(256)}`, "model: too-long"],
  ["/api/explain?model=x&promptTokens=-1", `promptTokens: ${WHOLE}`],
  ["/api/explain?model=x&promptTokens=1.5", `promptTokens: ${WHOLE}`],
  ["/api/explain?model=x&promptTokens=NaN", `promptTokens: ${WHOLE}`],
  ["/api/explain?model=x&promptTokens=9007199254740993", `promptTokens: ${WHOLE}`],
  ["/api/explain?model=x&promptTokens=1&cacheReadTokens=5", "promptTokens: whole-too-small"],
  ["/api/explain?model=x&at=2026", INSTANT],
  ["/api/explain?model=x&at=2026-02-30T00:00:00Z", INSTANT],
  ["/api/explain?model=x&__proto__=1", `__proto__: ${UNKNOWN}`],
  ["/api/admin/analytics?from=2026-02-30", `from: ${DAY}`],
  ["/api/admin/analytics?from=2026-01-01T00:00:00Z", `from: ${DAY}`],
  ["/api/admin/analytics?from=9999-01-01", "from: year-out-of-range"],
  ["/api/admin/analytics?from=2026-03-01&to=2026-02-01", "to: range-turned-round"],
  ["/api/admin/analytics?from=2020-01-01&to=2026-02-01", "from: range-too-long"],
  ["/api/admin/analytics?groupBy=colour", "groupBy.0: not-one-of"],
  ["/api/admin/analytics?groupBy=model,model", "groupBy: repeats"],
  ["/api/admin/analytics?groupBy=day&groupBy=model", "groupBy: wrong-type"],
  ["/api/admin/analytics?source=cheap", "source: not-one-of"],
  ["/api/admin/analytics?model=%00", `model: ${PRINTABLE}`],
  ["/api/admin/analytics?team=a&team=%00", `team.1: ${PRINTABLE}`],
  ["/api/admin/analytics?tag=a&tag=b", "tag: several-tags"],
  ["/api/admin/analytics?limit=5", `limit: ${UNKNOWN}`],
  ["/api/usage/logs?limit=0", "limit: not-in-range"],
  ["/api/usage/logs?limit=201", "limit: not-in-range"],
  ["/api/usage/logs?limit=-1", "limit: not-in-range"],
  ["/api/usage/logs?cursor=abc", CURSOR],
  [`/api/usage/logs?cursor=${"x".repeat(2001)}`, CURSOR],
  ["/api/usage/logs?from=yesterday", "from: not-a-bound"],
  ["/api/usage/logs?from=0000-01-01", "from: year-out-of-range"],
  ["/api/usage/logs?from=2026-01-01T00:00:00%2B20:00", "from: offset-too-far"],
  ["/api/usage/logs.csv?to=2026-01-01T00:00:00-16:00", "to: offset-too-far"],
  ["/api/usage/logs?from=2026-05-01&to=2026-01-01", "to: range-turned-round"],
  ["/api/usage/logs?isError=maybe", "isError: not-a-boolean"],
  ["/api/usage/logs?gateway=%00", `gateway: ${PRINTABLE}`],
  ["/api/usage/logs?page=2", `page: ${UNKNOWN}`],
  ["/api/catalog?age=1", `age: ${UNKNOWN}`],
  ["/api/catalog/review?state=held", `state: ${UNKNOWN}`],
];

describe("a bad body", () => {
  it.each(BODIES)("%s", async (call, body, status, refused) => {
    expect(await refusal(call, body)).toMatchObject({ status, refused });
  });

  it.each([
    ["that is no JSON", '{"events": [NaN]'],
    ["that gives a price twice", '{"rates":{"inputPer1M":1,"inputPer1M":2},"usage":{}}'],
  ])("%s is not guessed at", async (_, body) => {
    expect(await refusal("POST /api/cost", body)).toMatchObject({ status: 400, refused: "body: not-json" });
  });
});

describe("a bad content type", () => {
  it.each([
    ["text/html", 415, NOT_READ],
    ["multipart/form-data; boundary=x", 415, NOT_READ],
    ["application/x-www-form-urlencoded", 415, NOT_READ],
    ["", 415, NOT_READ],
    ["application/json; charset=utf-16", 400, "Content-Type: other-charset"],
  ])("%j", async (type, status, refused) => {
    expect(await refusal("POST /api/usage", ONE, type)).toMatchObject({ status, refused });
  });

  it("bytes that are no UTF-8 are refused, not replaced", async () => {
    const body = Buffer.from('{"model":"caf\u00E9","usage":{}}', "latin1");
    expect(await refusal("POST /api/cost", body)).toMatchObject({
      status: 400,
      refused: "body: not-utf-8",
    });
  });
});

describe("a bad query", () => {
  it.each(QUERIES.map((row) => [row[0].slice(0, 60), ...row] as const))("GET %s", async (_, path, refused) => {
    expect(await refusal(`GET ${path}`, undefined)).toMatchObject({ status: 400, refused });
  });
});

describe("a wrong method", () => {
  it.each([
    ["GET /api/usage", "POST"],
    ["PUT /api/usage", "POST"],
    ["DELETE /api/usage/litellm", "POST"],
    ["POST /api/explain", "GET"],
    ["GET /api/cost", "POST"],
    ["POST /api/usage/logs", "GET"],
    ["POST /api/catalog", "GET"],
    ["PATCH /api/prices/some-model", "GET, PUT, DELETE"],
  ])("%s", async (call, allow) => {
    expect(await refusal(call, undefined)).toEqual({ status: 405, refused: "METHOD_NOT_ALLOWED", allow });
  });

  it("and no such path", async () => {
    expect(await refusal("GET /api/nothing", undefined)).toMatchObject({ status: 404, refused: "NOT_FOUND" });
  });
});
