import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compressBody } from "#server/pricing/catalog-body";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { followScheduledPrices } from "./follow-scheduled-prices";
import { listPrices } from "./list-prices";
import { previewPrice } from "./preview-price";
import { findPrice } from "#server/entries/rows";
import { createPrice, editPrice } from "./save-price";

let test: TestContext;

const CATALOG = {
  "gpt-4o": { input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5, litellm_provider: "openai", mode: "chat" },
  agreed: { input_cost_per_token: 1e-6, output_cost_per_token: 2e-6, litellm_provider: "openai", mode: "chat" },
};

beforeAll(async () => {
  test = await createTestContext();
  const { pool } = test.database;
  await pool.query(
    `INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from)
     VALUES ('litellm', 'test', 'x', 2, $1, now(), now())`,
    [compressBody(JSON.stringify(CATALOG))],
  );
  await pool.query(`
    INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, prompt_tokens, completion_tokens, token_source, cost_usd, pricing_source, is_cache_hit)
    SELECT 'r' || n, 'g', now() - interval '1 day', CASE WHEN n <= 10 THEN 'gpt-4o' ELSE 'bot-' || n END, 'openai',
      CASE WHEN n <= 8 THEN 1000 END, CASE WHEN n <= 8 THEN 500 END, 'actual', 0.01, 'default', n = 10
    FROM generate_series(1, 14) n;
    INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests, prompt_tokens,
      completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
    SELECT occurred_at::date, model, provider, pricing_source, count(*), 0, 0, 0, 0, 0, 0, 0, sum(cost_usd), sum(cost_usd)
    FROM usage_logs GROUP BY 1, 2, 3, 4;`);
  await createPrice(test.ctx, { model: "gpt-4o", input: { inputPer1M: "5", outputPer1M: "15" } });
  await createPrice(test.ctx, { model: "agreed", input: { provider: "openai", inputPer1M: "1", outputPer1M: "2" } });
  await createPrice(test.ctx, { model: "bot*", input: { provider: "custom", perRequest: "0.002" } });
});

afterAll(async () => {
  await test.close();
});

const listed = async (model: string) => (await listPrices(test.ctx)).prices.find((price) => price.model === model);

describe("the list", () => {
  it("shows use in 30 days, drift from the catalogue, and who changed it", async () => {
    expect(await listed("gpt-4o")).toMatchObject({
      usage: { requests: 10, costUsd: "0.1" },
      changedBy: "admin@example.com",
      changedThrough: "ui",
      drift: {
        catalogKey: "gpt-4o",
        source: "catalog-bare",
        differences: [
          { field: "inputPer1M", ours: "5", theirs: "2.5", percent: "100" },
          { field: "outputPer1M", ours: "15", theirs: "10", percent: "50" },
        ],
      },
    });
    expect((await listed("agreed"))?.drift).toMatchObject({ differences: [] });
    expect(await listed("bot*")).not.toHaveProperty("drift");
    expect(await listed("agreed")).not.toHaveProperty("usage");
  });
});

describe("a preview", () => {
  it("prices the last 30 days at both prices; requests without counts by the price per request, free ones not at all", async () => {
    const preview = await previewPrice(test.ctx, { model: "gpt-4o", changes: { inputPer1M: "10" } });
    // 8 x (1000 in, 500 out) and 1 without counts at the standing price per request; the cache hit is free.
    expect(preview).toMatchObject({ requests: 9, beforeUsd: "0.1125", afterUsd: "0.1525", isPartial: false, days: 30 });
    expect(preview.models).toMatchObject([
      { model: "gpt-4o", sourceBefore: "local-exact", sourceAfter: "local-exact" },
    ]);
  });

  it("shows which names a wildcard's delete leaves to the default, and what a new entry takes over", async () => {
    const deleted = await previewPrice(test.ctx, { model: "bot*", changes: null });
    expect(deleted).toMatchObject({ requests: 4, beforeUsd: "0.008", afterUsd: "0.02" });
    expect(deleted.models.map(({ sourceAfter }) => sourceAfter)).toEqual(["default", "default", "default", "default"]);
    const added = await previewPrice(test.ctx, { model: "bot-11", changes: { provider: "custom", perRequest: "1" } });
    expect(added).toMatchObject({ requests: 1, beforeUsd: "0.002", afterUsd: "1" });
  });

  it("writes nothing and refuses what the edit would refuse", async () => {
    await expect(previewPrice(test.ctx, { model: "gpt-4o", changes: { inputPer1M: "-1" } })).rejects.toThrow(
      "negative",
    );
    expect((await listed("gpt-4o"))?.version).toBe(1);
  });
});

describe("a scheduled price", () => {
  it("moves its row when its time has come, versioned once", async () => {
    await createPrice(test.ctx, { model: "later", input: { provider: "x", perRequest: "1" } });
    const effectiveFrom = new Date(Date.now() + 400).toISOString();
    await editPrice(test.ctx, { model: "later", version: 1, input: { perRequest: "2", effectiveFrom }, mode: "edit" });
    const following = followScheduledPrices(test.services);
    await vi.waitFor(
      async () => expect((await findPrice(test.database.pool, "later"))?.view).toMatchObject({ perRequest: "2" }),
      { timeout: 20_000, interval: 50 },
    );
    await following.close();
    const { rows } = await test.database.pool.query("SELECT FROM model_price_versions WHERE model_name = 'later'");
    expect(rows).toHaveLength(2);
  });
});
