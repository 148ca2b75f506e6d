/** A bulk edit of the price book is a batch of discovery's list: two features, so it is tested above both. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { findBatch } from "#server/features/discovery/find-batch";
import { revertBatch } from "#server/features/discovery/revert-batch";
import { bulkEdit } from "#server/features/price-book/bulk-edit";
import { findPrice } from "#server/features/price-book/rows";
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
