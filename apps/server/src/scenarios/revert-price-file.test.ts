/** An imported file is a batch of discovery's list: two features, so it is tested above both. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findVersions } from "#server/entries/known-prices";
import { findPrice } from "#server/entries/rows";
import { findBatch } from "#server/features/discovery/find-batches";
import { deletePrice } from "#server/features/price-book/delete-price";
import { createPrice, editPrice } from "#server/features/price-book/save-price";
import { makeChange, previewChange } from "#server/testing/changes";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
  for (const model of ["gpt-a", "gpt-b", "gpt-later"]) {
    await createPrice(test.ctx, { model, input: { inputPer1M: "3", outputPer1M: "15", notes: "n" } });
  }
});
afterAll(() => test.close());

const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;

async function importCsv(text: string): Promise<string> {
  const source = { kind: "file", text, format: "csv", unit: "per-1m" } as const;
  return (await makeChange(test.ctx, source, { name: "vendor.csv", held: "all" })).batchId ?? "";
}
const previewRevert = (batchId: string) => previewChange(test.ctx, { kind: "revert", batchId });
const revert = (batchId: string) => makeChange(test.ctx, { kind: "revert", batchId });

describe("a file of prices", () => {
  it("can be looked into and taken back; entries edited since stay, new ones go", async () => {
    const id = await importCsv("model,provider,inputPer1M,outputPer1M\ngpt-a,,4,15\ngpt-b,,4,15\nbrand-new,x,1,2\n");
    const found = await findBatch(test.ctx, { id });
    expect(found.batch).toMatchObject({ kind: "file", name: "vendor.csv", addedCount: 1, changedCount: 2 });
    expect(found.rows.map(({ model, change }) => `${model} ${change}`)).toEqual([
      "brand-new added",
      "gpt-a changed",
      "gpt-b changed",
    ]);

    await editPrice(test.ctx, { model: "gpt-b", version: 2, input: { inputPer1M: "5" }, mode: "edit" });
    const { rows } = await previewRevert(id);
    expect(rows.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      "changed",
      "changed",
      "edited-since",
    ]);
    await revert(id);
    expect(await view("gpt-a")).toMatchObject({ inputPer1M: "3", outputPer1M: "15", notes: "n" });
    expect(await view("gpt-b")).toMatchObject({ inputPer1M: "5" });
    expect(await view("brand-new")).toBeUndefined();
  });

  it("that is to come is withdrawn before it comes, and what holds now goes on", async () => {
    const id = await importCsv("model,inputPer1M,outputPer1M,effectiveFrom\ngpt-later,4,15,2999-01-01T00:00:00Z\n");
    expect(await view("gpt-later")).toMatchObject({ inputPer1M: "3", scheduledFrom: "2999-01-01T00:00:00.000000Z" });
    expect((await previewRevert(id)).rows).toMatchObject([
      { model: "gpt-later", outcome: "changed", differences: [{ field: "input", from: "4", to: "3" }, {}] },
    ]);
    await revert(id);
    const after = await view("gpt-later");
    expect(after).toMatchObject({ inputPer1M: "3" });
    expect(after).not.toHaveProperty("scheduledFrom");
    const inForce = (await findVersions(test.database.pool, "gpt-later")).filter(({ supersededAt }) => !supersededAt);
    expect(inForce).toMatchObject([{ validFrom: null, validUntil: null, inputPer1M: "3" }]);
    expect(await revert(id)).toMatchObject({ batchId: null, counts: { same: 1 } });
  });

  it("with dates of the past by row is taken back from each date on; a name that was gone by then is gone again", async () => {
    for (const model of ["gpt-dated", "gpt-gone"]) {
      await createPrice(test.ctx, { model, input: { inputPer1M: "3", outputPer1M: "15" } });
    }
    await deletePrice(test.ctx, { model: "gpt-gone", version: 1 });
    const before = await believed("gpt-gone");
    expect(before).toEqual([{ inputPer1M: "3", validFrom: null, validUntil: expect.any(String) }]);

    const id = await importCsv(
      "model,provider,inputPer1M,outputPer1M,effectiveFrom\ngpt-dated,,4,15,2025-06-01T00:00:00Z\ngpt-gone,x,9,15,2025-01-01T00:00:00Z\n",
    );
    expect(await believed("gpt-gone")).toMatchObject([{ inputPer1M: "9", validUntil: null }, { inputPer1M: "3" }]);
    await revert(id);
    expect(await pricesAt("2025-07-01", ["gpt-dated", "gpt-gone"])).toEqual(["3", "3"]);
    expect((await believed("gpt-gone")).some(({ validUntil }) => validUntil === null)).toBe(false);
    expect((await believed("gpt-gone"))[0]?.validUntil).toBe(before[0]?.validUntil);
  });

  it.each(["3", "4"])(
    "that begins before the first price of a name, at %s, leaves nothing there when it is taken back",
    async (price) => {
      const model = `gpt-begun-${price}`;
      const input = { inputPer1M: "3", outputPer1M: "15", effectiveFrom: "2026-01-01T00:00:00Z" };
      await createPrice(test.ctx, { model, input });
      const before = await believed(model);
      const id = await importCsv(
        `model,inputPer1M,outputPer1M,effectiveFrom\n${model},${price},15,2025-06-01T00:00:00Z\n`,
      );
      expect(await pricesAt("2025-07-01", [model])).toEqual([price]);
      expect(await revert(id)).toMatchObject({ counts: { changed: 1 } });
      expect(await believed(model)).toEqual(before);
      expect(await revert(id)).toMatchObject({ batchId: null, counts: { same: 1 } });
      expect(await believed(model)).toEqual(before);
    },
  );

  it.each(["", "2025-06-01T00:00:00Z"])(
    "of a name whose first price is still to come, from %j, leaves that price to come when it is taken back",
    async (from) => {
      const model = `gpt-to-come-${from.length}`;
      const coming = { inputPer1M: "3", outputPer1M: "15", effectiveFrom: "2999-01-01T00:00:00Z" };
      await createPrice(test.ctx, { model, input: coming });
      const before = await believed(model);
      const id = await importCsv(`model,inputPer1M,outputPer1M,effectiveFrom\n${model},4,15,${from}\n`);
      const now = new Date().toISOString();
      expect(await pricesAt(now, [model])).toEqual(["4"]);
      await revert(id);
      expect(await pricesAt(new Date().toISOString(), [model])).toEqual([undefined]);
      expect(await believed(model)).toEqual(expect.arrayContaining(before));
      expect(await view(model)).toMatchObject({ inputPer1M: "3", scheduledFrom: expect.stringMatching(/^2999-01-01/) });
    },
  );
});

/** Newest record first. */
const believed = async (model: string) =>
  (await findVersions(test.database.pool, model))
    .filter(({ supersededAt }) => supersededAt === null)
    .map(({ inputPer1M, validFrom, validUntil }) => ({ inputPer1M, validFrom, validUntil }));

const pricesAt = (day: string, models: readonly string[]) =>
  Promise.all(
    models.map(async (model) => {
      const holds = (await believed(model)).find(
        ({ validFrom, validUntil }) => (validFrom ?? "") <= day && (validUntil ?? "9") > day,
      );
      return holds?.inputPer1M;
    }),
  );
