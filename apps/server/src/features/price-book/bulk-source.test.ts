import type { BulkChange, ChangeSource } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findVersions } from "#server/entries/known-prices";
import { findPrice } from "#server/entries/rows";
import { makeChange, previewChange, writePreviewed } from "#server/testing/changes";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice, editPrice } from "./save-price";

let test: TestContext;

beforeAll(async () => {
  test = await createTestContext();
  await test.database.pool.query(`
    INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, prompt_tokens, completion_tokens, token_source, cost_usd, pricing_source)
    SELECT 'r' || n, 'g', now() - interval '1 day', CASE WHEN n <= 4 THEN 'gpt-a' ELSE 'bot-' || n END, 'openai',
      1000, 500, 'actual', 0.01, 'default' FROM generate_series(1, 6) n;
    INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests, prompt_tokens,
      completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
    SELECT occurred_at::date, model, provider, pricing_source, count(*), 0, 0, 0, 0, 0, 0, 0, sum(cost_usd), sum(cost_usd)
    FROM usage_logs GROUP BY 1, 2, 3, 4;`);
});
afterAll(() => test.close());

const THRESHOLDS = [{ aboveTokens: 200_000, inputPer1M: "6" }];

beforeEach(async () => {
  await test.database.pool.query(`DELETE FROM model_pricing WHERE model_name <> 'default'`);
  await createPrice(test.ctx, {
    model: "gpt-a",
    input: { inputPer1M: "3", outputPer1M: "15", perRequest: "0.01", thresholds: THRESHOLDS, notes: "kept" },
  });
  await createPrice(test.ctx, { model: "bot-*", input: { inputPer1M: "1", outputPer1M: "2", provider: "custom" } });
  await createPrice(test.ctx, { model: "gpt-off", input: { inputPer1M: "1", isActive: false } });
});

const MODELS = ["bot-*", "gpt-a", "gpt-off"];

const source = (change: BulkChange, models: readonly string[] = MODELS): ChangeSource => ({
  kind: "bulk-edit",
  change,
  models: [...models],
});
/** Writes the rows of a preview; held ones only where they are accepted. */
const apply = (change: BulkChange, models?: readonly string[], held: "all" | readonly string[] = []) =>
  makeChange(test.ctx, source(change, models), { name: "spring prices", held });
const preview = (change: BulkChange, models?: readonly string[], effectiveFrom: string | null = null) =>
  previewChange(test.ctx, source(change, models), effectiveFrom);

const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;
const batches = () => test.database.prisma.importBatch.count();

describe("a change of many entries", () => {
  it("multiplies every price of each by an exact factor, as one batch in the history and the audit log", async () => {
    const { batchId, counts } = await apply({ kind: "multiply", factor: "1.1" });
    expect(counts).toEqual({ added: 0, changed: 3, same: 0, refused: 0, moved: 0 });
    expect(await view("gpt-a")).toMatchObject({
      inputPer1M: "3.3",
      outputPer1M: "16.5",
      perRequest: "0.011",
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "6.6" }],
      notes: "kept",
      version: 2,
    });
    expect(await view("gpt-off")).toMatchObject({ inputPer1M: "1.1", isActive: false });
    expect((await findVersions(test.database.pool, "gpt-a"))[0]).toMatchObject({ batchId, reason: "spring prices" });
    const batch = await test.database.prisma.importBatch.findUnique({
      where: { id: batchId ?? "" },
      include: { rows: true },
    });
    expect(batch).toMatchObject({ kind: "bulk-edit", name: "spring prices", addedCount: 0, changedCount: 3 });
    expect(batch?.rows).toHaveLength(3);
    const audit = await test.database.prisma.auditEntry.findFirst({ orderBy: { seq: "desc" } });
    expect(audit).toMatchObject({ action: "prices.bulk-edit", details: { batchId, changed: 3 } });
  });

  it("sets the prices that are named and leaves the others", async () => {
    await apply({ kind: "set", prices: { outputPer1M: "9", cacheReadPer1M: "0.3" } }, ["gpt-a", "bot-*"]);
    expect(await view("gpt-a")).toMatchObject({ inputPer1M: "3", outputPer1M: "9", cacheReadPer1M: "0.3" });
    expect(await view("bot-*")).toMatchObject({ inputPer1M: "1", outputPer1M: "9", provider: "custom" });
  });

  it("switches on and off and reassigns the provider; a second time there is nothing to do", async () => {
    expect((await preview({ kind: "activate" })).counts).toMatchObject({ changed: 1, same: 2 });
    await apply({ kind: "activate" }, MODELS, "all");
    expect(await view("gpt-off")).toMatchObject({ isActive: true });
    await apply({ kind: "deactivate" }, ["gpt-a"]);
    expect(await view("gpt-a")).toMatchObject({ isActive: false, inputPer1M: "3" });
    await apply({ kind: "provider", provider: "azure" });
    expect((await view("bot-*"))?.provider).toBe("azure");
    const before = await batches();
    expect(await apply({ kind: "provider", provider: "azure" })).toMatchObject({ batchId: null, counts: { same: 3 } });
    expect(await batches()).toBe(before);
  });

  it("leaves pinned entries alone, and the default where it must stay", async () => {
    await test.database.pool.query("UPDATE model_pricing SET pinned_by = 'pins.json' WHERE model_name = 'gpt-a'");
    const models = [...MODELS, "default"];
    const { rows } = await preview({ kind: "deactivate" }, models);
    expect(rows.map(({ model, outcome, refusal }) => [model, refusal?.code ?? outcome])).toEqual([
      ["bot-*", "changed"],
      ["default", "default-entry"],
      ["gpt-a", "pinned"],
      ["gpt-off", "same"],
    ]);
    expect((await apply({ kind: "deactivate" }, models)).counts).toMatchObject({ changed: 1 });
    expect(await view("default")).toMatchObject({ isActive: true });
    expect((await apply({ kind: "multiply", factor: "2" }, ["default"])).counts).toMatchObject({ changed: 1 });
    expect(await view("default")).toMatchObject({ perRequest: "0.01" });
    await apply({ kind: "multiply", factor: "0.5" }, ["default"]);
  });
});

describe("what stops a change of many", () => {
  it("a row that moved: it is listed as it stands now, and nothing is written", async () => {
    const change = { kind: "multiply", factor: "2" } as const;
    const shown = await preview(change);
    await editPrice(test.ctx, { model: "gpt-a", version: 1, input: { inputPer1M: "4" }, mode: "edit" });
    const before = await batches();
    await expect(writePreviewed(test.ctx, source(change), shown)).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "gpt-a", current: [{ model: "gpt-a", version: 2, terms: { inputPer1M: "4" } }] },
    });
    expect(await view("bot-*")).toMatchObject({ inputPer1M: "1", version: 1 });
    expect(await batches()).toBe(before);
  });

  it("of two at once, one wins whole and the other writes nothing", async () => {
    const edits = await Promise.all(
      ["2", "3"].map(async (factor) => {
        const change = { kind: "multiply", factor } as const;
        return { change, shown: await preview(change) };
      }),
    );
    const results = await Promise.allSettled(
      edits.map(({ change, shown }) => writePreviewed(test.ctx, source(change), shown)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const inputs = await Promise.all(MODELS.map(async (model) => (await view(model))?.inputPer1M));
    expect([
      ["2", "6", "2"],
      ["3", "9", "3"],
    ]).toContainEqual(inputs);
  });

  it("prices that move 10 times or become free, until each is accepted", async () => {
    const change: BulkChange = { kind: "multiply", factor: "10" };
    const { rows, heldCount } = await preview(change);
    expect(rows[0]?.held).toContainEqual({ kind: "move", field: "input", move: "tenfold" });
    expect(heldCount).toBe(3);
    expect(await apply(change)).toMatchObject({ batchId: null });
    expect(await view("gpt-a")).toMatchObject({ version: 1 });
    expect(await apply({ kind: "set", prices: { inputPer1M: "0" } })).toMatchObject({ batchId: null, heldCount: 3 });
    expect((await apply(change, MODELS, "all")).counts.changed).toBe(3);
  });

  it("an entry that cannot take the change is named with its reason", async () => {
    await createPrice(test.ctx, { model: "gpt-dear", input: { perRequest: "900000" } });
    const change: BulkChange = { kind: "multiply", factor: "2" };
    const { rows } = await preview(change, ["gpt-dear"]);
    const problems = [{ field: "perRequest", problem: expect.stringContaining("1,000,000 USD") }];
    expect(rows[0]).toMatchObject({ outcome: "refused", refusal: { code: "fields", problems }, seen: null });
  });

  it.each(["0", "-1", "1,5", "x", ""])("the factor %j", async (factor) => {
    const issues = [{ field: "change.factor", problem: expect.stringContaining("above 0") }];
    await expect(preview({ kind: "multiply", factor })).rejects.toMatchObject({ details: { issues } });
  });
});

describe("the preview", () => {
  it("tells before and after of each row, and the last 30 days at old and new prices, by entry", async () => {
    const { rows, impact, counts } = await preview({ kind: "multiply", factor: "2" });
    expect(counts).toMatchObject({ changed: 3 });
    expect(impact).toMatchObject({ days: 30, requests: 6, beforeUsd: "0.046", afterUsd: "0.092", isPartial: false });
    const [bot, gpt, off] = rows;
    expect(bot?.impact).toMatchObject({ requests: 2, beforeUsd: "0.004", afterUsd: "0.008" });
    expect(gpt?.impact).toMatchObject({ requests: 4, beforeUsd: "0.042", afterUsd: "0.084" });
    expect(gpt?.differences[0]).toMatchObject({ field: "input", from: "3", to: "6", percent: "100" });
    expect(off).toMatchObject({ outcome: "changed" });
    expect(off?.impact).toBeNull();
    expect(await view("gpt-a")).toMatchObject({ version: 1 });
  });

  it("prices requests of an entry that is switched off by what is left", async () => {
    const { rows } = await preview({ kind: "deactivate" }, ["gpt-a"]);
    expect(rows[0]?.impact).toMatchObject({ requests: 4, beforeUsd: "0.042", afterUsd: "0.02" });
  });
});

describe("a change with a date", () => {
  const dated = async (effectiveFrom: string, inputPer1M = "4", models: readonly string[] = ["gpt-a"]) => {
    const change = { kind: "set" as const, prices: { inputPer1M } };
    const shown = await preview(change, models, effectiveFrom);
    const done = await writePreviewed(test.ctx, source(change, models), shown, { effectiveFrom });
    return { shown, done };
  };
  const windows = async (model: string) =>
    (await findVersions(test.database.pool, model))
      .filter(({ supersededAt }) => supersededAt === null)
      .map(({ inputPer1M, validFrom }) => [inputPer1M, validFrom && new Date(validFrom).toISOString()])
      .toReversed();
  const [SOON, LATER, PAST] = ["2099-01-01T00:00:00.000Z", "2099-06-01T00:00:00.000Z", "2024-03-01T00:00:00.000Z"];

  it("of the future is scheduled for every row; the prices of today stay", async () => {
    const { done } = await dated(SOON, "4", ["gpt-a", "bot-*"]);
    expect(done.counts).toMatchObject({ changed: 2 });
    expect(await view("gpt-a")).toMatchObject({ inputPer1M: "3", version: 2 });
    expect((await windows("gpt-a")).at(-1)).toEqual(["4", SOON]);
    expect((await windows("bot-*")).at(-1)).toEqual(["4", SOON]);
  });

  it("of the past corrects backwards", async () => {
    await dated(PAST);
    expect(await view("gpt-a")).toMatchObject({ inputPer1M: "4" });
    expect((await windows("gpt-a")).at(-1)).toEqual(["4", PAST]);
  });

  it("says which rows have a price scheduled already, and what becomes of it", async () => {
    await dated(SOON);
    const { shown: again } = await dated(LATER);
    expect(again.rows[0]).toMatchObject({ outcome: "same", notes: [] });
    const { shown: later } = await dated(LATER, "5");
    expect(later.rows[0]?.notes).toEqual(["The price scheduled for 2099-01-01 00:00 UTC holds until then."]);
    const { shown: same } = await dated(LATER, "6");
    expect(same.rows[0]?.notes).toEqual([
      "The price scheduled for 2099-01-01 00:00 UTC holds until then.",
      "Replaces the price scheduled for the same time.",
    ]);
    const now = await preview({ kind: "set", prices: { inputPer1M: "5" } }, ["gpt-a", "gpt-off"]);
    expect(now.rows.map(({ notes }) => notes)).toEqual([
      ["Holds until the price scheduled for 2099-01-01 00:00 UTC."],
      [],
    ]);
    expect((await windows("gpt-a")).slice(-2)).toEqual([
      ["4", SOON],
      ["6", LATER],
    ]);
  });

  it("after a price that is scheduled already changes that price, not the one of today", async () => {
    const input = { inputPer1M: "5", notes: "dearer", provider: "acme", effectiveFrom: SOON };
    await editPrice(test.ctx, { model: "gpt-a", version: 1, input, mode: "edit" });
    const doubled = await preview({ kind: "multiply", factor: "2" }, ["gpt-a"], LATER);
    expect(doubled.rows[0]?.differences[0]).toMatchObject({ field: "input", from: "5", to: "10" });
    const off = await preview({ kind: "deactivate" }, ["gpt-a"], LATER);
    expect(off.rows[0]?.differences.map(({ field }) => field)).toEqual(["isActive"]);
    const same = await preview({ kind: "provider", provider: "acme" }, ["gpt-a"], LATER);
    expect(same.counts).toMatchObject({ same: 1, changed: 0 });
  });
});

it("of two admins the second is told, also of entries that are switched off and of what is no price", async () => {
  const two: readonly (readonly [BulkChange, BulkChange])[] = [
    [
      { kind: "set", prices: { inputPer1M: "6" } },
      { kind: "set", prices: { inputPer1M: "7" } },
    ],
    [
      { kind: "provider", provider: "acme" },
      { kind: "provider", provider: "house" },
    ],
  ];
  for (const [first, second] of two) {
    const shown = await preview(second, ["gpt-off"]);
    await apply(first, ["gpt-off"], "all");
    await expect(writePreviewed(test.ctx, source(second, ["gpt-off"]), shown, { held: "all" })).rejects.toMatchObject({
      code: "VERSION_MOVED",
    });
  }
});
