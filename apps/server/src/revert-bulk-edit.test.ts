/** A bulk edit of the price book is a batch of discovery's list: two features, so it is tested above both. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { findBatch } from "#server/features/discovery/find-batch";
import { revertBatch } from "#server/features/discovery/revert-batch";
import { bulkEdit } from "#server/features/price-book/bulk/bulk-edit";
import { findPrice } from "#server/features/price-book/rows";
import { findVersions } from "#server/features/price-book/version-rows";
import { createPrice, editPrice } from "#server/features/price-book/save-price";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
});
afterAll(() => test.close());

const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;

it("can be looked into and taken back; entries edited since stay", async () => {
  for (const model of ["gpt-a", "gpt-b", "gpt-c"]) {
    await createPrice(test.ctx, { model, input: { inputPer1M: "3", outputPer1M: "15", notes: "n" } });
  }
  const rows = ["gpt-a", "gpt-b", "gpt-c"].map((model) => ({ model, version: 1, isAcknowledged: false }));
  const prices = { inputPer1M: "4" };
  const edited = await bulkEdit(test.ctx, { name: "dearer", change: { kind: "set", prices }, rows });
  const id = edited.batchId ?? "";
  const found = await findBatch(test.ctx, { id });
  expect(found.batch).toMatchObject({
    kind: "bulk-edit",
    name: "dearer",
    changedCount: 3,
    createdBy: "admin@example.com",
  });
  expect(found.rows[0]).toMatchObject({ model: "gpt-a", change: "changed", differences: [{ from: "3", to: "4" }] });

  await editPrice(test.ctx, { model: "gpt-b", version: 2, input: { inputPer1M: "5" }, mode: "edit" });
  const reverted = await revertBatch(test.ctx, { id });
  expect(reverted.rows.map(({ outcome }) => outcome)).toEqual(["restores", "edited-since", "restores"]);
  expect(await view("gpt-a")).toMatchObject({ inputPer1M: "3", outputPer1M: "15", notes: "n", version: 3 });
  expect(await view("gpt-b")).toMatchObject({ inputPer1M: "5" });
});

const SOON = "2099-01-01T00:00:00.000Z";

async function dated(model: string, effectiveFrom: string) {
  await createPrice(test.ctx, { model, input: { inputPer1M: "3", outputPer1M: "15" } });
  const change = { kind: "set" as const, prices: { inputPer1M: "4" } };
  const rows = [{ model, version: 1, isAcknowledged: false }];
  const { batchId } = await bulkEdit(test.ctx, { name: "dated", change, rows, effectiveFrom });
  return { id: batchId ?? "" };
}

const believed = async (model: string) =>
  (await findVersions(test.database.pool, model))
    .filter(({ supersededAt }) => supersededAt === null)
    .map(({ inputPer1M, validFrom, validUntil }) => ({ inputPer1M, validFrom, validUntil }));

it("what was scheduled and taken back never begins: the price before it holds on", async () => {
  const batch = await dated("gpt-later", SOON);
  expect(await believed("gpt-later")).toHaveLength(2);
  const { rows } = await revertBatch(test.ctx, batch);
  expect(rows).toMatchObject([{ outcome: "withdraws" }]);
  expect(await believed("gpt-later")).toEqual([{ inputPer1M: "3", validFrom: null, validUntil: null }]);
  expect(await findVersions(test.database.pool, "gpt-later")).toHaveLength(2);
  await expect(revertBatch(test.ctx, batch)).rejects.toThrow("nothing of");
});

it("a correction of the past is taken back where it was made", async () => {
  const from = "2025-01-01T00:00:00.000Z";
  await revertBatch(test.ctx, await dated("gpt-past", from));
  const windows = await believed("gpt-past");
  expect(windows.map(({ inputPer1M }) => inputPer1M)).toEqual(["3", "3"]);
  expect(windows[0]).toMatchObject({ validFrom: expect.stringContaining("2025-01-01T00:00:00"), validUntil: null });
});
