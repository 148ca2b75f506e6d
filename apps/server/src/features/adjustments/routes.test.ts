/** Discounts and margins by REST: listed, looked at, set and ended; and what is refused, with field and code and no trace of it. */
import { aUsageEvent } from "@ratecard/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows } from "#server/testing/count-rows";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";
import { refusalOf } from "#server/testing/refusal-of";

let test: TestApp;
let admin: { authorization: string };
let reader: { authorization: string };

beforeAll(async () => {
  test = await createTestApp();
  [admin, reader] = [await test.keyWith("admin"), await test.keyWith("read")];
  const price = { provider: "acme", perRequest: "1", inputPer1M: "1000" };
  await send("PUT /api/prices/acme-one", price);
  const event = { ...aUsageEvent({ requestId: "1", model: "acme-one" }), occurredAt: new Date().toISOString() };
  const events = [{ ...event, provider: "acme", promptTokens: 2000, completionTokens: 0 }];
  await send("POST /api/usage", { events }, { headers: await test.keyWith("ingest") });
});
afterAll(() => test.close());

type Sent = Readonly<{ headers?: Record<string, string>; type?: string }>;

async function send(call: string, body?: string | object, { headers = admin, type = "application/json" }: Sent = {}) {
  const [method, url] = call.split(" ") as ["GET" | "POST" | "PUT", string];
  const answer = await test.app.inject({
    method,
    url,
    headers: { ...headers, ...(body !== undefined && type !== "" && { "content-type": type }) },
    ...(body !== undefined && { payload: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return {
    status: answer.statusCode,
    json: answer.json(),
    refused: answer.statusCode < 400 ? "" : refusalOf(answer.json().error),
  };
}

const SET = "POST /api/adjustments";
const END = "POST /api/adjustments/end";
const listed = async (provider: string) =>
  (await send("GET /api/adjustments", undefined, { headers: reader })).json.adjustments.filter(
    (one: { provider: string }) => one.provider === provider,
  );

describe("discounts and margins by REST", () => {
  it("are looked at, set, replaced and ended", async () => {
    const discount = { provider: "Acme", discountPercent: 12.5, reason: "a contract" };
    const dry = await send(`${SET}?dryRun=true`, discount);
    expect(dry).toMatchObject({
      status: 200,
      json: { dryRun: true, provider: "acme", written: null, ended: [], dropped: [], replaces: null },
    });
    expect(dry.json.impact).toMatchObject({ days: 30, requests: 1, beforeUsd: "2", afterUsd: "1.75" });
    expect(await listed("acme")).toEqual([]);

    const first = (await send(SET, discount)).json;
    expect(first).toMatchObject({ dryRun: false, provider: "acme", written: { discountPercent: "12.5" } });
    expect(await listed("acme")).toEqual([{ ...first.written, replaces: first.replaces }]);
    expect(first.written).toMatchObject({ actor: "key admin", reason: "a contract", standing: "in-force" });

    const margin = { provider: "acme", marginPercent: "10", replaces: first.replaces };
    const second = (await send(SET, margin)).json;
    expect(second).toMatchObject({
      written: { discountPercent: null, marginPercent: "10" },
      ended: [{ id: first.replaces }],
    });

    const end = { provider: "acme", replaces: second.replaces };
    const shown = await send(`${END}?dryRun=true`, { provider: "acme" });
    expect(shown.json).toMatchObject({ replaces: second.replaces, impact: { beforeUsd: "2.2", afterUsd: "2" } });
    expect((await send(END, end)).json).toMatchObject({ written: null, ended: [{ id: second.replaces }] });
    expect((await listed("acme")).map(({ standing }: { standing: string }) => standing)).toEqual(["past", "past"]);
  });

  it("answer what the screen shows", async () => {
    const dry = await send(`${SET}?dryRun=true`, { provider: "acme", discountPercent: "0.000001" });
    const input = encodeURIComponent(JSON.stringify({ provider: "acme", terms: { discountPercent: "0.000001" } }));
    const shown = await send(`GET /trpc/adjustments.preview?input=${input}`);
    expect(dry.json.impact).toMatchObject({ afterUsd: "1.99999998" });
    expect(dry.json.impact).toEqual(shown.json.result.data);
  });

  it("of many who set the first one at once, one is heard", async () => {
    const tries = Array.from({ length: 8 }, (_, index) => send(SET, { provider: "crowd", marginPercent: index + 1 }));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 428)).toHaveLength(7);
    expect(await listed("crowd")).toHaveLength(1);
  });

  it("take a date: scheduled ones are listed, and dropped by an end", async () => {
    const effectiveFrom = new Date(Date.now() + 86_400_000).toISOString();
    const { json } = await send(SET, { provider: "later", fixedMarginUsd: "0.001", effectiveFrom });
    expect(json.written).toMatchObject({ validFrom: effectiveFrom, standing: "scheduled", fixedMarginUsd: "0.001" });
    const ended = await send(END, { provider: "later", replaces: json.replaces });
    expect(ended.json).toMatchObject({ ended: [], dropped: [{ id: json.replaces }], replaces: null });
    expect(await listed("later")).toEqual([]);
  });
});

/** Everything a refused call could have touched. */
async function traces() {
  const { rows } = await test.database.pool.query("SELECT * FROM provider_adjustments ORDER BY id");
  return { rows, counts: await countRows(test.database) };
}

const of = (terms: string, provider = '"x"') => `{"provider":${provider},${terms}}`;
const discount = (text: string) => of(`"discountPercent":${text}`);
const margin = (text: string) => of(`"marginPercent":${text}`);
const from = (text: string) => of(`"discountPercent":"5","effectiveFrom":${text}`);
const replacing = (text: string) => of(`"discountPercent":"5","replaces":${text}`, '"standing"');

const NO_DECIMAL = "not-an-amount";
const NOT_TEXT = "not-text";
const MORE = "amount-not-positive";
const FINE = "amount-too-fine";
const INSTANT = "effectiveFrom: not-an-instant";
const NO_ID = "replaces: not-the-adjustment-read";
const EMPTY = "discountPercent: no-adjustment";
const ONCE = "dryRun: not-a-flag";
const UNKNOWN = "unknown-field";
const MOVED = "VERSION_MOVED";
const EXISTS = "VERSION_REQUIRED";

describe("refuses", () => {
  beforeAll(() => send(SET, { provider: "standing", discountPercent: "5" }));

  it.each<[call: string, body: string | undefined, status: number, refused: string]>([
    [SET, discount("-5"), 400, `discountPercent: ${MORE}`],
    [SET, discount('"-0.1"'), 400, `discountPercent: ${MORE}`],
    [SET, discount("0"), 400, `discountPercent: ${MORE}`],
    [SET, discount("100.000001"), 400, "discountPercent: amount-too-large"],
    [SET, discount("101"), 400, "discountPercent: amount-too-large"],
    [SET, discount("1e999999999"), 400, "discountPercent: amount-too-large"],
    [SET, discount('"1e-999999999"'), 400, `discountPercent: ${FINE}`],
    [SET, discount("0.0000001"), 400, `discountPercent: ${FINE}`],
    [SET, discount("33.3333333333333333"), 400, `discountPercent: ${FINE}`],
    [SET, discount('"NaN"'), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount("NaN"), 400, "body: not-json"],
    [SET, discount('"Infinity"'), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount('"five"'), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount('"5%"'), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount('"1,5"'), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount('"0x10"'), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount('"1_0"'), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount(`"${"9".repeat(5000)}"`), 400, `discountPercent: ${NO_DECIMAL}`],
    [SET, discount('""'), 400, EMPTY],
    [SET, discount("null"), 400, EMPTY],
    [SET, '{"provider":"x"}', 400, EMPTY],
    [SET, discount("true"), 400, `discountPercent: ${NOT_TEXT}`],
    [SET, discount("[5]"), 400, `discountPercent: ${NOT_TEXT}`],
    [SET, discount('{"value":"5"}'), 400, `discountPercent: ${NOT_TEXT}`],
    [SET, discount('5,"discountPercent":6'), 400, "body: not-json"],
    [SET, margin("1000.1"), 400, "marginPercent: amount-too-large"],
    [SET, margin("-1e-6"), 400, `marginPercent: ${MORE}`],
    [
      SET,
      of('"discountPercent":101,"marginPercent":-1'),
      400,
      `discountPercent: amount-too-large; marginPercent: ${MORE}`,
    ],
    [SET, of('"fixedMarginUsd":"1000000.1"'), 400, "fixedMarginUsd: amount-too-large"],
    [SET, of('"fixedMarginUsd":"0.0000000000001"'), 400, "fixedMarginUsd: amount-too-fine"],
    [SET, '{"discountPercent":"5"}', 400, "provider: missing"],
    [SET, of('"discountPercent":"5"', '""'), 400, "provider: empty-name"],
    [SET, of('"discountPercent":"5"', "7"), 400, "provider: wrong-type"],
    [SET, of('"discountPercent":"5"', '" x"'), 400, "provider: outer-blank"],
    [SET, of('"discountPercent":"5"', String.raw`"a\u0000"`), 400, "provider: unprintable"],
    [SET, of('"discountPercent":"5"', `"${"x".repeat(256)}"`), 400, "provider: too-long"],
    [SET, of('"discountPercent":"5"', '"global"'), 400, "discountPercent: discount-for-all"],
    [SET, from('"tomorrow"'), 400, INSTANT],
    [SET, from('"2026-01-31"'), 400, INSTANT],
    [SET, from('"2026-02-30T00:00:00Z"'), 400, INSTANT],
    [SET, from('"2026-01-31T09:30:00"'), 400, INSTANT],
    [SET, from('"1969-12-31T00:00:00Z"'), 400, "effectiveFrom: year-too-early"],
    [SET, from('"2026-01-31T09:30:00+15:00"'), 400, "effectiveFrom: offset-too-far"],
    [SET, from("1767225600"), 400, INSTANT],
    [SET, of('"discountPercent":"5","percent":"5"'), 400, `percent: ${UNKNOWN}`],
    [SET, of('"discountPercent":"5","dryRun":true'), 400, `dryRun: ${UNKNOWN}`],
    [SET, of('"discountPercent":"5","__proto__":{"a":1}'), 400, `__proto__: ${UNKNOWN}`],
    [SET, of(String.raw`"discountPercent":"5","reason":"a\u0000"`), 400, "reason: unprintable"],
    [SET, of(`"discountPercent":"5","reason":"${"x".repeat(501)}"`), 400, "reason: too-long"],
    [SET, replacing('"soon"'), 400, NO_ID],
    [SET, replacing("1"), 400, NO_ID],
    [SET, replacing('"999"'), 412, MOVED],
    [SET, replacing("null"), 412, MOVED],
    [SET, of('"discountPercent":"5"', '"standing"'), 428, EXISTS],
    [SET, undefined, 400, "body: missing"],
    [SET, "", 400, "body: missing"],
    [SET, "[]", 400, "body: wrong-type"],
    [SET, "{broken", 400, "body: not-json"],
    [`${SET}?dryRun=yes`, discount("5"), 400, ONCE],
    [`${SET}?dryRun=true&dryRun=true`, discount("5"), 400, ONCE],
    [`${SET}?dryrun=true`, discount("5"), 400, `dryrun: ${UNKNOWN}`],
    [`${SET}?dryRun=true`, discount("101"), 400, "discountPercent: amount-too-large"],
    [`${SET}?dryRun=true`, replacing('"999"'), 412, MOVED],
    [END, '{"provider":"nobody"}', 404, "NOT_FOUND"],
    [END, '{"provider":"standing"}', 428, EXISTS],
    [END, '{"provider":"standing","replaces":"999"}', 412, MOVED],
    [END, '{"provider":"standing","discountPercent":"5"}', 400, `discountPercent: ${UNKNOWN}`],
    [END, '{"provider":"standing","effectiveFrom":"soon"}', 400, INSTANT],
    [END, "{}", 400, "provider: missing"],
    [`${END}?dryRun=true`, '{"provider":"nobody"}', 404, "NOT_FOUND"],
    [`${END}?force=true`, '{"provider":"standing"}', 400, `force: ${UNKNOWN}`],
    ["GET /api/adjustments?provider=x", undefined, 400, `provider: ${UNKNOWN}`],
    ["PUT /api/adjustments", discount("5"), 405, "METHOD_NOT_ALLOWED"],
    ["GET /api/adjustments/x", undefined, 404, "NOT_FOUND"],
  ])("%s %s", async (call, body, status, refused) => {
    const before = await traces();
    const answer = await send(call, body);
    expect(answer.refused).toBe(refused);
    expect(answer.status).toBe(status);
    expect(await traces()).toEqual(before);
  });

  it.each([
    ["text/html", 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
    ["application/x-www-form-urlencoded", 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
    ["", 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
    ["text/csv", 400, "body: not-json"],
    ["application/json; charset=utf-16", 400, "Content-Type: other-charset"],
  ])("the content type %j", async (type, status, refused) => {
    const before = await traces();
    const answer = await send(SET, type === "text/csv" ? "provider,discountPercent\nx,5" : discount("5"), { type });
    expect(answer).toMatchObject({ status, refused });
    expect(await traces()).toEqual(before);
  });

  it.each([SET, `${SET}?dryRun=true`, END, `${END}?dryRun=true`])("%s with a key that only reads", async (call) => {
    const before = await traces();
    expect(await send(call, discount("5"), { headers: reader })).toMatchObject({ status: 403 });
    expect(await traces()).toEqual(before);
  });
});
