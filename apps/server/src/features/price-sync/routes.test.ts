import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "#server/http/app";
import { openSyncTest, type SyncTest } from "./testing/open-sync-test";

let test: SyncTest;
let app: FastifyInstance;
let key: string;
beforeAll(async () => {
  test = await openSyncTest();
  app = await createApp(test.services);
  key = await test.keyFor("admin");
  await test.catalogue({ "gpt-4o": [2.5e-6, 1e-5, "openai"] });
  await test.map("bot>gpt-4o");
});
afterAll(async () => {
  await app.close();
  await test.close();
});

async function post(path: string, body?: unknown, as = key) {
  const answer = await app.inject({
    method: "POST",
    url: `/api/prices/sync/${path}`,
    headers: { authorization: `Bearer ${as}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, json: answer.json() };
}

describe("POST /api/prices/sync/{providers,custom}", () => {
  it("answers the rows in a dry run, and writes those that are sent back", async () => {
    const dry = await post("custom?dryRun=true");
    expect(dry).toMatchObject({ status: 200, json: { kind: "custom", taken: 1, counts: { added: 1 } } });
    expect(await test.entry("bot")).toBeUndefined();
    const rows = [{ model: "bot", seen: dry.json.rows[0].seen }];
    const written = await post("custom", { rows, name: "From a script" });
    expect(written).toMatchObject({ status: 200, json: { batchId: expect.any(String), counts: { added: 1 } } });
    expect(await test.entry("bot")).toMatchObject({ copied_from: "gpt-4o" });
    expect(await post("custom", { rows })).toMatchObject({ status: 200, json: { batchId: null, counts: { same: 1 } } });
    expect(await post("providers?dryRun=true", {})).toMatchObject({ status: 200, json: { kind: "providers" } });
  });

  it.each<[string, unknown, number, RegExp]>([
    ["custom", undefined, 400, /rows: is missing\. Preview first/],
    ["custom", [], 400, /must be an object/],
    ["custom", { rows: [] }, 400, /rows: is empty/],
    ["custom", { rows: [{ model: "bot", seen: "1" }] }, 400, /seen: is not what a preview said/],
    ["custom", { rows: [{ model: "gone", seen: "0".repeat(32) }] }, 412, /Someone changed the price.*gone/],
    ["custom?dryRun=maybe", {}, 400, /dryRun: must be true or false/],
    ["custom?dryRun=true", { effectiveFrom: "tomorrow" }, 400, /effectiveFrom: must be ISO 8601/],
    ["custom?dryRun=true", { choices: [{ model: "bot", base: { model: "gpt-9" } }] }, 400, /bot: has no such model/],
    ["providers?dryRun=true", { choices: [{ model: "bot", base: { model: "x" } }] }, 400, /only custom names/],
  ])("refuses %s %j with %i", async (path, body, status, sentence) => {
    const answer = await post(path, body);
    expect([answer.status, answer.json.error.message]).toEqual([status, expect.stringMatching(sentence)]);
  });

  it("is not for keys that only read", async () => {
    expect(await post("custom?dryRun=true", {}, await test.keyFor("read"))).toMatchObject({ status: 403 });
  });
});
