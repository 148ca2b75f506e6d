/** A bulk edit of the price book is a batch of discovery's list: two features, so it is tested above both. */
import { afterAll, beforeAll, expect, it } from "vitest";
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
});
afterAll(() => test.close());

const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;

async function setInput(inputPer1M: string, models: string[], order: Parameters<typeof makeChange>[2]) {
  const change = { kind: "set" as const, prices: { inputPer1M } };
  return (await makeChange(test.ctx, { kind: "bulk-edit", change, models }, order)).batchId ?? "";
}
const revert = (batchId: string) => makeChange(test.ctx, { kind: "revert", batchId });

it("can be looked into and taken back; entries edited since stay", async () => {
  for (const model of ["gpt-a", "gpt-b", "gpt-c"]) {
    await createPrice(test.ctx, { model, input: { inputPer1M: "3", outputPer1M: "15", notes: "n" } });
  }
  const id = await setInput("4", ["gpt-a", "gpt-b", "gpt-c"], { name: "dearer" });
  const found = await findBatch(test.ctx, { id });
  expect(found.batch).toMatchObject({
    kind: "bulk-edit",
    name: "dearer",
    changedCount: 3,
    createdBy: "admin@example.com",
  });
  expect(found.rows[0]).toMatchObject({ model: "gpt-a", change: "changed", differences: [{ from: "3", to: "4" }] });

  await editPrice(test.ctx, { model: "gpt-b", version: 2, input: { inputPer1M: "5" }, mode: "edit" });
  const { rows } = await previewChange(test.ctx, { kind: "revert", batchId: id });
  expect(rows.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(["changed", "edited-since", "changed"]);
  await revert(id);
  expect(await view("gpt-a")).toMatchObject({ inputPer1M: "3", outputPer1M: "15", notes: "n", version: 3 });
  expect(await view("gpt-b")).toMatchObject({ inputPer1M: "5" });
});

const FROM = "2025-01-01T00:00:00.000Z";
const SOON = "2099-01-01T00:00:00.000Z";

async function dated(model: string, effectiveFrom: string) {
  await createPrice(test.ctx, { model, input: { inputPer1M: "3", outputPer1M: "15" } });
  return setInput("4", [model], { effectiveFrom });
}

const believed = async (model: string) =>
  (await findVersions(test.database.pool, model))
    .filter(({ supersededAt }) => supersededAt === null)
    .map(({ inputPer1M, validFrom, validUntil }) => ({ inputPer1M, validFrom, validUntil }));

it("what was scheduled and taken back never begins: the price before it holds on", async () => {
  const batch = await dated("gpt-later", SOON);
  expect(await believed("gpt-later")).toHaveLength(2);
  expect(await revert(batch)).toMatchObject({ counts: { changed: 1 } });
  expect(await believed("gpt-later")).toEqual([{ inputPer1M: "3", validFrom: null, validUntil: null }]);
  expect(await findVersions(test.database.pool, "gpt-later")).toHaveLength(2);
  expect(await revert(batch)).toMatchObject({ batchId: null, counts: { same: 1 } });
});

it("a price scheduled for the time of another one gives it back", async () => {
  await dated("gpt-twice", SOON);
  const planned = await believed("gpt-twice");
  const batchId = await setInput("5", ["gpt-twice"], { effectiveFrom: SOON });
  const dearer = await believed("gpt-twice");
  const { rows } = await previewChange(test.ctx, { kind: "revert", batchId });
  expect(rows).toMatchObject([{ from: expect.stringContaining("2099-01-01"), differences: [{ from: "5", to: "4" }] }]);
  const reverted = await revert(batchId);
  expect(await believed("gpt-twice")).toEqual(planned);
  await revert(reverted.batchId ?? "");
  expect(await believed("gpt-twice")).toEqual(dearer);
});

it("a correction of the past is taken back where it was made", async () => {
  await revert(await dated("gpt-past", FROM));
  const windows = await believed("gpt-past");
  expect(windows.map(({ inputPer1M }) => inputPer1M)).toEqual(["3", "3"]);
  expect(windows[0]).toMatchObject({ validFrom: expect.stringContaining("2025-01-01T00:00:00"), validUntil: null });
});

/** Windows as they price, whatever rows they are kept in: neighbours that say the same are one. */
async function pricedBy(model: string): Promise<readonly (readonly [from: string, inputPer1M: string | undefined])[]> {
  const windows = (await believed(model)).map(
    ({ inputPer1M, validFrom, validUntil }) => [validFrom ?? "", inputPer1M, validUntil] as const,
  );
  const ordered = windows.sort(([left], [right]) => (left < right ? -1 : 1));
  const merged = ordered.filter(([, price], index) => index === 0 || ordered[index - 1]?.[1] !== price);
  return [...merged, ...ordered.slice(-1)].map(([from, price, until], index) =>
    index < merged.length ? [from.slice(0, 10), price] : [`until ${until?.slice(0, 4) ?? "further notice"}`, price],
  );
}

it("a correction over several prices of the past leaves each of them where it was", async () => {
  await createPrice(test.ctx, { model: "gpt-moved", input: { inputPer1M: "1", outputPer1M: "15" } });
  const edits = [
    ["2025-03-01T00:00:00Z", "2"],
    ["2025-06-01T00:00:00Z", "3"],
  ] as const;
  for (const [index, [effectiveFrom, inputPer1M]] of edits.entries()) {
    const input = { inputPer1M, effectiveFrom };
    await editPrice(test.ctx, { model: "gpt-moved", version: index + 1, input, mode: "edit" });
  }
  const before = await pricedBy("gpt-moved");
  expect(before).toEqual([
    ["", "1"],
    ["2025-03-01", "2"],
    ["2025-06-01", "3"],
    ["until further notice", "3"],
  ]);

  const id = await setInput("4", ["gpt-moved"], { effectiveFrom: FROM });
  expect(await pricedBy("gpt-moved")).toEqual([
    ["", "1"],
    ["2025-01-01", "4"],
    ["until further notice", "4"],
  ]);
  const corrected = await pricedBy("gpt-moved");

  const reverted = await revert(id);
  expect(await pricedBy("gpt-moved")).toEqual(before);
  await revert(reverted.batchId ?? "");
  expect(await pricedBy("gpt-moved")).toEqual(corrected);
});

it("taken back once more, since a day of the past, leaves a price: no entry without one", async () => {
  await createPrice(test.ctx, { model: "gpt-again", input: { inputPer1M: "3", outputPer1M: "15" } });
  const batchId = await setInput("4", ["gpt-again"], {});
  await revert(batchId);
  await makeChange(test.ctx, { kind: "revert", batchId }, { effectiveFrom: FROM });
  expect(await pricedBy("gpt-again")).toEqual([
    ["", "3"],
    ["until further notice", "3"],
  ]);
});

it("that somebody corrected backwards since is taken back from now; the correction stays, and so does a price", async () => {
  await createPrice(test.ctx, { model: "gpt-since", input: { inputPer1M: "3", outputPer1M: "15" } });
  const batchId = await setInput("4", ["gpt-since"], {});
  const input = { inputPer1M: "4", effectiveFrom: FROM };
  await editPrice(test.ctx, { model: "gpt-since", version: 2, input, mode: "edit" });
  await revert(batchId);
  const today = new Date().toISOString().slice(0, 10);
  expect(await pricedBy("gpt-since")).toEqual([
    ["", "3"],
    ["2025-01-01", "4"],
    [today, "3"],
    ["until further notice", "3"],
  ]);
});

it("that brought an entry back is taken back twice: the entry has a price again", async () => {
  await createPrice(test.ctx, { model: "gpt-back", input: { inputPer1M: "2", outputPer1M: "15" } });
  await deletePrice(test.ctx, { model: "gpt-back", version: 1 });
  const text = "model,provider,inputPer1M\ngpt-back,openai,3";
  const file = { kind: "file", format: "csv", unit: "per-1m", text } as const;
  const added = await makeChange(test.ctx, file, { effectiveFrom: FROM });
  const removed = await revert(added.batchId ?? "");
  await revert(removed.batchId ?? "");
  expect(await pricedBy("gpt-back")).toEqual([
    ["", "2"],
    ["2025-01-01", "3"],
    ["until further notice", "3"],
  ]);
});
