import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "#server/http/app";
import { countRows } from "#server/testing/count-rows";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { fieldsOfMessage, messagesIn, textIn } from "./protobuf-fields";
import { readProtobufRecording, readRecording, RECORDINGS } from "./testing/recordings";
import { chat, type MadeSpan, tracesOf } from "./testing/spans";

let test: TestContext;
let app: FastifyInstance;
let key: string;

beforeAll(async () => {
  test = await createTestContext();
  app = await createApp(test.services);
  key = await test.keyFor("ingest");
});

afterAll(async () => {
  await app.close();
  await test.close();
});

const JSON_TYPE = "application/json";
const PROTOBUF = "application/x-protobuf";

type Sending = Readonly<{ as?: string | null; type?: string; encoding?: string }>;

async function send(body: object | string | Buffer, { as = key, type = JSON_TYPE, encoding }: Sending = {}) {
  const payload = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const headers = {
    ...(as !== null && { authorization: `Bearer ${as}` }),
    "content-type": type,
    ...(encoding !== undefined && { "content-encoding": encoding }),
  };
  const answer = await app.inject({ method: "POST", url: "/v1/traces", headers, payload });
  return {
    status: answer.statusCode,
    type: String(answer.headers["content-type"]),
    bytes: answer.rawPayload,
    json: () => answer.json(),
  };
}

const rows = async (sql: string, values: unknown[] = []) => (await test.database.pool.query(sql, values)).rows;

describe("what real emitters send", () => {
  it.each(RECORDINGS)("%s: every call once, however often it is sent", async (name) => {
    const { bodies, upstream } = readRecording(name);
    const before = await countRows(test.database);
    for (const body of [...bodies, ...bodies]) {
      expect(await send(body)).toMatchObject({ status: 200, type: expect.stringContaining(JSON_TYPE) });
    }
    const after = await countRows(test.database);
    const booked = Number(after.usage_logs) - Number(before.usage_logs);
    expect({ booked, quarantined: after.usage_quarantine }).toEqual({
      booked: upstream.length,
      quarantined: before.usage_quarantine,
    });
  });
});

describe("a body", () => {
  it("may be protobuf, and packed; the answer is in the same encoding", async () => {
    const before = await countRows(test.database);
    const packed = gzipSync(readProtobufRecording());
    const answer = await send(packed, { type: PROTOBUF, encoding: "gzip" });
    // Both were sent as JSON above.
    expect(answer).toMatchObject({ status: 200, type: PROTOBUF, bytes: Buffer.alloc(0) });
    expect(await countRows(test.database)).toEqual(before);
  });

  it("without a call of a model is taken and ignored", async () => {
    const before = await countRows(test.database);
    const spans: MadeSpan[] = [
      { attributes: { "http.request.method": "GET" } },
      { attributes: { "db.system": "postgresql" } },
    ];
    for (const body of [tracesOf(spans), {}, { resourceSpans: [] }, { resourceSpans: null, later: 1 }]) {
      expect((await send(body)).json()).toEqual({});
    }
    expect(await send(Buffer.alloc(0), { type: PROTOBUF })).toMatchObject({ status: 200 });
    expect(await countRows(test.database)).toEqual(before);
  });

  it("names the calls that could not be taken, and takes the others", async () => {
    const spans = [
      { attributes: chat("partial-1") },
      { attributes: chat("partial-2", { "gen_ai.usage.input_tokens": 1.5 }) },
    ];
    expect((await send(tracesOf(spans))).json()).toEqual({
      partialSuccess: {
        rejectedSpans: "1",
        errorMessage: expect.stringMatching(/^promptTokens: must be a whole number of tokens/),
      },
    });
    expect(await rows("SELECT request_id FROM usage_logs WHERE request_id LIKE 'partial-%'")).toEqual([
      { request_id: "partial-1" },
    ]);
  });

  it("that tells of booked calls more finely needs no other right than to report", async () => {
    const coarse = { scope: "a", attributes: chat("finer-1") };
    const fine = { scope: "b", attributes: chat("finer-1", { "gen_ai.usage.cache_read.input_tokens": 90 }) };
    for (const span of [coarse, fine, coarse]) expect((await send(tracesOf([span]))).json()).toEqual({});
    expect(await rows("SELECT cache_read_tokens::int AS cached FROM usage_logs WHERE request_id = 'finer-1'")).toEqual([
      { cached: 90 },
    ]);
    expect(await rows("SELECT actor FROM audit_log WHERE action = 'quarantine.take-later'")).toHaveLength(1);
  });

  it.each<[what: string, wrong: object]>([
    ["a trace that PostgreSQL cannot store", { traceId: "\0" }],
    ["an id of 5,000 characters", { spanId: "f".repeat(5000) }],
    ["a time that is an object", { startTimeUnixNano: { toString: 1 } }],
    ["a time that no clock shows", { startTimeUnixNano: 1e300, endTimeUnixNano: "-9e30" }],
  ])("with %s is one whose span does not tell it, and loses no other", async (what, wrong) => {
    const body = tracesOf([{ attributes: chat(`odd ${what}`) }, { attributes: chat(`beside ${what}`) }]);
    Object.assign(body.resourceSpans[0]?.scopeSpans[0]?.spans[0] ?? {}, wrong);
    expect((await send(body)).json()).toEqual({});
    expect(await rows("SELECT FROM usage_logs WHERE request_id LIKE '%' || $1", [what])).toHaveLength(2);
  });

  it.each<[what: string, body: string, sending: Sending, status: number, code: number, message: RegExp]>([
    ["no JSON", "{broken", {}, 400, 3, /^body: is not valid JSON/],
    ["a list", "[]", {}, 400, 3, /^body: is no object/],
    ["text", '"x"', {}, 400, 3, /^body: is no object/],
    ["resourceSpans of another kind", '{"resourceSpans":{}}', {}, 400, 3, /resourceSpans must be a list/],
    ["no gzip", "no gzip", { encoding: "gzip" }, 400, 3, /not packed as Content-Encoding says/],
    ["another encoding", "x", { encoding: "zstd" }, 415, 3, /Content-Encoding is not read here/],
    ["another type", "x", { type: "text/csv" }, 415, 3, /content type is not read here/],
    ["nobody", "{}", { as: null }, 401, 16, /not signed in/],
    ["a key that is none", "{}", { as: "x".repeat(40) }, 401, 16, /not signed in/],
  ])("%s is refused as the protocol says", async (_, body, sending, status, code, message) => {
    const answer = await send(body, sending);
    expect(answer).toMatchObject({ status, type: expect.stringContaining(JSON_TYPE) });
    expect(answer.json()).toEqual({ code, message: expect.stringMatching(message) });
  });

  it("needs a key that may report usage", async () => {
    const reader = await test.keyFor("read");
    const answer = await send("{}", { as: reader });
    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ code: 7, message: expect.stringContaining("usage:ingest") });
  });

  it("in protobuf is refused in protobuf", async () => {
    const answer = await send(Buffer.from("0a ff ff not protobuf", "latin1"), { type: PROTOBUF });
    expect(answer).toMatchObject({ status: 400, type: PROTOBUF });
    expect(fieldsOfMessage(answer.bytes)).toMatchObject([{ number: 1, integer: 3n }, { number: 2 }]);
    expect(textIn(messagesIn(answer.bytes, 2)[0])).toContain("is no ExportTraceServiceRequest");
  });

  it("is bounded once it is unpacked", async () => {
    // 33 MB that take 33 KB on the way.
    const packed = gzipSync(Buffer.alloc(33 * 1024 * 1024, " "));
    const answer = await send(packed, { encoding: "gzip" });
    expect(answer.status).toBe(413);
    expect(answer.json()).toMatchObject({ code: 3 });
  });
});

it("received = accepted + duplicate + quarantined, over everything above", async () => {
  expect(
    await rows(
      `SELECT sum(accepted)::int = (SELECT count(*) FROM usage_logs) AS ledger,
         sum(quarantined)::int = (SELECT count(*) FROM usage_quarantine) AS quarantine,
         sum(received) = sum(accepted + duplicate + quarantined) AS total FROM intake_counts`,
    ),
  ).toEqual([{ ledger: true, quarantine: true, total: true }]);
});
