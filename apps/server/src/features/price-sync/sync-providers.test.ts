import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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

const PROVIDERS = { kind: "provider-prices" } as const;

describe("sync of provider prices", () => {
  it("tells every entry apart", async () => {
    const { rows, counts, heldCount } = await test.preview(PROVIDERS);
    expect(rows.map(({ model, outcome, refusal }) => `${model} ${refusal?.code ?? outcome}`)).toEqual([
      "bot custom-name",
      "claude-9 same",
      "default default-entry",
      "gpt-* wildcard",
      "gpt-4o changed",
      "gpt-far changed",
      "gpt-off switched-off",
      "gpt-pinned not-in-catalogue",
      "house-model not-in-catalogue",
    ]);
    expect([counts.changed, counts.refused, heldCount]).toEqual([2, 6, 1]);
  });

  it("writes what is not held, as a batch, from now; a second run changes nothing", async () => {
    const shown = await test.preview(PROVIDERS);
    const { batchId, counts } = await test.write(PROVIDERS, shown);
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

    const before = await test.database.prisma.importBatch.count();
    expect((await test.preview(PROVIDERS)).counts).toMatchObject({ same: 2, changed: 1 });
    // What was shown before is so by now.
    expect(await test.write(PROVIDERS, shown)).toMatchObject({ batchId: null, counts: { same: 2 } });
    expect(await test.database.prisma.importBatch.count()).toBe(before);
  });

  it("holds far moves until each is named", async () => {
    const { held } = await test.row(PROVIDERS, "gpt-far");
    expect(held).toContainEqual({ kind: "move", field: "input", move: "tenfold" });
    await test.sync(PROVIDERS);
    expect(await test.entry("gpt-far")).toMatchObject({ version: 1 });
    await test.sync(PROVIDERS, { held: ["gpt-far"] });
    expect(await test.entry("gpt-far")).toMatchObject({ input: "0.001", version: 2 });
  });

  it("refuses all of it when an entry moved since it was shown, and names it", async () => {
    const shown = await test.preview(PROVIDERS);
    await test.sql("UPDATE model_pricing SET price_per_1k_input_tokens = 0.004 WHERE model_name = 'gpt-4o'");
    await expect(test.write(PROVIDERS, shown, { held: "all" })).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "gpt-4o", current: [{ model: "gpt-4o", version: 2 }] },
    });
    expect(await test.entry("gpt-far")).toMatchObject({ version: 1 });
  });

  it("refuses rows whose catalogue price moved since", async () => {
    const shown = await test.preview(PROVIDERS);
    await test.catalogue({ ...CATALOG, "gpt-4o": [2.6e-6, 1e-5, "openai"] });
    await expect(test.write(PROVIDERS, shown)).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "gpt-4o" },
    });
    await test.catalogue(CATALOG);
  });

  it("refuses rows that were pinned or deleted since", async () => {
    const shown = await test.preview(PROVIDERS);
    await test.sql("UPDATE model_pricing SET pinned_by = 'prices.json' WHERE model_name = 'gpt-4o'");
    await test.sql("DELETE FROM model_pricing WHERE model_name = 'gpt-far'");
    await expect(test.write(PROVIDERS, shown, { held: "all" })).rejects.toMatchObject({
      details: { name: "gpt-4o, gpt-far" },
    });
  });

  it("of two at once one writes, the other finds it done", async () => {
    const shown = await test.preview(PROVIDERS);
    const [first, second] = await Promise.all([test.write(PROVIDERS, shown), test.write(PROVIDERS, shown)]);
    expect([first.batchId, second.batchId].filter((id) => id !== null)).toHaveLength(1);
    expect(await test.entry("gpt-4o")).toMatchObject({ version: 2 });
  });

  it("begins at a date: the price of today stays, and the same sync again has nothing to do", async () => {
    const effectiveFrom = new Date(Date.now() + 86_400_000).toISOString();
    await test.sync(PROVIDERS, { effectiveFrom });
    expect(await test.entry("gpt-4o")).toMatchObject({ input: "0.005" });
    expect((await test.row(PROVIDERS, "gpt-4o", effectiveFrom)).outcome).toBe("same");
    expect((await test.row(PROVIDERS, "gpt-4o")).outcome).toBe("changed");
    const { rows } = await test.database.pool.query(
      "SELECT trim_scale(price_per_1k_input_tokens)::text AS input, valid_from FROM model_price_versions WHERE model_name = 'gpt-4o' AND superseded_at IS NULL AND valid_from > now()",
    );
    expect(rows).toEqual([{ input: "0.0025", valid_from: new Date(effectiveFrom) }]);
  });

  it("of the past writes today's price where it holds only since later, once", async () => {
    await test.sync(PROVIDERS);
    const effectiveFrom = "2025-01-01T00:00:00.000Z";
    expect(await test.row(PROVIDERS, "gpt-4o", effectiveFrom)).toMatchObject({ outcome: "changed", differences: [] });
    await test.sync(PROVIDERS, { effectiveFrom });
    expect((await test.row(PROVIDERS, "gpt-4o", effectiveFrom)).outcome).toBe("same");
  });

  it("shows what the last 30 days would have cost, of each row and in total, what is held included", async () => {
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
    // 3 x (1000 in, 500 out) at 5 / 15, then at 2.5 / 10; and the held row.
    expect(impact).toMatchObject({ requests: 4, beforeUsd: "1.5375", afterUsd: "0.024", days: 30, isPartial: false });
    expect(rows.find(({ model }) => model === "gpt-far")?.impact).toMatchObject({
      requests: 1,
      beforeUsd: "1.5",
      afterUsd: "0.0015",
    });
  });
});
