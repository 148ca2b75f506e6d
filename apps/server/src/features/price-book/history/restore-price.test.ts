import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { deletePrice } from "../delete-price";
import { createPrice, editPrice } from "../save-price";
import { compareVersions, priceHistory } from "./price-history";
import { restorePrice } from "./restore-price";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
});
afterAll(() => test.close());

const edit = (model: string, version: number, input: Parameters<typeof editPrice>[1]["input"]) =>
  editPrice(test.ctx, { model, version, input, mode: "edit" });

const versionsOf = async (model: string) => (await priceHistory(test.ctx, model)).versions;

const THRESHOLDS = [{ aboveTokens: 200_000, inputPer1M: "6", outputPer1M: "22.5" }];

describe("restore", () => {
  it("writes a new price equal to the old one, from now, thresholds and notes included", async () => {
    const model = "claude-restored";
    const input = { inputPer1M: "3", outputPer1M: "15", thresholds: THRESHOLDS, notes: "contract" };
    const { price: first } = await createPrice(test.ctx, { model, input });
    const changed = await edit(model, 1, { inputPer1M: "4", cacheReadPer1M: "0.4", thresholds: null, notes: null });
    const [, old] = await versionsOf(model);
    const restored = await restorePrice(test.ctx, {
      model,
      versionId: old?.versionId ?? "",
      version: changed.price.version,
      reason: undefined,
    });
    const { version: _version, updatedAt: _at, effectiveFrom, ...same } = restored.price;
    const { version: _first, updatedAt: _then, ...before } = first;
    expect(same).toEqual(before);
    expect(Date.parse(effectiveFrom ?? "")).toBeGreaterThan(Date.parse(changed.price.effectiveFrom ?? ""));
    const [newest, middle, oldest] = await versionsOf(model);
    expect(newest).toMatchObject({
      inputPer1M: "3",
      reason: `Restores version ${oldest?.versionId}`,
      validUntil: null,
    });
    expect(middle).toMatchObject({ inputPer1M: "4", validUntil: newest?.validFrom, supersededAt: null });
    const audit = await test.database.prisma.auditEntry.findFirst({ orderBy: { seq: "desc" } });
    expect(audit).toMatchObject({ action: "price.restore", subject: model, details: { restores: oldest?.versionId } });
  });

  it("writes nothing when the price is so already", async () => {
    await createPrice(test.ctx, { model: "gpt-same", input: { inputPer1M: "1" } });
    const [only] = await versionsOf("gpt-same");
    const restore = { model: "gpt-same", versionId: only?.versionId ?? "", version: 1, reason: undefined };
    expect(await restorePrice(test.ctx, restore)).toMatchObject({ outcome: "unchanged", price: { version: 1 } });
  });

  it("brings a deleted entry back, but not over one that was made since", async () => {
    const model = "gpt-deleted";
    await createPrice(test.ctx, { model, input: { inputPer1M: "1", outputPer1M: "2" } });
    await deletePrice(test.ctx, { model, version: 1, reason: undefined });
    const [only] = await versionsOf(model);
    const restore = { model, versionId: only?.versionId ?? "", version: null, reason: "missed" };
    expect(await restorePrice(test.ctx, restore)).toMatchObject({ outcome: "added", price: { inputPer1M: "1" } });
    await expect(restorePrice(test.ctx, restore)).rejects.toMatchObject({ code: "VERSION_MOVED" });
  });

  it("refuses an older edit, another model's version, and a pinned entry", async () => {
    await createPrice(test.ctx, { model: "gpt-a", input: { inputPer1M: "1" } });
    await createPrice(test.ctx, { model: "gpt-b", input: { inputPer1M: "1" } });
    await edit("gpt-a", 1, { inputPer1M: "2" });
    const [, first] = await versionsOf("gpt-a");
    const versionId = first?.versionId ?? "";
    const refusalOf = (model: string, id: string, version: number) =>
      restorePrice(test.ctx, { model, versionId: id, version, reason: undefined });
    await expect(refusalOf("gpt-a", versionId, 1)).rejects.toMatchObject({ code: "VERSION_MOVED" });
    await expect(refusalOf("gpt-b", versionId, 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await test.database.pool.query("UPDATE model_pricing SET pinned_by = 'pins.json' WHERE model_name = 'gpt-a'");
    await expect(refusalOf("gpt-a", versionId, 3)).rejects.toMatchObject({ code: "ENTRY_PINNED" });
    expect(await versionsOf("gpt-b")).toHaveLength(1);
  });
});

describe("comparing two versions", () => {
  it("names every field that differs, before and after, with the percentage", async () => {
    const model = "gpt-compared";
    await createPrice(test.ctx, { model, input: { inputPer1M: "3", outputPer1M: "15", perRequest: "0.01" } });
    await edit(model, 1, { inputPer1M: "30", outputPer1M: null, isActive: false, notes: "unit?", provider: "azure" });
    const [newer, older] = await versionsOf(model);
    const [from, to] = [older?.versionId ?? "", newer?.versionId ?? ""];
    const { differences } = await compareVersions(test.ctx, { model, from, to });
    expect(differences).toEqual([
      { field: "input", unit: "usd-per-1m", from: "3", to: "30", move: "tenfold", percent: "900" },
      { field: "output", unit: "usd-per-1m", from: "15", to: null, move: "vanished", percent: null },
      { field: "isActive", unit: "text", from: "true", to: "false", move: "ordinary", percent: null },
      { field: "provider", unit: "text", from: "openai", to: "azure", move: "ordinary", percent: null },
      { field: "notes", unit: "text", from: null, to: "unit?", move: "ordinary", percent: null },
    ]);
    const back = await compareVersions(test.ctx, { model, from: to, to: from });
    expect(back.differences[0]).toMatchObject({ from: "30", to: "3", percent: "-90" });
    expect((await compareVersions(test.ctx, { model, from, to: from })).differences).toEqual([]);
    await expect(compareVersions(test.ctx, { model, from, to: "999999" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
