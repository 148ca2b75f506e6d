/** REST calls that are wrong: a 4xx whose sentence names field, problem and remedy, and no row anywhere. Prices have a table of their own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows } from "#server/testing/count-rows";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";

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
  const { message } = answer.json().error;
  return { status: answer.statusCode, message, allow: answer.headers.allow };
}

const ONE = '{"events":[{"requestId":"r","model":"m"}]}';
const FORM = 'body: must be an object of the form { "events": [...] }';
const LITELLM = "body: must be a JSON array, NDJSON or one JSON object of LiteLLM's standard logging payload.";
const NOT_READ = "This content type is not read here. Send application/json in UTF-8; an import takes text/csv too.";
const LARGE = "The body is larger than this call takes. Send it in several parts.";
const WHOLE = "must be a whole number of tokens from 0 to 1000000000000";
const PRINTABLE = "must not hold control characters or broken Unicode. Remove them.";
const INSTANT = "at: must be ISO 8601 with an offset, as 2026-01-31T09:30:00Z";
const CURSOR = "cursor: is not one that this list gave. Leave it out to begin at the newest";
const QUERY = "query: is not percent-encoded UTF-8. Encode its values, as with encodeURIComponent.";
const ID = "changeIds.0: must be an id as it was listed";
const DAY = "must be a day, as 2026-01-31";
const UNKNOWN = "is not known here. Remove it.";
const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
const many = (count: number, item: string) => `[${Array.from({ length: count }, () => item).join(",")}]`;

type Row = readonly [call: string, body: string | undefined, status: number, message: string];

const BODIES: readonly Row[] = [
  ["POST /api/usage", undefined, 400, FORM],
  ["POST /api/usage", "", 400, FORM],
  ["POST /api/usage", "null", 400, FORM],
  ["POST /api/usage", "7", 400, FORM],
  ["POST /api/usage", "[]", 400, FORM],
  ["POST /api/usage", "{}", 400, "events: must be a list of events"],
  ["POST /api/usage", '{"events":{}}', 400, "events: must be a list of events"],
  ["POST /api/usage", '{"events":[]}', 400, "events: must hold at least one event"],
  ["POST /api/usage", `{"events":${many(1001, "0")}}`, 400, "events: must hold at most 1000 events. Split the batch"],
  ["POST /api/usage", ONE.replace("}]}", '}],"dryRun":true}'), 400, `dryRun: ${UNKNOWN}`],
  [
    "POST /api/usage",
    "{",
    400,
    "body: is not valid JSON (byte 1 of the body). Send what json.dumps or JSON.stringify writes.",
  ],
  ["POST /api/usage", '{"events":[', 400, "events: must hold at least one event"],
  [
    "POST /api/usage",
    '{"events" [{}]}',
    400,
    "body: is not valid JSON (byte 10 of the body). Send what json.dumps or JSON.stringify writes.",
  ],
  ["POST /api/usage", '{"events":[{}],"events":[{}]}', 400, "events: is given twice, as 1 and as 2. Send it once."],
  ["POST /api/usage?source=x", ONE, 400, `source: ${UNKNOWN}`],
  ["POST /api/usage?dryRun=yes", ONE, 400, "dryRun: must be true or false, once."],
  ["POST /api/usage?dryRun=true&dryRun=true", ONE, 400, "dryRun: must be true or false, once."],
  ["POST /api/usage", "x".repeat(11 * 1024 * 1024), 413, LARGE],
  ["POST /api/usage/litellm", "", 400, LITELLM],
  ["POST /api/usage/litellm", "[]", 400, LITELLM],
  ["POST /api/usage/litellm", "7", 400, LITELLM],
  ["POST /api/usage/litellm", "{broken", 400, LITELLM],
  ["POST /api/usage/litellm?source=x", "{}", 400, `source: ${UNKNOWN}`],
  [
    "POST /api/usage/litellm",
    many(5001, "null"),
    400,
    "body: holds 5001 payloads, more than 5000. Lower the callback's batch size.",
  ],
  ["POST /api/cost", undefined, 400, "body: is missing. It must be an object."],
  ["POST /api/cost", "[]", 400, "body: must be an object, not a list"],
  ["POST /api/cost", "3", 400, "body: must be an object, not a number"],
  ["POST /api/cost", '{"model":"x"}', 400, "usage: is missing. It must be an object."],
  ["POST /api/cost", '{"model":"x","usage":[]}', 400, "usage: must be an object, not a list"],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":-1}}', 400, `usage.promptTokens: ${WHOLE}`],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":1.5}}', 400, `usage.promptTokens: ${WHOLE}`],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":1e400}}', 400, `usage.promptTokens: ${WHOLE}`],
  ["POST /api/cost", '{"model":"x","usage":{"promptTokens":9007199254740993}}', 400, `usage.promptTokens: ${WHOLE}`],
  [
    "POST /api/cost",
    '{"model":"x","usage":{"promptTokens":1,"cacheReadTokens":2}}',
    400,
    "usage.promptTokens: is 1, less than its parts (cacheReadTokens), which are 2. The whole includes its parts",
  ],
  ["POST /api/cost", '{"model":"x","usage":{"tokens":1}}', 400, `usage.tokens: ${UNKNOWN}`],
  ["POST /api/cost", '{"model":"x","at":"soon","usage":{}}', 400, INSTANT],
  ["POST /api/cost", '{"rates":{},"usage":{}}', 400, "rates: must hold a price, as inputPer1M or perRequest"],
  [
    "POST /api/cost",
    '{"rates":{"inputPer1M":null},"usage":{}}',
    400,
    "rates: must hold a price, as inputPer1M or perRequest",
  ],
  ["POST /api/cost", '{"model":"x","usage":{},"__proto__":{"a":1}}', 400, `__proto__: ${UNKNOWN}`],
  ["POST /api/cost", String.raw`{"model":"a\u0000","usage":{}}`, 400, `model: ${PRINTABLE}`],
  [
    "POST /api/cost",
    `{"model":"x","usage":${deep('{"a":', "}").replace("}", "1}")}}`,
    400,
    "body: is nested far too deeply. Send what the call describes.",
  ],
  ["POST /api/catalog/refresh?dryRun=maybe", undefined, 400, "dryRun: must be true or false, once."],
  ["POST /api/catalog/refresh?force=true", undefined, 400, `force: ${UNKNOWN}`],
  ["POST /api/catalog/refresh", '{"force":true}', 400, `force: ${UNKNOWN}`],
  ["POST /api/catalog/refresh", "[]", 400, "body: must be an object, not a list"],
  ["POST /api/catalog/accept", undefined, 400, "body: is missing. It must be an object."],
  ["POST /api/catalog/accept", "{}", 400, "changeIds: is missing. It must be a list."],
  ["POST /api/catalog/accept", '{"changeIds":[]}', 400, "changeIds: must name at least one change"],
  ["POST /api/catalog/accept", '{"changeIds":["x"]}', 400, ID],
  ["POST /api/catalog/accept", '{"changeIds":["0"]}', 400, ID],
  ["POST /api/catalog/accept", '{"changeIds":[1]}', 400, "changeIds.0: must be text, not a number"],
  ["POST /api/catalog/accept", '{"changeIds":["1"],"keys":["x"]}', 400, `keys: ${UNKNOWN}`],
  ["POST /api/catalog/accept", String.raw`{"changeIds":["1"],"reason":"a\u0000"}`, 400, `reason: ${PRINTABLE}`],
  [
    "POST /api/catalog/accept",
    `{"changeIds":["1"],"reason":"${"x".repeat(501)}"}`,
    400,
    "reason: must have at most 500 characters",
  ],
  [
    "POST /api/catalog/accept",
    '{"changeIds":["1"]}',
    404,
    'There is no waiting change of the catalogue "1". Check how it is written, or whether it was removed.',
  ],
  ["POST /api/catalog/reject", '{"changeIds":"1"}', 400, "changeIds: must be a list, not text"],
  ["POST /api/catalog/reject", `{"changeIds":${many(1001, '"1"')}}`, 400, "changeIds: must name at most 1000"],
];

const QUERIES: readonly (readonly [path: string, message: string])[] = [
  ["/api/explain", "model: is missing. Name it."],
  ["/api/explain?model=", "model: must not be empty. Enter a name."],
  ["/api/explain?model=a&model=b", "model: must be text. Put it in quotes."],
  ["/api/explain?model=%00", `model: ${PRINTABLE}`],
  ["/api/explain?model=%ED%A0%80", QUERY],
  ["/api/explain?model=%E0%A4%A", QUERY],
  [`/api/explain?model=${"x".repeat(256)}`, "model: must have at most 255 characters. Shorten it."],
  ["/api/explain?model=x&promptTokens=-1", `promptTokens: ${WHOLE}`],
  ["/api/explain?model=x&promptTokens=1.5", `promptTokens: ${WHOLE}`],
  ["/api/explain?model=x&promptTokens=NaN", `promptTokens: ${WHOLE}`],
  ["/api/explain?model=x&promptTokens=9007199254740993", `promptTokens: ${WHOLE}`],
  [
    "/api/explain?model=x&promptTokens=1&cacheReadTokens=5",
    "promptTokens: is 1, less than its parts (cacheReadTokens), which are 5. The whole includes its parts",
  ],
  ["/api/explain?model=x&at=2026", INSTANT],
  ["/api/explain?model=x&at=2026-02-30T00:00:00Z", INSTANT],
  ["/api/explain?model=x&__proto__=1", `__proto__: ${UNKNOWN}`],
  ["/api/admin/analytics?from=2026-02-30", `from: ${DAY}`],
  ["/api/admin/analytics?from=2026-01-01T00:00:00Z", `from: ${DAY}`],
  ["/api/admin/analytics?from=9999-01-01", "from: must be a day of the years 2000 to 2999"],
  ["/api/admin/analytics?from=2026-03-01&to=2026-02-01", "to: lies before from (2026-03-01). Swap them"],
  [
    "/api/admin/analytics?from=2020-01-01&to=2026-02-01",
    "from: makes a range of 2224 days. At most 400 are read at once",
  ],
  ["/api/admin/analytics?groupBy=colour", "groupBy.0: must be a list of day, month, model, provider, source"],
  ["/api/admin/analytics?groupBy=model,model", "groupBy: must name each group once"],
  ["/api/admin/analytics?groupBy=day&groupBy=model", "groupBy: must be text, not a list"],
  [
    "/api/admin/analytics?source=cheap",
    "source: must be one of local-exact, local-wildcard, catalog-scoped, catalog-bare, default, none",
  ],
  ["/api/admin/analytics?model=%00", `model: ${PRINTABLE}`],
  ["/api/admin/analytics?limit=5", `limit: ${UNKNOWN}`],
  ["/api/usage/logs?limit=0", "limit: must be at least 1"],
  ["/api/usage/logs?limit=201", "limit: must be at most 200"],
  ["/api/usage/logs?limit=-1", "limit: must be a whole number from 1 to 200"],
  ["/api/usage/logs?cursor=abc", CURSOR],
  [`/api/usage/logs?cursor=${"x".repeat(2001)}`, CURSOR],
  ["/api/usage/logs?from=yesterday", "from: must be a day, as 2026-01-31, or an instant with its offset"],
  ["/api/usage/logs?from=0000-01-01", "from: must lie in the years 2000 to 2999"],
  ["/api/usage/logs?from=2026-05-01&to=2026-01-01", "to: lies before from. Swap them"],
  ["/api/usage/logs?isError=maybe", "isError: must be true or false"],
  ["/api/usage/logs?gateway=%00", `gateway: ${PRINTABLE}`],
  ["/api/usage/logs?page=2", `page: ${UNKNOWN}`],
  ["/api/catalog?age=1", `age: ${UNKNOWN}`],
  ["/api/catalog/review?state=held", `state: ${UNKNOWN}`],
];

describe("a bad body", () => {
  it.each(BODIES)("%s", async (call, body, status, message) => {
    expect(await refusal(call, body)).toMatchObject({ status, message });
  });

  it("broken JSON is said with its place", async () => {
    expect(await refusal("POST /api/cost", '{"events": [NaN]')).toMatchObject({
      status: 400,
      message: expect.stringMatching(/^body: is not valid JSON \(.+\)\. Send one JSON document in UTF-8\.$/),
    });
  });

  it("a price given twice is no guess", async () => {
    const body = '{"rates":{"inputPer1M":1,"inputPer1M":2},"usage":{}}';
    expect((await refusal("POST /api/cost", body)).message).toMatch(
      /^body: is not valid JSON \(Duplicate key 'inputPer1M'/,
    );
  });
});

describe("a bad content type", () => {
  it.each([
    ["text/html", 415, NOT_READ],
    ["multipart/form-data; boundary=x", 415, NOT_READ],
    ["application/x-www-form-urlencoded", 415, NOT_READ],
    ["", 415, NOT_READ],
    [
      "application/json; charset=utf-16",
      400,
      "Content-Type: says charset=utf-16. Send UTF-8, and charset=utf-8 or none.",
    ],
  ])("%j", async (type, status, message) => {
    expect(await refusal("POST /api/usage", ONE, type)).toMatchObject({ status, message });
  });

  it("bytes that are no UTF-8 are refused, not replaced", async () => {
    const body = Buffer.from('{"model":"caf\u00E9","usage":{}}', "latin1");
    expect(await refusal("POST /api/cost", body)).toMatchObject({
      status: 400,
      message: "body: is not UTF-8 (Latin-1 perhaps). Save it as UTF-8.",
    });
  });
});

describe("a bad query", () => {
  it.each(QUERIES.map((row) => [row[0].slice(0, 60), ...row] as const))("GET %s", async (_, path, message) => {
    expect(await refusal(`GET ${path}`, undefined)).toMatchObject({ status: 400, message });
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
    const [method, path] = call.split(" ");
    const message = `${path} does not answer ${method}. Use ${allow.replaceAll(", ", " or ")}; see /api/openapi.json.`;
    expect(await refusal(call, undefined)).toEqual({ status: 405, message, allow });
  });

  it("and no such path", async () => {
    expect(await refusal("GET /api/nothing", undefined)).toMatchObject({
      status: 404,
      message: "There is no GET /api/nothing. See /api/openapi.json.",
    });
  });
});
