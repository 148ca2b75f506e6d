import { ChangeSource, problemsOfRefusal } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changePrices } from "#server/changes/change-prices";
import { makeChange, writePreviewed } from "#server/testing/changes";
import { findBatch, listBatches } from "./find-batches";
import { modelPricesSource } from "./model-prices-source";
import { FLAT, importRow, rates } from "./testing/import-row";
import { type DiscoveryTest, openDiscoveryTest } from "./testing/open-discovery-test";
import { modelInfo, modelList } from "./testing/serve-listing";

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());
beforeEach(() => test.empty());

const preview = (rows: Parameters<DiscoveryTest["previewRows"]>[0]) => test.previewRows(rows);
const entry = (modelName: string) => test.database.prisma.modelPricing.findUnique({ where: { modelName } });
const bookSize = () => test.database.prisma.modelPricing.count();
const versions = (modelName: string) =>
  test.database.prisma.modelPriceVersion.findMany({ where: { modelName }, orderBy: { id: "asc" } });

describe("import", () => {
  it("prices what it was given, exactly, from the next request on, as one batch under its name", async () => {
    const { batchId, counts } = await test.importRows(
      [importRow("gpt-9", rates("3", "15")), importRow("house", FLAT, { isCustom: true })],
      "First",
    );
    expect(counts).toMatchObject({ added: 2, changed: 0, same: 0 });
    expect(test.costOf("gpt-9")).toEqual(["local-exact", "0.0105"]);
    expect(test.costOf("house")).toEqual(["local-exact", "0.005"]);
    expect(await entry("gpt-9")).toMatchObject({
      pricePer1kInputTokens: expect.anything(),
      isCustom: false,
      isActive: true,
    });
    expect((await entry("gpt-9"))?.pricePerRequest.toString()).toBe("0.0105");

    const [version] = await versions("gpt-9");
    expect(version).toMatchObject({ source: "import", actor: "admin@example.com", batchId, validFrom: null });
    expect(await listBatches(test.ctx, { limit: 50 })).toMatchObject({
      isMore: false,
      batches: [{ id: batchId, name: "First", addedCount: 2, createdBy: "admin@example.com" }],
    });
    const { rows } = await findBatch(test.ctx, { id: batchId ?? "" });
    expect(rows).toMatchObject([
      {
        model: "gpt-9",
        change: "added",
        differences: [
          { field: "input", from: null, to: "3", move: "appeared" },
          { field: "output", to: "15" },
          { field: "perRequest", to: "0.0105" },
        ],
      },
      { model: "house", change: "added" },
    ]);
  });

  it("is previewed with what it would have changed: per entry, in total, and which rules answer no longer", async () => {
    await test.importRows([importRow("wide-*", rates("1", "2")), importRow("wide-kept", rates("1", "2"))]);
    await test.database.pool.query(`
      INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, counted_requests, unpriced_requests,
        error_requests, prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
      SELECT current_date, model, 'openai', 'default', 10, 10, 0, 0, 10000, 5000, 0, 0, 0, 0, 0
      FROM unnest(ARRAY['wide-a', 'wide-b', 'wide-kept', 'new-a', 'new-b']) AS model`);
    const rows = [importRow("wide-a", rates("3", "15")), importRow("new-*", rates("1", "2")), importRow("new-c", FLAT)];
    const { rows: shown, impact } = await preview(rows);
    expect(shown.map(({ model, impact: part }) => [model, part?.requests, part?.beforeUsd, part?.afterUsd])).toEqual([
      ["new-*", 20, "0.1", "0.04"],
      ["new-c", undefined, undefined, undefined],
      ["wide-a", 10, "0.02", "0.105"],
    ]);
    expect(impact).toMatchObject({ requests: 30, beforeUsd: "0.12", afterUsd: "0.145", days: 30, isPartial: false });
    expect(impact?.shadowed).toEqual([
      {
        rule: { source: "local-wildcard", name: "wide-*" },
        by: { source: "local-exact", name: "wide-a" },
        names: 1,
        requests: 10,
        namesLeft: 1,
      },
    ]);
    await test.database.pool.query("DELETE FROM usage_by_model_day");
  });

  it("the same again changes nothing and makes no batch", async () => {
    await test.importRows([importRow("gpt-again", rates("3", "15"))]);
    const before = await entry("gpt-again");
    expect(await test.importRows([importRow("gpt-again", rates("3.00", "15.0"))])).toMatchObject({
      batchId: null,
      counts: { same: 1 },
    });
    expect(await entry("gpt-again")).toEqual(before);
    expect(await versions("gpt-again")).toHaveLength(1);
    expect(await test.database.prisma.importBatch.count()).toBe(1);
  });

  it("changes an entry only from the version that was seen, and keeps its notes and provider", async () => {
    await test.importRows([importRow("gpt-changed", rates("3", "15"))]);
    await test.database.prisma.modelPricing.update({ where: { modelName: "gpt-changed" }, data: { notes: "agreed" } });
    const changed = importRow("gpt-changed", rates("4", "15"), { provider: "azure" });
    expect((await preview([changed])).rows).toMatchObject([
      {
        outcome: "changed",
        rungBefore: "local-exact",
        differences: [
          { field: "input", from: "3", to: "4", percent: "33.33" },
          { field: "perRequest", from: "0.0105", to: "0.0115", percent: "9.52" },
        ],
      },
    ]);
    await test.importRows([changed]);
    expect(await entry("gpt-changed")).toMatchObject({ notes: "agreed", provider: "openai" });
    expect((await versions("gpt-changed")).filter(({ supersededAt }) => supersededAt === null)).toHaveLength(3);
  });

  it("lists the rows that moved since they were shown, and writes nothing of the rest", async () => {
    await test.importRows([importRow("a", rates("3", "15")), importRow("b", rates("3", "15"))]);
    const prices = ["a", "b", "c"].map((model) => importRow(model, rates("4", "15")));
    const source: ChangeSource = { kind: "models", prices };
    const shown = await test.previewRows(prices);
    await test.importRows([importRow("a", rates("5", "15"))]);
    await expect(writePreviewed(test.ctx, source, shown)).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "a", current: [{ model: "a", terms: { inputPer1M: "5" } }] },
    });
    expect(await entry("c")).toBeNull();
    expect(await bookSize()).toBe(3);
  });

  it("two admins at once: one wins, the other sees what moved", async () => {
    const answers = await Promise.allSettled([
      test.importRows([importRow("new", rates("1", "2")), importRow("shared", rates("3", "4"))]),
      test.importRows([importRow("shared", rates("5", "6")), importRow("other", rates("7", "8"))]),
    ]);
    const [won] = answers.filter(({ status }) => status === "fulfilled");
    const lost = answers.filter((answer) => answer.status === "rejected");
    expect(won).toBeDefined();
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({ code: "VERSION_MOVED", details: { name: "shared" } });
    expect(await bookSize()).toBe(3);
  });

  it("two admins import the same at once: both succeed, with one batch", async () => {
    const rows = Array.from({ length: 30 }, (_, index) => importRow(`m${index}`, rates("1", "2")));
    const answers = await Promise.all([test.importRows(rows), test.importRows(rows.toReversed())]);
    expect(answers.filter(({ batchId }) => batchId !== null)).toHaveLength(1);
    expect(await bookSize()).toBe(31);
  });

  it("holds each row that moves far until it is chosen by name", async () => {
    await test.importRows([importRow("gpt-9", rates("3", "15"))]);
    const far = importRow("gpt-9", rates("300", "15"));
    const shown = await preview([far]);
    expect(shown.rows[0]?.held).toContainEqual({
      kind: "move",
      field: "input",
      move: "tenfold",
    });
    expect(shown.heldCount).toBe(1);
    const source: ChangeSource = { kind: "models", prices: [far] };
    expect(await makeChange(test.ctx, source)).toMatchObject({ batchId: null });
    expect(await makeChange(test.ctx, source, { held: ["gpt-9"] })).toMatchObject({ counts: { changed: 1 } });
  });

  it("holds a price in another unit than a connected server says", async () => {
    const gateway = await test.serve({
      "/v1/models": modelList("house"),
      "/model/info": modelInfo({ name: "house", model: "openai/house", input: 3e-6, output: 1.5e-5 }),
    });
    await test.discover(await test.connect("gateway", gateway.url));
    const { rows } = await preview([importRow("house", rates("3000", "15000"))]);
    expect(rows[0]?.held).toContainEqual({
      kind: "unit-suspect",
      field: "input",
      suspect: { factor: 1000, direction: "times" },
      references: ["server"],
    });
  });

  it("leaves pinned entries alone", async () => {
    await test.importRows([importRow("gpt-9", rates("3", "15"))]);
    await test.database.prisma.modelPricing.update({
      where: { modelName: "gpt-9" },
      data: { pinnedBy: "prices.json" },
    });
    expect(await test.importRows([importRow("gpt-9", rates("4", "15"))])).toMatchObject({
      batchId: null,
      counts: { refused: 1 },
    });
  });
});

describe("what is no price is refused with its field", () => {
  it.each<[string, object, string]>([
    ["-1", { perRequest: "-1" }, "perRequest: negative"],
    ["NaN", rates("NaN", "1"), "inputPer1M: not-a-number"],
    ["1e400", rates("1", "1e400"), "outputPer1M: too-large"],
    ["Infinity", { perRequest: "Infinity" }, "perRequest: infinite"],
    ["a number", { perRequest: 0.005 }, "perRequest: not-text"],
    ["hexadecimal", { perRequest: "0x10" }, "perRequest: not-a-decimal-literal"],
    ["no price at all", {}, "perRequest: no-price-at-all"],
    ["beyond the column", { perRequest: "1000001" }, "perRequest: too-large"],
    ["an unknown field", { ...FLAT, discount: "1" }, "discount: unknown-field"],
  ])("%s", async (_name, terms, refused) => {
    const { rows } = await test.previewRows([importRow("bad", terms), importRow("good")]);
    expect(rows).toMatchObject([{ model: "bad", outcome: "refused", seen: null }, { outcome: "added" }]);
    const [problem] = rows[0]?.refusal ? problemsOfRefusal(rows[0].refusal) : [];
    expect(`${problem?.field}: ${problem?.code}`).toBe(refused);
    await expect(
      changePrices(test.ctx, modelPricesSource(test.ctx, { kind: "models", prices: [importRow("bad", terms)] }), {
        dryRun: false,
        effectiveFrom: null,
        choice: { rows: [{ model: "bad", seen: "0".repeat(32) }] },
      }),
    ).rejects.toMatchObject({ code: "VERSION_MOVED" });
    expect(await bookSize()).toBe(1);
  });

  it("the default entry is edited by itself", async () => {
    const { rows } = await test.previewRows([importRow("default")]);
    expect(rows).toMatchObject([{ outcome: "refused", refusal: { code: "default-entry" } }]);
  });

  it.each([
    ["a name with a line break", [{ ...importRow("a"), model: "a\nb" }]],
    ["no rows", []],
    ["a field nobody knows", [{ ...importRow("a"), price: "1" }]],
    ["a name twice", [importRow("a"), importRow("a")]],
  ])("%s is refused at the door", (_name, prices) => {
    expect(ChangeSource.safeParse({ kind: "models", prices }).success).toBe(false);
  });

  it("takes any name: __proto__ and constructor are models like others", async () => {
    await test.importRows([importRow("__proto__"), importRow("constructor"), importRow("Ünïcödé 模型")]);
    expect(test.costOf("__proto__")).toEqual(["local-exact", "0.005"]);
    expect(await bookSize()).toBe(4);
  });
});
