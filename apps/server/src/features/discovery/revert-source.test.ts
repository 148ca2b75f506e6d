import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listBatches } from "./find-batches";
import { previewChange } from "#server/testing/changes";
import { importRow, rates } from "./testing/import-row";
import { type DiscoveryTest, openDiscoveryTest } from "./testing/open-discovery-test";

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());
beforeEach(() => test.empty());

const entry = (modelName: string) => test.database.prisma.modelPricing.findUnique({ where: { modelName } });

describe("revert", () => {
  it("takes a batch back as a batch of its own; rows edited since stay", async () => {
    await test.importRows([importRow("kept", rates("1", "2"))]);
    const { batchId } = await test.importRows([
      importRow("added", rates("3", "15")),
      importRow("kept", rates("2", "2")),
      importRow("edited", rates("5", "5")),
    ]);
    const id = batchId ?? "";
    await test.database.prisma.$executeRaw`UPDATE model_pricing SET price_per_request = 1 WHERE model_name = 'edited'`;
    await test.ctx.prices.refresh();
    await test.database.pool.query(`
      INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, counted_requests, unpriced_requests,
        error_requests, prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
      SELECT current_date, model, 'openai', 'local-exact', 1, 1, 0, 0, 1000, 0, 0, 0, 0, 0, 0
      FROM unnest(ARRAY['added', 'edited', 'kept']) AS model`);
    const { rows, impact } = await previewChange(test.ctx, { kind: "revert", batchId: id });
    expect(rows).toMatchObject([
      { model: "added", outcome: "changed", provider: null, held: [] },
      { model: "edited", outcome: "refused", refusal: { code: "edited-since" } },
      { model: "kept", outcome: "changed", provider: "openai", held: [] },
    ]);
    expect(impact).toMatchObject({ requests: 2, beforeUsd: "0.005", afterUsd: "0.006" });
    await test.database.pool.query("DELETE FROM usage_by_model_day");
    const reverted = await test.revert(id);
    expect(await entry("added")).toBeNull();
    expect((await entry("kept"))?.pricePer1kInputTokens?.toString()).toBe("0.001");
    expect((await entry("edited"))?.pricePerRequest.toString()).toBe("1");
    expect(test.costOf("added")).toEqual(["default", "0.005"]);
    expect((await listBatches(test.ctx, { limit: 50 })).batches).toMatchObject([
      { kind: "revert", revertsId: id, addedCount: 0, changedCount: 2, skippedCount: 1 },
      { id, revertedByIds: [reverted.batchId] },
      {},
    ]);

    expect(await test.revert(id)).toMatchObject({ batchId: null, counts: { same: 2, refused: 1 } });
    await test.revert(reverted.batchId ?? "");
    expect(test.costOf("added")).toEqual(["local-exact", "0.0105"]);
    expect((await entry("kept"))?.pricePer1kInputTokens?.toString()).toBe("0.002");
  });

  it("gives everything back that the entry had: thresholds, notes, being switched off", async () => {
    const thresholds = [{ aboveTokens: 200000, inputPer1M: "6", outputPer1M: "30" }];
    await test.importRows([importRow("gpt-9", { ...rates("3", "15"), thresholds })]);
    await test.database.prisma.modelPricing.update({
      where: { modelName: "gpt-9" },
      data: { notes: "n", isActive: false },
    });
    const { batchId } = await test.importRows([importRow("gpt-9", rates("3", "15"))]);
    expect(await entry("gpt-9")).toMatchObject({ isActive: true, details: {} });
    await test.revert(batchId ?? "");
    expect(await entry("gpt-9")).toMatchObject({ isActive: false, notes: "n", details: { thresholds } });
  });

  it("says that a batch is none", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    await expect(test.revert(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(listBatches(test.ctx, { limit: 5, cursor: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
