/** Twenty edits at once, of one entry and of many: none waits for a connection that another one holds, nor does anything else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";

const EDITS = 24;

let test: TestApp;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  test = await createTestApp();
  headers = await test.keyWith("ingest", "read", "admin");
  for (const model of ["one", ...models]) expect((await put(model, 1)).statusCode).toBe(201);
});
afterAll(() => test.close());

const models = Array.from({ length: EDITS }, (_, at) => `edited-${at}`);
const put = (model: string, price: number, version?: number) =>
  test.app.inject({
    method: "PUT",
    url: `/api/prices/${model}`,
    headers: { ...headers, ...(version !== undefined && { "if-match": `"${version}"` }) },
    payload: { provider: "house", inputPer1M: String(price) },
  });

const doubled = (of: readonly string[]) => ({
  kind: "bulk-edit",
  change: { kind: "multiply", factor: "2" },
  models: of,
});

/** Intake, health, a page and a preview, all the while. */
const others = () =>
  ["a", "b", "c"].flatMap((name) => [
    test.app.inject({
      method: "POST",
      url: "/api/usage",
      headers,
      payload: { events: [{ requestId: `${name}-${crypto.randomUUID()}`, model: "one", promptTokens: 5 }] },
    }),
    test.app.inject({ method: "GET", url: "/health/ready" }),
    test.app.inject({ method: "GET", url: "/api/admin/analytics", headers }),
    test.app.inject({
      method: "POST",
      url: "/api/price-changes?dryRun=true",
      headers,
      payload: { source: doubled(["one"]) },
    }),
  ]);

const statuses = (answers: readonly { statusCode: number }[]) =>
  answers.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other);
const times = (count: number, status: number) => Array.from({ length: count }, () => status);

it("of one entry: one is taken, the others are shown what it says now", async () => {
  const edits = Array.from({ length: EDITS }, (_, at) => put("one", at + 2, 1));
  const [edited, seen] = await Promise.all([Promise.all(edits), Promise.all(others())]);
  expect(statuses(edited)).toEqual([200, ...times(EDITS - 1, 412)]);
  expect(statuses(seen).filter((status) => status >= 500)).toEqual([]);
  const late = edited.find(({ statusCode }) => statusCode === 412);
  expect(late?.json().error.details.current.version).toBe(2);
});

it("of as many entries: all are taken", async () => {
  const edits = models.map((model, at) => put(model, at + 2, 1));
  const [edited, seen] = await Promise.all([Promise.all(edits), Promise.all(others())]);
  expect(statuses(edited)).toEqual(times(EDITS, 200));
  expect(statuses(seen).filter((status) => status >= 500)).toEqual([]);
});

it("of the same entries in batches, in any order", async () => {
  const inAnyOrder = (from: number) => [...models.slice(from), ...models.slice(0, from)];
  const source = doubled(models);
  const dry = await test.app.inject({
    method: "POST",
    url: "/api/price-changes?dryRun=true",
    headers,
    payload: { source },
  });
  const seen = new Map(dry.json().rows.map((row: { model: string; seen: string }) => [row.model, row.seen]));
  const batches = Array.from({ length: EDITS }, (_, at) =>
    test.app.inject({
      method: "POST",
      url: "/api/price-changes",
      headers,
      payload: {
        source: doubled(inAnyOrder(at)),
        name: `Batch ${at}`,
        rows: inAnyOrder(at).map((model) => ({ model, seen: seen.get(model) })),
      },
    }),
  );
  const edited = await Promise.all(batches);
  expect(statuses(edited)).toEqual([200, ...times(EDITS - 1, 412)]);
});
