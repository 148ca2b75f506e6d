/** A price sync is a batch of discovery's list, and a copy an entry of the price book: three features, so it is tested above them. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { exportedPrice, pricesToCsv } from "#server/entries/price-csv";
import { findPrice } from "#server/entries/rows";
import { createCustomName } from "#server/features/discovery/edit-custom-names";
import { listBatches } from "#server/features/discovery/find-batches";
import { createServer } from "#server/features/discovery/edit-servers";
import { priceHistory } from "#server/features/price-book/history/price-history";
import { restorePrice } from "#server/features/price-book/history/restore-price";
import { listPrices } from "#server/features/price-book/list-prices";
import { createPrice, editPrice } from "#server/features/price-book/save-price";
import { makeChange, previewChange } from "#server/testing/changes";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext({ ALLOW_PRIVATE_NETWORKS: "true" });
  const server = { name: "gateway", kind: "litellm", baseUrl: "http://localhost:4000", isActive: true } as const;
  const { id: serverId } = await createServer(test.ctx, server);
  const house = { provider: "house", inputPer1M: "3", outputPer1M: "15" };
  await createPrice(test.ctx, { model: "house-model", input: house });
  for (const customName of ["bot", "edited", "noted", "bulk", "dated"]) {
    await createCustomName(test.ctx, { customName, serverId, actualModel: "house-model", provider: null });
  }
});
afterAll(() => test.close());

const syncCustom = (effectiveFrom?: string) =>
  makeChange(test.ctx, { kind: "custom-names", choices: [] }, { effectiveFrom });
const previewRevert = (batchId: string) => previewChange(test.ctx, { kind: "revert", batchId });
const revert = (batchId: string) => makeChange(test.ctx, { kind: "revert", batchId });
const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;
const listed = async (model: string) => (await listPrices(test.ctx)).prices.find((price) => price.model === model);
const edit = async (model: string, input: Parameters<typeof editPrice>[1]["input"]) =>
  editPrice(test.ctx, { model, version: (await view(model))?.version ?? 0, input, mode: "edit" });

it("a sync is a batch that can be taken back; copies edited since stay", async () => {
  const { batchId } = await syncCustom();
  expect(await view("bot")).toMatchObject({ inputPer1M: "3", copiedFrom: "house-model", changedThrough: "sync" });
  expect((await listBatches(test.ctx, { limit: 5 })).batches).toMatchObject([{ kind: "sync-custom", addedCount: 5 }]);
  await edit("edited", { inputPer1M: "4" });
  expect((await previewRevert(batchId ?? "")).rows.filter(({ outcome }) => outcome !== "changed")).toMatchObject([
    { model: "edited", refusal: { code: "edited-since" } },
  ]);
  const reverted = await revert(batchId ?? "");
  expect(await view("bot")).toBeUndefined();
  await revert(reverted.batchId ?? "");
  expect(await view("bot")).toMatchObject({ copiedFrom: "house-model" });
});

it("an edit of the price by hand forgets the base, any other edit keeps it; a restored version is the copy it was", async () => {
  expect(await view("edited")).not.toHaveProperty("copiedFrom");
  await edit("noted", { notes: "n", isActive: true });
  expect(await view("noted")).toMatchObject({ notes: "n", copiedFrom: "house-model" });
  await makeChange(test.ctx, { kind: "bulk-edit", change: { kind: "multiply", factor: "1.2" }, models: ["bulk"] });
  expect(await view("bulk")).not.toHaveProperty("copiedFrom");

  const { versions, current } = await priceHistory(test.ctx, "edited");
  const copy = versions.find(({ copiedFrom }) => copiedFrom === "house-model");
  const version = current?.version ?? 0;
  await restorePrice(test.ctx, { model: "edited", versionId: copy?.versionId ?? "", version });
  expect(await view("edited")).toMatchObject({ inputPer1M: "3", copiedFrom: "house-model" });
});

it("a file keeps the base; one without the column keeps it as long as the price stays", async () => {
  const bot = await view("bot");
  if (!bot) throw new Error("bot has no price");
  const csv = pricesToCsv([bot]);
  expect(csv.split("\n")[0]).toContain("copiedFrom,copiedFromProvider");
  const importCsv = (text: string) =>
    makeChange(test.ctx, { kind: "file", text, format: "csv", unit: "per-1m" }, { held: "all" });
  expect(await importCsv(csv)).toMatchObject({ batchId: null, counts: { same: 1 } });
  await edit("bot", { inputPer1M: "9" });
  expect(await view("bot")).not.toHaveProperty("copiedFrom");
  expect(await importCsv(csv)).toMatchObject({ counts: { changed: 1 } });
  expect(await view("bot")).toMatchObject({ inputPer1M: "3", copiedFrom: "house-model" });
  expect(exportedPrice(bot)).toMatchObject({ copiedFrom: "house-model" });
  const plain = "model,provider,perRequest,inputPer1M,outputPer1M,isCustom\n";
  await importCsv(`${plain}bot,house,${bot.perRequest},3,15,true`);
  expect(await view("bot")).toMatchObject({ copiedFrom: "house-model" });
  await importCsv(`${plain}bot,house,1,3,15,true`);
  expect(await view("bot")).not.toHaveProperty("copiedFrom");
});

it("the price book shows how far a copy stands from its base, and when the base has no price", async () => {
  expect((await listed("noted"))?.baseDrift).toEqual({ source: "local-exact", differences: [] });
  expect(await listed("house-model")).not.toHaveProperty("baseDrift");
  await edit("house-model", { inputPer1M: "6", perRequest: "0.0135" });
  expect((await listed("noted"))?.baseDrift?.differences).toMatchObject([
    { field: "input", from: "3", to: "6", percent: "100" },
    { field: "perRequest", from: "0.0105", to: "0.0135" },
  ]);
  await edit("house-model", { isActive: false });
  expect((await listed("noted"))?.baseDrift).toEqual({ source: null, differences: [] });
  await edit("house-model", { isActive: true });
});

it("a sync that begins later is called off by a revert, and the price of today holds on", async () => {
  const effectiveFrom = new Date(Date.now() + 86_400_000).toISOString();
  const { batchId } = await syncCustom(effectiveFrom);
  const id = batchId ?? "";
  expect(await view("noted")).toMatchObject({ inputPer1M: "3", scheduledFrom: expect.any(String) });
  expect((await previewRevert(id)).rows.find(({ model }) => model === "noted")).toMatchObject({
    outcome: "changed",
    differences: [{ field: "input", from: "6", to: "3" }, {}],
  });
  await revert(id);
  expect(await view("noted")).not.toHaveProperty("scheduledFrom");
  const { versions } = await priceHistory(test.ctx, "noted");
  const latest = versions.find(({ supersededAt }) => supersededAt === null);
  expect(latest).toMatchObject({ validUntil: null, inputPer1M: "3" });
  expect(await revert(id)).toMatchObject({ batchId: null });
});
