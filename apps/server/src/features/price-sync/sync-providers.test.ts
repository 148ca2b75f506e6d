import { ApplySync } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applySync } from "./apply-sync";
import { openSyncTest, type SyncTest } from "./testing/open-sync-test";

const CATALOG = {
  "gpt-4o": [2.5e-6, 1e-5, "openai"],
  "claude-9": [3e-6, 1.5e-5, "anthropic"],
  "gpt-far": [1e-6, 1e-6, "openai"],
} as const;

let test: SyncTest;
beforeAll(async () => {
  test = await openSyncTest();
  await test.catalogue(CATALOG);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.empty();
  await test.sql(`INSERT INTO model_pricing
    (model_name, provider, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, is_custom, is_active, pinned_by, notes)
    VALUES ('gpt-4o', 'openai', 0.0125, 0.005, 0.015, false, true, null, 'ours'),
      ('claude-9', 'anthropic', 0.0105, 0.003, 0.015, false, true, null, null),
      ('gpt-far', 'openai', 1, 1, 1, false, true, null, null),
      ('house-model', 'openai', 1, 1, 1, false, true, null, null),
      ('gpt-off', 'openai', 1, 1, 1, false, false, null, null),
      ('gpt-pinned', 'openai', 1, 1, 1, false, true, 'prices.json', null),
      ('gpt-*', 'openai', 1, 1, 1, false, true, null, null),
      ('bot', 'openai', 1, 1, 1, true, true, null, null)`);
});

const PROVIDERS = { kind: "providers" } as const;
const apply = (input: object) => applySync(test.ctx, ApplySync.parse({ ...PROVIDERS, ...input }));

describe("sync of provider prices", () => {
  it("tells every entry apart", async () => {
    const { rows, counts, taken, undecided } = await test.preview(PROVIDERS);
    expect(rows.map(({ model, outcome }) => `${model} ${outcome}`)).toEqual([
      "bot custom",
      "claude-9 same",
      "default default",
      "gpt-* wildcard",
      "gpt-4o changed",
      "gpt-far changed",
      "gpt-off inactive",
      "gpt-pinned unknown",
      "house-model unknown",
    ]);
    expect([counts.changed, taken, undecided]).toEqual([2, 1, 1]);
  });

  it("writes what was ticked, as a batch, from now; a second run changes nothing", async () => {
    const { batchId, counts } = await test.sync(PROVIDERS);
    expect(counts).toMatchObject({ changed: 1 });
    expect(await test.entry("gpt-4o")).toMatchObject({ input: "0.0025", request: "0.0075", notes: "ours", version: 2 });
    expect(await test.entry("gpt-far")).toMatchObject({ input: "1", version: 1 });
    const { rows } = await test.database.pool.query(
      `SELECT version.source, version.actor, batch.kind, batch.changed_count, version.valid_from IS NOT NULL AS is_later
       FROM model_price_versions AS version JOIN import_batches AS batch ON batch.id = version.batch_id WHERE batch.id = $1`,
      [batchId],
    );
    const batch = { kind: "sync-provider", changed_count: 1 };
    expect(rows).toEqual([{ source: "sync", actor: "admin@example.com", ...batch, is_later: true }]);

    const again = await test.preview(PROVIDERS);
    expect([again.taken, again.counts.same]).toEqual([0, 2]);
    const before = await test.database.prisma.importBatch.count();
    const row = await test.row(PROVIDERS, "gpt-4o");
    const seen = "0".repeat(32);
    expect(row.outcome).toBe("same");
    expect(await apply({ rows: [{ model: "gpt-4o", seen }] })).toMatchObject({ batchId: null, counts: { same: 1 } });
    expect(await test.database.prisma.importBatch.count()).toBe(before);
  });

  it("holds far moves until each is ticked", async () => {
    const { seen, holds } = await test.row(PROVIDERS, "gpt-far");
    expect(holds).toContainEqual({ kind: "move", field: "input", move: "tenfold" });
    await expect(apply({ rows: [{ model: "gpt-far", seen }] })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ field: "gpt-far", problem: expect.stringContaining("input moves 10 times") }] },
    });
    expect(await test.entry("gpt-far")).toMatchObject({ version: 1 });
    await apply({ rows: [{ model: "gpt-far", seen, isAcknowledged: true }] });
    expect(await test.entry("gpt-far")).toMatchObject({ input: "0.001", version: 2 });
  });

  it("refuses all of it when an entry moved since it was shown, and names it", async () => {
    const { rows } = await test.preview(PROVIDERS);
    const meant = rows.flatMap(({ model, seen }) => (seen ? [{ model, seen, isAcknowledged: true }] : []));
    await test.sql("UPDATE model_pricing SET price_per_1k_input_tokens = 0.004 WHERE model_name = 'gpt-4o'");
    await expect(apply({ rows: meant })).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "gpt-4o", current: [{ model: "gpt-4o", version: "2" }] },
    });
    expect(await test.entry("gpt-far")).toMatchObject({ version: 1 });
  });

  it("refuses rows whose catalogue price moved since", async () => {
    const { seen } = await test.row(PROVIDERS, "gpt-4o");
    await test.catalogue({ ...CATALOG, "gpt-4o": [2.6e-6, 1e-5, "openai"] });
    await expect(apply({ rows: [{ model: "gpt-4o", seen }] })).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "gpt-4o" },
    });
    await test.catalogue(CATALOG);
  });

  it("refuses rows that were pinned or deleted since", async () => {
    const { rows } = await test.preview(PROVIDERS);
    const meant = rows.flatMap(({ model, seen }) => (seen ? [{ model, seen, isAcknowledged: true }] : []));
    await test.sql("UPDATE model_pricing SET pinned_by = 'prices.json' WHERE model_name = 'gpt-4o'");
    await test.sql("DELETE FROM model_pricing WHERE model_name = 'gpt-far'");
    await expect(apply({ rows: meant })).rejects.toMatchObject({ details: { name: "gpt-4o, gpt-far" } });
  });

  it("of two at once one writes, the other finds it done", async () => {
    const { seen } = await test.row(PROVIDERS, "gpt-4o");
    const [first, second] = await Promise.all([
      apply({ rows: [{ model: "gpt-4o", seen }] }),
      apply({ rows: [{ model: "gpt-4o", seen }] }),
    ]);
    expect([first.batchId, second.batchId].filter((id) => id !== null)).toHaveLength(1);
    expect(await test.entry("gpt-4o")).toMatchObject({ version: 2 });
  });

  it("begins at a date: the price of today stays, and the same sync again has nothing to do", async () => {
    const effectiveFrom = new Date(Date.now() + 86_400_000).toISOString();
    const asked = { ...PROVIDERS, effectiveFrom };
    await test.sync(asked);
    expect(await test.entry("gpt-4o")).toMatchObject({ input: "0.005" });
    expect((await test.row(asked, "gpt-4o")).outcome).toBe("same");
    expect((await test.row(PROVIDERS, "gpt-4o")).outcome).toBe("changed");
    const { rows } = await test.database.pool.query(
      "SELECT trim_scale(price_per_1k_input_tokens)::text AS input, valid_from FROM model_price_versions WHERE model_name = 'gpt-4o' AND superseded_at IS NULL AND valid_from > now()",
    );
    expect(rows).toEqual([{ input: "0.0025", valid_from: new Date(effectiveFrom) }]);
  });

  it("of the past writes today's price where it holds only since later, once", async () => {
    await test.sync(PROVIDERS);
    const asked = { ...PROVIDERS, effectiveFrom: "2025-01-01T00:00:00.000Z" };
    expect(await test.row(asked, "gpt-4o")).toMatchObject({ outcome: "changed", differences: [] });
    await test.sync(asked);
    expect((await test.row(asked, "gpt-4o")).outcome).toBe("same");
  });

  it("shows what the last 30 days would have cost, of each row and of those taken by themselves", async () => {
    await test.sql(`
      INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, prompt_tokens, completion_tokens,
        token_source, cost_usd, pricing_source, is_cache_hit)
      SELECT 'sync' || n, 'g', now() - interval '1 day', CASE WHEN n <= 3 THEN 'gpt-4o' ELSE 'gpt-far' END, 'openai', 1000, 500,
        'actual', 0.01, 'local-exact', false FROM generate_series(1, 4) n;
      INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests,
        prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
      SELECT occurred_at::date, model, provider, pricing_source, count(*), 0, 0, 0, 0, 0, 0, 0, sum(cost_usd), sum(cost_usd)
      FROM usage_logs GROUP BY 1, 2, 3, 4`);
    const { impact, rows } = await test.preview(PROVIDERS);
    // 3 x (1000 in, 500 out) at 5 / 15, then at 2.5 / 10; the held row is not in the sum.
    expect(impact).toMatchObject({ requests: 3, beforeUsd: "0.0375", afterUsd: "0.0225", days: 30, isPartial: false });
    expect(rows.find(({ model }) => model === "gpt-far")?.impact).toEqual({
      requests: 1,
      beforeUsd: "1.5",
      afterUsd: "0.0015",
    });
  });

  it("has no bases to choose", async () => {
    const choices = [{ model: "gpt-4o", base: { model: "claude-9" } }];
    await expect(test.preview({ ...PROVIDERS, choices })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});
