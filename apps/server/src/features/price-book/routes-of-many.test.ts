/** REST calls that change many prices at once. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "#server/http/app";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { findPrice } from "#server/entries/rows";
import { createPrice } from "./save-price";

let test: TestContext;
let app: FastifyInstance;
let admin: string;
let reader: string;

beforeAll(async () => {
  test = await createTestContext();
  app = await createApp(test.services);
  [admin, reader] = [await test.keyFor("admin"), await test.keyFor("read")];
});

afterAll(async () => {
  await app.close();
  await test.close();
});

async function call(method: "GET" | "POST", url: string, payload?: object, as = admin) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${as}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, json: answer.json() };
}

const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;

describe("POST /api/prices/bulk", () => {
  const bulk = (path: string, body: object, as?: string) => call("POST", `/api/prices/bulk${path}`, body, as);
  const change = { kind: "set", prices: { inputPer1M: "4" } };

  it("previews with a reading key, writes with an admin's, as one batch", async () => {
    await createPrice(test.ctx, { model: "bulk-rest", input: { provider: "acme", inputPer1M: "3" } });
    const rows = [{ model: "bulk-rest", version: 1 }];
    const shown = await bulk("/preview", { change, rows }, reader);
    expect(shown).toMatchObject({ status: 200, json: { counts: { changed: 1 }, rows: [{ outcome: "changed" }] } });
    expect((await bulk("", { name: "by key", change, rows }, reader)).status).toBe(403);
    const effectiveFrom = "2099-01-01T00:00:00+02:00";
    const done = await bulk("", { name: "by key", change, rows, effectiveFrom });
    expect(done).toMatchObject({ status: 200, json: { batchId: expect.any(String), counts: { changed: 1 } } });
    expect(await view("bulk-rest")).toMatchObject({ inputPer1M: "3", version: 2 });
    expect((await bulk("", { name: "by key", change, rows })).status).toBe(412);
  });

  it.each([
    [{ change, rows: [] }, "Select at least one entry"],
    [{ change: { kind: "set", prices: {} }, rows: [{ model: "a", version: 1 }] }, "names no price"],
    [{ change: { kind: "halve" }, rows: [{ model: "a", version: 1 }] }, "change"],
    [{ change, rows: [{ model: "a", version: 1 }], effectiveFrom: "tomorrow" }, "ISO 8601"],
    [{ change: { kind: "multiply", factor: "0" }, rows: [{ model: "a", version: 1 }] }, "above 0"],
  ])("refuses %j with a sentence", async (body, sentence) => {
    const answer = await bulk("/preview", body);
    expect(answer.status).toBe(400);
    expect(answer.json.error.message).toContain(sentence);
  });
});

describe("findings by REST", () => {
  const listed = async (code: string) =>
    (await call("GET", `/api/price-findings?code=${code}`, undefined, reader)).json;

  it("are listed by kind, previewed with a reading key and applied with an admin's, as one batch", async () => {
    for (const model of ["swap-a", "swap-b"]) {
      await createPrice(test.ctx, { model, input: { provider: "acme", inputPer1M: "9", outputPer1M: "3" } });
    }
    const { findings } = await listed("output-cheaper-than-input");
    expect(findings).toMatchObject([{ model: "swap-a" }, { model: "swap-b", code: "output-cheaper-than-input" }]);
    const refs = findings.map(({ findingId, model, version }: Record<string, unknown>) => ({
      findingId,
      model,
      version,
    }));
    const shown = await call("POST", "/api/price-findings/preview", { findings: refs }, reader);
    expect(shown).toMatchObject({ status: 200, json: { counts: { changed: 2 } } });
    const body = { name: "swapped", findings: refs };
    expect((await call("POST", "/api/price-findings/apply", body, reader)).status).toBe(403);
    const done = await call("POST", "/api/price-findings/apply", body);
    expect(done).toMatchObject({ status: 200, json: { batchId: expect.any(String), counts: { changed: 2 } } });
    expect(await view("swap-a")).toMatchObject({ inputPer1M: "3", outputPer1M: "9" });
    const again = await call("POST", "/api/price-findings/apply", body);
    expect(again).toMatchObject({ status: 400, json: { error: { message: expect.stringContaining("settled") } } });
  });

  it("say which kinds there are", async () => {
    expect((await listed("typo")).error.message).toContain("It is one of normalised-key-clash,");
  });
});
