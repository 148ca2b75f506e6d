/** A file of usage from its first row to its last: what becomes of each row, a lost answer, two tabs, a second time. */
import { StartUsageImport, type UsageImportRows } from "@ratecard/contract";
import { aUsageEvent } from "@ratecard/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { compareDay } from "#server/ledger/compare-day";
import { refusalOf } from "#server/testing/refusal-of";
import { endUsageImport, listImports, rememberedColumns, startImport, tryRows } from "./imports";
import { refusalsCsv } from "./refusals-csv";
import { takeRows } from "./take-rows";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
});
afterAll(() => test.close());

const file = (gateway: string, more: Partial<StartUsageImport> = {}): StartUsageImport =>
  StartUsageImport.parse({
    gateway,
    fileName: "history.csv",
    fileBytes: 1000,
    fingerprint: "beginning",
    format: "columns",
    names: ["id", "Model"],
    columns: { id: "requestId", Model: "model" },
    instants: [],
    ...more,
  });

const goodRow = (requestId: string) => ({ place: `line ${requestId}`, event: aUsageEvent({ requestId }) });
const send = (id: string, from: number, ...rows: UsageImportRows["rows"]) =>
  takeRows(test.ctx, { id, from, bytesRead: 100, rows });
const refusalCodeOf = (call: Promise<unknown>) =>
  call.then(
    () => "taken",
    (error: unknown) => refusalOf(error as Parameters<typeof refusalOf>[0]),
  );
const counts = async (gateway: string) =>
  (
    await test.database.pool.query(
      `SELECT received::int, accepted::int, duplicate::int, quarantined::int FROM intake_counts WHERE gateway = $1`,
      [gateway],
    )
  ).rows;

describe("an import of usage", () => {
  it("tells each row's end: accepted, duplicate, quarantined, refused with its reason", async () => {
    const { id } = await startImport(test.ctx, file("old"));
    const conflict = { place: "line 4", event: aUsageEvent({ requestId: "a", promptTokens: 7 }) };
    const unreadable = { place: "line 5", problem: { field: "", problem: "has quotes that do not match." } };
    const noModel = { place: "line 6", event: { requestId: "no-model" } };
    const done = await send(id, 0, goodRow("a"), goodRow("b"), goodRow("a"), conflict, unreadable, noModel);
    expect(done).toMatchObject({ rowsDone: 6, accepted: 2, duplicate: 1, quarantined: 1, refused: 2, bytesRead: 100 });
    expect(await counts("old")).toEqual([{ received: 4, accepted: 2, duplicate: 1, quarantined: 1 }]);

    let csv = "";
    for await (const part of await refusalsCsv(test.services, id)) csv += part;
    const [header, ...lines] = csv.trim().split("\n");
    expect(header).toMatch(/^place,outcome,field,problem,requestId,model,/);
    expect(lines.map((line) => line.split(",").slice(0, 3))).toEqual([
      ["line 4", "quarantined", "requestId"],
      ["line 5", "refused", ""],
      ["line 6", "refused", "model"],
    ]);
    const ended = await endUsageImport(test.ctx, id, "done");
    expect(ended).toMatchObject({ state: "done" });
    expect(await endUsageImport(test.ctx, id, "done")).toEqual(ended);
    await expect(endUsageImport(test.ctx, id, "cancelled")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await refusalCodeOf(send(id, 6, goodRow("late")))).toBe("file: import-ended");
  });

  it("goes on where it was: an answer that was lost books nothing twice, another place is refused", async () => {
    const { id } = await startImport(test.ctx, file("cut"));
    await send(id, 0, goodRow("1"), goodRow("2"));
    expect(await send(id, 0, goodRow("1"), goodRow("2"))).toMatchObject({ rowsDone: 2, accepted: 2, duplicate: 0 });
    expect(await refusalCodeOf(send(id, 5, goodRow("9")))).toBe("file: import-elsewhere");
    expect(await startImport(test.ctx, file("cut"))).toMatchObject({ id, rowsDone: 2 });
    expect((await startImport(test.ctx, file("cut", { columns: { id: "requestId", Model: null } }))).id).not.toBe(id);
    await endUsageImport(test.ctx, id, "cancelled");
    expect(await refusalCodeOf(send(id, 2, goodRow("3")))).toBe("file: import-ended");
  });

  it("sent twice at once is taken once, and both are told so", async () => {
    const { id } = await startImport(test.ctx, file("at once"));
    const both = await Promise.all([1, 2].map(() => send(id, 0, goodRow("1"), goodRow("2"))));
    expect(both).toMatchObject([{ accepted: 2, rowsDone: 2 }, { rowsDone: 2 }]);
    expect(await counts("at once")).toEqual([{ received: 2, accepted: 2, duplicate: 0, quarantined: 0 }]);
  });

  it("cancelled while rows are booked counts them: the ledger holds what the import says", async () => {
    const { id } = await startImport(test.ctx, file("cancelled"));
    const rows = Array.from({ length: 500 }, (_, nth) => goodRow(`${nth}`));
    const [told] = await Promise.all([refusalCodeOf(send(id, 0, ...rows)), endUsageImport(test.ctx, id, "cancelled")]);
    const { rowsDone, accepted } = (await listImports(test.services)).find((each) => each.id === id) ?? {};
    const [counted] = await counts("cancelled");
    expect({ told, rowsDone, accepted }).toEqual(
      counted
        ? { told: "taken", rowsDone: 500, accepted: 500 }
        : { told: "file: import-ended", rowsDone: 0, accepted: 0 },
    );
  });

  it("a second time books nothing, and columns are taken as they were before", async () => {
    const first = await startImport(test.ctx, file("twice"));
    await send(first.id, 0, goodRow("x"), goodRow("y"));
    await endUsageImport(test.ctx, first.id, "done");
    const second = await startImport(test.ctx, file("twice"));
    expect(second.id).not.toBe(first.id);
    expect(await send(second.id, 0, goodRow("x"), goodRow("y"))).toMatchObject({ accepted: 0, duplicate: 2 });
    expect(await rememberedColumns(test.services, ["id", "Model"])).toEqual({ id: "requestId", Model: "model" });
    expect(await rememberedColumns(test.services, ["Model"])).toBeNull();
    expect((await listImports(test.services))[0]).toMatchObject({ id: second.id, rowsDone: 2 });
  });

  it("a sum counts as many requests as it is of, each at its fee, and every sum of the ledger agrees", async () => {
    await test.database.pool.query(
      "INSERT INTO model_pricing (model_name, provider, price_per_request) VALUES ('summed', 'acme', 0.5)",
    );
    await test.services.prices.refresh();
    const { id } = await startImport(test.ctx, file("sums"));
    const sum = { ...aUsageEvent({ requestId: "day-1" }), model: "summed", occurredAt: "2026-01-05T12:00:00Z" };
    const rows = [
      { place: "line 2", event: { ...sum, sumOfRequests: 12 } },
      { place: "line 3", event: { ...sum, requestId: "day-2", sumOfRequests: 3, units: { queries: 1 } } },
    ];
    expect(await send(id, 0, ...rows)).toMatchObject({ accepted: 1, refused: 1 });
    const { rows: sums } = await test.database.pool.query(
      "SELECT requests::int, cost_usd::float8 AS cost FROM usage_by_model_day WHERE model = 'summed'",
    );
    expect(sums).toEqual([{ requests: 12, cost: 6 }]);
    expect(await compareDay(test.database.pool, "2026-01-05", { repair: false })).toMatchObject({ count: 0 });
    const changed = { place: "line 2", event: { ...sum, sumOfRequests: 13 } };
    expect(await send(id, 2, changed)).toMatchObject({ accepted: 1, quarantined: 1 });
  });

  it("is tried without writing anything", async () => {
    const answer = await tryRows(test.ctx, { gateway: "tried", events: [aUsageEvent({ requestId: "t" }), {}] });
    expect(answer).toMatchObject({ received: 2, accepted: 1, quarantined: 1 });
    expect(await counts("tried")).toEqual([]);
  });
});
