import { type AddressInfo, connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "#server/http/app";
import { countRows } from "#server/testing/count-rows";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { refusalOf } from "#server/testing/refusal-of";

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

async function post(url: string, body: unknown, { as = key, type = "application/json" } = {}) {
  const payload = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { authorization: `Bearer ${as}`, "content-type": type };
  const answer = await app.inject({ method: "POST", url, headers, payload });
  return { status: answer.statusCode, json: answer.json(), headers: answer.headers };
}

const event = (requestId: string, more: object = {}) => ({
  requestId,
  model: "nobody-knows",
  promptTokens: 10,
  ...more,
});

describe("POST /api/usage", () => {
  it("answers each item in its order; a bad one does not hold up the others", async () => {
    const first = await post("/api/usage", { events: [event("a")] });
    expect(first).toMatchObject({
      status: 200,
      json: {
        received: 1,
        accepted: 1,
        duplicate: 0,
        quarantined: 0,
        results: [{ requestId: "a", status: "accepted", costUsd: "0.005", pricingSource: "default" }],
      },
    });
    const bad = event("bad", { promptTokens: -1, messages: [{ content: "secret" }] });
    const { status, json } = await post("/api/usage", { events: [event("b"), bad, event("a"), 7, { requestId: "c" }] });
    expect(status).toBe(200);
    expect(json).toMatchObject({ received: 5, accepted: 1, duplicate: 1, quarantined: 3 });
    expect(json.results.map((item: { requestId: string; status: string }) => [item.requestId, item.status])).toEqual([
      ["b", "accepted"],
      ["bad", "quarantined"],
      ["a", "duplicate"],
      [null, "quarantined"],
      ["c", "quarantined"],
    ]);
    expect(json.results[4]).toMatchObject({ field: "model", code: "missing" });
    const { rows } = await test.database.pool.query(
      "SELECT payload::text FROM usage_quarantine WHERE request_id = 'bad'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].payload).not.toContain("secret");
  });

  it.each([
    ["no JSON", "{", "body: not-json-at"],
    ["a list", "[]", "body: not-a-batch"],
    ["no events", { events: [] }, "events: empty-list"],
    ["1,001 events", { events: Array.from({ length: 1001 }, () => 0) }, "events: too-many"],
    ["something beside the events", { events: [event("x")], dryRun: true }, "dryRun: unknown-field"],
  ])("%s is no batch and is refused whole", async (_name, body, refused) => {
    const { status, json } = await post("/api/usage", body);
    expect(status).toBe(400);
    expect(refusalOf(json.error)).toBe(refused);
  });

  it.each(["units", "tokenSource"])(
    "%s with a name that PostgreSQL cannot store does not hold up the others of its call",
    async (field) => {
      const bad = [
        event(`${field} NUL`, { [field]: { "\0": 1 } }),
        event(`${field} half`, { [field]: { "\ud800": 1 } }),
      ];
      const { status, json } = await post("/api/usage", { events: [...bad, event(`beside ${field}`)] });
      expect(status).toBe(200);
      expect(json).toMatchObject({ received: 3, accepted: 1, quarantined: 2 });
    },
  );

  it("needs a key that may ingest, and writes nothing without one", async () => {
    const body = { events: [event("forbidden")] };
    expect(await post("/api/usage", body, { as: "wrong" })).toMatchObject({ status: 401 });
    expect(await post("/api/usage", body, { as: await test.keyFor("read") })).toMatchObject({ status: 403 });
    expect((await test.database.pool.query("SELECT FROM usage_keys WHERE request_id = 'forbidden'")).rows).toEqual([]);
  });

  it("ids are the key name's own: a new key of the same name goes on where the old one stopped", async () => {
    await post("/api/usage", { events: [event("rotated")] });
    const renewed = await test.keyFor("ingest");
    expect(await post("/api/usage", { events: [event("rotated")] }, { as: renewed })).toMatchObject({
      json: { duplicate: 1 },
    });
  });
});

describe("POST /api/usage/litellm", () => {
  const payload = (id: string, more: object = {}) => ({
    id,
    model: "openai/gpt-4o",
    model_group: "my-chatbot",
    custom_llm_provider: "openai",
    status: "success",
    startTime: Date.now() / 1000,
    response_cost: 0.000_225,
    messages: [{ role: "user", content: "secret" }],
    response: { choices: [{ message: { content: "secret" } }] },
    metadata: { usage_object: { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 } },
    ...more,
  });

  it("takes an array, NDJSON sent as application/json, and a single payload; null items and broken lines stand for themselves", async () => {
    expect(await post("/api/usage/litellm", [payload("l1"), null])).toMatchObject({
      status: 200,
      json: { accepted: 1, quarantined: 1 },
    });
    const lines = [JSON.stringify(payload("l2")), "{cut off", JSON.stringify(payload("l1"))].join("\n");
    expect((await post("/api/usage/litellm", lines)).json.results).toMatchObject([
      { requestId: "l2", status: "accepted" },
      { requestId: null, status: "quarantined" },
      { requestId: "l1", status: "quarantined", field: "requestId", code: "other-content" },
    ]);
    expect(await post("/api/usage/litellm", payload("l3", { cache_hit: true }))).toMatchObject({
      json: { results: [{ costUsd: "0", pricingSource: "none" }] },
    });
  });

  it("stores the sent name, the served one beside it, LiteLLM's own cost, and no message", async () => {
    await post("/api/usage/litellm", payload("stored"));
    const { rows } = await test.database.pool.query("SELECT * FROM usage_logs WHERE request_id = 'stored'");
    expect(rows[0]).toMatchObject({
      model: "my-chatbot",
      served_model: "openai/gpt-4o",
      prompt_tokens: "10",
      completion_tokens: "20",
      reported_cost_usd: "0.000225000000",
      pricing_source: "default",
    });
    expect(JSON.stringify(rows[0])).not.toContain("secret");
  });

  it("calls that failed before a model was chosen are counted and settled, not left to worry about", async () => {
    const early = payload("early", { model: "", model_group: "", status: "failure", metadata: { usage_object: {} } });
    expect((await post("/api/usage/litellm", early)).json.results).toMatchObject([
      { status: "quarantined", code: "call-failed-early" },
    ]);
    const { rows } = await test.database.pool.query(
      "SELECT resolved_at IS NOT NULL AS settled FROM usage_quarantine WHERE request_id = 'early'",
    );
    expect(rows).toEqual([{ settled: true }]);
  });

  it.each(["", "[]", "[", "3", '"text"', "{broken", "a\nb", "null"])("%j is no batch", async (body) => {
    expect(await post("/api/usage/litellm", body)).toMatchObject({ status: 400 });
  });

  it("NaN is an absent number, and one broken item, wherever it stands, loses none of the others", async () => {
    const text = (id: string, more: object = {}) => JSON.stringify(payload(id, more));
    const notANumber = text("n1")
      .replace("0.000225", "NaN")
      .replace('"completion_tokens":20', '"completion_tokens":Infinity');
    const twice = text("n2").replace('"prompt_tokens":10', '"prompt_tokens":10,"prompt_tokens":11');
    const body = `[${notANumber},${twice},{"id":"n3","model":x},${text("n4")},{"id":"n5","model_group":"m","messages":[{"content":"secret`;
    const { status, json } = await post("/api/usage/litellm", body);
    expect({ status, ...json }).toMatchObject({ status: 200, received: 5, accepted: 2, quarantined: 3 });
    expect(json.results).toMatchObject([
      { requestId: "n1", status: "accepted" },
      { requestId: "n2", field: "prompt_tokens", code: "given-twice" },
      { requestId: "n3", code: "not-json-at" },
      { requestId: "n4", status: "accepted" },
      { requestId: "n5", code: "cut-off" },
    ]);
    const { rows } = await test.database.pool.query(
      "SELECT reported_cost_usd, completion_tokens FROM usage_logs WHERE request_id = 'n1'",
    );
    // The total tells what the completion was.
    expect(rows).toEqual([{ reported_cost_usd: null, completion_tokens: "20" }]);
    const kept = await test.database.pool.query("SELECT reason || payload::text AS kept FROM usage_quarantine");
    expect(kept.rows.map((row) => row.kept).join()).not.toContain("secret");
  });

  it("sent again after it was cut off, what was taken counts once", async () => {
    const whole = JSON.stringify([payload("c1"), payload("c2")]);
    expect((await post("/api/usage/litellm", whole.slice(0, -300))).json).toMatchObject({
      accepted: 1,
      quarantined: 1,
    });
    expect((await post("/api/usage/litellm", whole)).json).toMatchObject({ accepted: 1, duplicate: 1 });
  });

  it("a dry run says the same and writes nothing", async () => {
    const before = await countRows(test.database);
    const body = `[${JSON.stringify(payload("dry"))}, {"id": x}]`;
    const dry = await post("/api/usage/litellm?dryRun=true", body);
    expect(dry.json).toMatchObject({ received: 2, accepted: 1, quarantined: 1, results: [{ requestId: "dry" }, {}] });
    expect(await countRows(test.database)).toEqual(before);
    expect((await post("/api/usage/litellm", body)).json).toEqual(dry.json);
  });

  it("gzip is read as what it holds; a body that is none is refused", async () => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", "content-encoding": "gzip" };
    const inject = (packed: Buffer) =>
      app.inject({ method: "POST", url: "/api/usage/litellm", headers, payload: packed });
    expect((await inject(gzipSync(JSON.stringify([payload("packed")])))).json()).toMatchObject({ accepted: 1 });
    expect(await inject(Buffer.from("no gzip"))).toMatchObject({ statusCode: 400 });
    // 70 MB that take 70 KB on the way.
    expect(await inject(gzipSync(Buffer.alloc(70 * 1024 * 1024, " ")))).toMatchObject({ statusCode: 413 });
  });
});

describe("a body on a real socket", () => {
  const GOOD = JSON.stringify({ requestId: "socket", model: "m" });
  const answerTo = (send: (socket: Socket) => void): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = app.server.address() as AddressInfo;
      const socket = connect(port, "127.0.0.1", () => send(socket));
      let answer = "";
      socket.on("data", (chunk) => {
        answer += String(chunk);
        if (/^\{.*\}/m.test(answer)) socket.end();
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  const head = (more: string) =>
    `POST /api/usage HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n${more}\r\n\r\n`;
  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

  beforeAll(() => app.listen({ port: 0, host: "127.0.0.1" }));

  it("may come in any chunks, without a length", async () => {
    const answer = await answerTo((socket) => {
      socket.write(head("Transfer-Encoding: chunked") + chunk('{"events":['));
      for (const letter of `${GOOD}]}`) socket.write(chunk(letter));
      socket.write("0\r\n\r\n");
    });
    expect(answer).toContain('"accepted":1');
  });

  it("is refused once it is too long, however much of it is still to come", async () => {
    const answer = await answerTo((socket) => {
      socket.write(head("Transfer-Encoding: chunked") + chunk(`{"events":[${GOOD}]}`));
      for (let sent = 0; sent <= 10; sent += 1) socket.write(chunk(" ".repeat(1024 * 1024)));
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer.toLowerCase()).toContain("connection: close");
  });

  it("that a client leaves in the middle books nothing", async () => {
    const before = await countRows(test.database);
    await answerTo((socket) => {
      socket.write(head("Content-Length: 5000") + `{"events":[{"requestId":"left","model":"m"},`);
      setTimeout(() => socket.destroy(), 50);
    });
    // What comes next on the same server is answered, and nothing was written meanwhile.
    expect(await post("/api/usage?dryRun=true", { events: [event("next")] })).toMatchObject({ status: 200 });
    expect(await countRows(test.database)).toEqual(before);
  });

  it("is read to its end before a refusal that did not need it, so that the sender sees the answer", async () => {
    const answer = await answerTo((socket) => {
      const body = `{"events":[${GOOD}]}${" ".repeat(5 * 1024 * 1024)}`;
      socket.write(head(`Content-Length: ${body.length}`).replace("/api/usage ", "/api/usage?x=1 ") + body);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain("is not known here");
  });
});

it("received = accepted + duplicate + quarantined, over everything above", async () => {
  const { rows } = await test.database.pool.query(
    `SELECT sum(accepted)::int = (SELECT count(*) FROM usage_logs) AS ledger,
       sum(quarantined)::int = (SELECT count(*) FROM usage_quarantine) AS quarantine,
       sum(received) = sum(accepted + duplicate + quarantined) AS total FROM intake_counts`,
  );
  expect(rows).toEqual([{ ledger: true, quarantine: true, total: true }]);
});
