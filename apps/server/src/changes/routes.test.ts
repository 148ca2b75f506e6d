/** One REST call for every change of many prices, whatever it comes from. */
import { fieldProblem } from "@ratecard/contract";
import { LINT_CODES } from "@ratecard/pricing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPrice } from "#server/entries/rows";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";
import { refusalOf } from "#server/testing/refusal-of";

let test: TestApp;
let keys: Readonly<Record<"admin" | "read", Readonly<Record<string, string>>>>;
beforeAll(async () => {
  test = await createTestApp();
  keys = { admin: await test.keyWith("admin"), read: await test.keyWith("read") };
  for (const model of ["bulk-rest", "swap-a", "swap-b"]) {
    const payload = { provider: "acme", inputPer1M: "9", outputPer1M: model.startsWith("swap") ? "3" : "18" };
    await test.app.inject({ method: "PUT", url: `/api/prices/${model}`, headers: keys.admin, payload });
  }
});
afterAll(() => test.close());

async function change(query: string, payload: unknown, as: keyof typeof keys = "admin") {
  const answer = await test.app.inject({
    method: "POST",
    url: `/api/price-changes${query}`,
    headers: { ...keys[as], ...(payload !== undefined && { "content-type": "application/json" }) },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  });
  return { status: answer.statusCode, json: answer.json() };
}

type Row = Readonly<{ model: string; seen: string | null }>;
const seenOf = (rows: readonly Row[]) => rows.flatMap(({ model, seen }) => (seen === null ? [] : [{ model, seen }]));
const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;

const SET = { kind: "set", prices: { inputPer1M: "4" } };
const BULK = { kind: "bulk-edit", change: SET, models: ["bulk-rest"] };
const along = (change: object, bringAlong: unknown) => ({ source: { ...BULK, change: { ...change, bringAlong } } });

describe("POST /api/price-changes", () => {
  it("answers the rows in a dry run, and writes those that are sent back, from their date, as one batch", async () => {
    const effectiveFrom = "2099-01-01T00:00:00+02:00";
    const dry = await change("?dryRun=true", { source: BULK, effectiveFrom });
    expect(dry).toMatchObject({
      status: 200,
      json: { kind: "bulk-edit", batchId: null, counts: { changed: 1 }, impact: { requests: 0 } },
    });
    expect(await view("bulk-rest")).toMatchObject({ inputPer1M: "9", version: 1 });
    const order = { source: BULK, effectiveFrom, name: "From a script", reason: "agreed", rows: seenOf(dry.json.rows) };
    const done = await change("", order);
    expect(done).toMatchObject({ status: 200, json: { batchId: expect.any(String), impact: null } });
    expect(await view("bulk-rest")).toMatchObject({
      inputPer1M: "9",
      scheduledFrom: expect.stringContaining("2098-12-31"),
    });
    // Once more it is so already; from another date it is not what was shown.
    expect(await change("", order)).toMatchObject({ status: 200, json: { batchId: null, counts: { same: 1 } } });
    const { effectiveFrom: _, ...now } = order;
    expect((await change("", now)).status).toBe(412);
  });

  it("applies the remedies of many findings, as one batch; once more nothing is left to do", async () => {
    const listed = await test.app.inject({
      url: "/api/price-findings?code=output-cheaper-than-input",
      headers: keys.read,
    });
    const findings = listed
      .json()
      .findings.map(({ findingId, model }: Record<string, unknown>) => ({ findingId, model }));
    const source = { kind: "findings", findings };
    const dry = await change("?dryRun=true", { source });
    expect(dry.json).toMatchObject({ counts: { changed: 2 }, rows: [{ model: "swap-a" }, { model: "swap-b" }] });
    const order = { source, name: "swapped", rows: seenOf(dry.json.rows) };
    expect(await change("", order)).toMatchObject({ status: 200, json: { batchId: expect.any(String) } });
    expect(await view("swap-a")).toMatchObject({ inputPer1M: "3", outputPer1M: "9" });
    expect((await change("?dryRun=true", { source })).json).toMatchObject({
      counts: { refused: 2 },
      rows: [{ refusal: { code: "settled" } }, {}],
    });
  });

  it("is not for keys that only read, not even to look", async () => {
    expect((await change("?dryRun=true", { source: BULK }, "read")).status).toBe(403);
  });

  const gone = [{ model: "gone", seen: "0".repeat(32) }];
  const file = { kind: "file", format: "csv", unit: null };
  it.each<[string, unknown, number, string]>([
    ["", { source: BULK }, 400, "rows: no-rows"],
    ["", undefined, 400, "body: missing"],
    ["", [], 400, "body: wrong-type"],
    ["", { source: BULK, rows: [] }, 400, "rows: empty-list"],
    ["", { source: BULK, rows: [{ model: "bulk-rest", seen: "1" }] }, 400, "rows.0.seen: not-seen"],
    ["", { source: BULK, rows: [...gone, ...gone] }, 400, "rows: repeats"],
    ["", { source: BULK, rows: gone }, 412, "VERSION_MOVED"],
    ["?dryRun=maybe", { source: BULK }, 400, "dryRun: not-a-flag"],
    ["?dryRun=true", { source: BULK, effectiveFrom: "tomorrow" }, 400, "effectiveFrom: not-an-instant"],
    ["?dryRun=true", { source: { kind: "guess" } }, 400, "source.kind: not-one-of"],
    ["?dryRun=true", { source: { ...BULK, models: [] } }, 400, "source.models: empty-list"],
    [
      "?dryRun=true",
      { source: { ...BULK, change: { kind: "set", prices: {} } } },
      400,
      "source.change.prices: names-no-price",
    ],
    ["?dryRun=true", { source: { ...BULK, change: { kind: "halve" } } }, 400, "source.change.kind: not-taken"],
    [
      "?dryRun=true",
      { source: { ...BULK, change: { kind: "multiply", factor: "0" } } },
      400,
      "change.factor: not-a-factor",
    ],
    ["?dryRun=true", along(SET, ["batch"]), 400, "source.change.bringAlong.0: not-one-of"],
    ["?dryRun=true", along(SET, "cache"), 400, "source.change.bringAlong: not-price-groups"],
    ["?dryRun=true", along(SET, ["cache", "cache"]), 400, "source.change.bringAlong: repeats"],
    [
      "?dryRun=true",
      along({ kind: "set", prices: { cacheReadPer1M: "1", inputPer1M: null } }, ["cache"]),
      400,
      "source.change.bringAlong: nothing-to-follow",
    ],
    [
      "?dryRun=true",
      { source: { kind: "custom-names", choices: [{ model: "a", base: { model: "b" } }] } },
      400,
      "choices.a: not-a-custom-name",
    ],
    ["?dryRun=true", { source: { kind: "provider-prices", choices: [] } }, 400, "source.choices: unknown-field"],
    ["?dryRun=true", { source: { kind: "revert", batchId: crypto.randomUUID() } }, 404, "NOT_FOUND"],
    [
      "?dryRun=true",
      { source: { kind: "findings", findings: [{ findingId: "x", model: "a" }] } },
      400,
      "source.findings.0.findingId: not-an-id",
    ],
    ["", { source: { ...file, text: "model,In\na,1\n" }, rows: gone }, 400, "unit: unit-unknown"],
  ])("refuses %s %j with %i: %s", async (query, body, status, refused) => {
    const answer = await change(query, body);
    expect([answer.status, refusalOf(answer.json.error)]).toEqual([status, refused]);
  });
});

it("findings are listed by kind, and say which kinds there are", async () => {
  const { statusCode, json } = await test.app.inject({ url: "/api/price-findings?code=typo", headers: keys.read });
  expect(statusCode).toBe(400);
  expect(json().error.details.issues).toEqual([fieldProblem("code", "not-one-of", { options: LINT_CODES })]);
});
