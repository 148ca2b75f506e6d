/** A placeholder is written by an import, priced by, edited, exported and taken back: several features, so it is tested above them. */
import { price } from "@ratecard/pricing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { makeChange } from "#server/testing/changes";
import { reviewModels } from "#server/features/discovery/review-models";
import { FLAT, importRow, rates } from "#server/features/discovery/testing/import-row";
import { type DiscoveryTest, openDiscoveryTest } from "#server/features/discovery/testing/open-discovery-test";
import { modelInfo, modelList } from "#server/features/discovery/testing/serve-listing";
import { priceHistory } from "#server/features/price-book/history/price-history";
import { restorePrice } from "#server/features/price-book/history/restore-price";
import { pricesToCsv } from "#server/entries/price-csv";
import { findPrice } from "#server/entries/rows";
import { listRequests } from "#server/features/requests/list-requests";
import { dashboard } from "#server/features/spend/dashboard";
import { checkEvent } from "#server/features/usage/check-event";
import { takeUsage } from "#server/features/usage/take-usage";
import { editPrice } from "#server/features/price-book/save-price";

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());
beforeEach(() => test.empty());

const standIn = (model: string, more: object = {}) => importRow(model, FLAT, { isPlaceholder: true, ...more });
const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;
const edit = async (model: string, input: Parameters<typeof editPrice>[1]["input"]) =>
  editPrice(test.ctx, { model, version: (await view(model))?.version ?? 0, input, mode: "edit" });
const importFile = (text: string) =>
  makeChange(test.ctx, { kind: "file", text, format: "csv", unit: "per-1m" }, { held: "all" });
const isPlaceholder = async (model: string) => (await view(model))?.isPlaceholder === true;
const flagsOf = async (model: string) => {
  const { book, catalog, settings } = await test.ctx.prices.refresh();
  return price(
    book,
    catalog,
    { model, at: Date.now(), usage: { promptTokens: 1000, completionTokens: 500 } },
    settings,
  );
};

it("prices requests under a flag of its own, by the name's own entry, and not the default's", async () => {
  await test.importRows([standIn("house"), importRow("priced", FLAT)]);
  expect(await flagsOf("house")).toMatchObject({ source: "local-exact", flags: ["placeholder-price"] });
  expect(await flagsOf("priced")).toMatchObject({ source: "local-exact", flags: [] });
  expect(await flagsOf("nobody")).toMatchObject({ source: "default", flags: ["default"] });
});

it("keeps its requests among the default-priced ones, and out of what is priced exactly", async () => {
  await test.importRows([standIn("house"), importRow("priced", FLAT)]);
  const occurredAt = new Date().toISOString();
  const events = ["house", "priced", "nobody"].map((model) => ({
    requestId: model,
    model,
    occurredAt,
    promptTokens: 9,
  }));
  const checked = events.map((event) => checkEvent(event, Date.now()));
  expect(await takeUsage(test.services, "gateway", checked)).toMatchObject({ accepted: 3 });
  const listed = async (filter: object) =>
    (await listRequests(test.services, { limit: 9, sort: "-time", ...filter })).requests
      .map(({ model }) => model)
      .sort();
  expect(await listed({ isDefaultPriced: true })).toEqual(["house", "nobody"]);
  const day = occurredAt.slice(0, 10);
  expect((await dashboard(test.services, { from: day, to: day })).totals).toMatchObject({
    requests: 3,
    defaultRequests: 1,
    placeholderRequests: 1,
    costUsd: "0.015",
    placeholderCostUsd: "0.005",
  });
});

it("is told apart before it is written", async () => {
  const rows = [standIn("house"), importRow("priced", rates("3", "15"))];
  expect((await test.previewRows(rows)).rows).toMatchObject([
    { model: "house", outcome: "added", isPlaceholder: true },
    { model: "priced", outcome: "added", isPlaceholder: false },
  ]);
});

it("ends with the price it stands for: by an edit, a bulk edit, a file, another import, plain SQL", async () => {
  await test.importRows(["edited", "bulk", "file", "imported", "sql"].map((model) => standIn(model)));
  await edit("edited", { inputPer1M: "3", outputPer1M: "15" });
  await makeChange(test.ctx, { kind: "bulk-edit", change: { kind: "multiply", factor: "1.2" }, models: ["bulk"] });
  await importFile("model,perRequest\nfile,0.006\n");
  await test.importRows([importRow("imported", rates("3", "15"))]);
  await test.database.pool.query("UPDATE model_pricing SET price_per_request = 0.007 WHERE model_name = 'sql'");
  for (const model of ["edited", "bulk", "file", "imported", "sql"]) {
    expect([model, await isPlaceholder(model), (await flagsOf(model)).flags]).toEqual([model, false, []]);
  }
});

it("stays when something else of the entry changes, and when the default is written once more", async () => {
  await test.importRows([standIn("house")]);
  await edit("house", { notes: "ask the vendor", isActive: false });
  await edit("house", { isActive: true });
  expect(await isPlaceholder("house")).toBe(true);
  await test.database.pool.query("UPDATE model_pricing SET notes = 'asked' WHERE model_name = 'house'");
  expect(await isPlaceholder("house")).toBe(true);
  expect(await test.importRows([standIn("house")])).toMatchObject({ counts: { same: 1 } });
});

it("can be confirmed at the same figure, which is a change, and is never unsaid by another default", async () => {
  await test.importRows([standIn("house"), standIn("again")]);
  expect((await edit("house", { isPlaceholder: false })).outcome).toBe("changed");
  expect(await isPlaceholder("house")).toBe(false);
  const same = importRow("again", FLAT);
  expect(await test.importRows([same])).toMatchObject({ counts: { changed: 1 } });
  expect(await isPlaceholder("again")).toBe(false);
  expect(await test.importRows([standIn("again")])).toMatchObject({ counts: { same: 1 } });
});

it("is not held when it gives way to a price, however far that is", async () => {
  await test.importRows([standIn("house")]);
  const images = importRow("house", { perUnit: { outputImages: "0.04" } });
  expect(await test.importRows([images])).toMatchObject({ counts: { changed: 1 } });
  expect(await view("house")).not.toHaveProperty("perRequest");
});

it("is kept by the history, an export and a revert", async () => {
  await test.importRows([standIn("house")]);
  const before = await view("house");
  if (!before) throw new Error("house has no entry");
  const csv = pricesToCsv([before]);
  const { batchId } = await test.importRows([importRow("house", rates("3", "15"))]);

  const { versions, current } = await priceHistory(test.ctx, "house");
  const first = versions.find((version) => version.isPlaceholder);
  expect(versions.map((version) => version.isPlaceholder)).toContain(false);
  await restorePrice(test.ctx, { model: "house", versionId: first?.versionId ?? "", version: current?.version ?? 0 });
  expect(await isPlaceholder("house")).toBe(true);
  await edit("house", { inputPer1M: "3", outputPer1M: "15", perRequest: "0.0105" });
  await test.revert(batchId ?? "");
  expect(await isPlaceholder("house")).toBe(true);

  await edit("house", { isPlaceholder: false });
  expect(await importFile(csv)).toMatchObject({ counts: { changed: 1 } });
  expect(await isPlaceholder("house")).toBe(true);
});

it("comes into force by itself as a placeholder, where it was scheduled", async () => {
  await test.importRows([importRow("scheduled", rates("3", "15"))]);
  const later = new Date(Date.now() + 86_400_000).toISOString();
  const prices = [standIn("scheduled")];
  await makeChange(test.ctx, { kind: "models", prices }, { effectiveFrom: later, held: "all" });
  const { versions } = await priceHistory(test.ctx, "scheduled");
  expect(versions.map((version) => [version.validFrom !== null, version.isPlaceholder])).toEqual([
    [true, true],
    [false, false],
  ]);
});

it("is no price that a sync suggests or copies", async () => {
  const gateway = await test.serve({
    "/v1/models": modelList("house", "bot"),
    "/model/info": modelInfo({ name: "house", model: "openai/house" }, { name: "bot", model: "openai/house" }),
  });
  await test.discover(await test.connect("gateway", gateway.url));
  await test.importRows([standIn("house")]);
  expect((await reviewModels(test.ctx, {})).rows).toMatchObject([
    { name: "bot", status: "missing", suggestions: [] },
    { name: "house", status: "placeholder" },
  ]);
});
