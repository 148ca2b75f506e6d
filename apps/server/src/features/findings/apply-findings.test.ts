import type { ChangeSource } from "@ratecard/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { makeChange, previewChange, writePreviewed } from "#server/testing/changes";
import { countFindings, listFindings } from "./list-findings";
import { findPrice } from "#server/entries/rows";
import { createPrice, editPrice } from "#server/testing/prices";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
  await test.database.pool.query(`
    INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests, prompt_tokens,
      completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
    SELECT current_date, model, 'house', 'default', 7, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM unnest(ARRAY['Bot-1', 'BOT-2', 'swap-1', 'swap-2']) AS model`);
  await test.database.pool.query("ALTER TABLE model_pricing ALTER created_at SET DEFAULT now() - interval '31 days'");
  for (const model of ["swap-1", "swap-2", "idle-1", "idle-2", "bot-1", "bot-2"]) {
    const [inputPer1M, outputPer1M] = model.startsWith("swap") ? ["4", "1"] : ["1", "2"];
    await createPrice(test.ctx, { model, input: { provider: "house", inputPer1M, outputPer1M } });
  }
});
afterAll(() => test.close());

const refs = async (code: string) =>
  (await listFindings(test.ctx, { code })).findings.map(({ findingId, model }) => ({ findingId, model }));
const sourceOf = async (code: string): Promise<ChangeSource> => ({ kind: "findings", findings: await refs(code) });
const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;
const batches = () => test.database.prisma.importBatch.findMany({ include: { rows: true } });

it("all of a kind are previewed, and applied as one batch", async () => {
  const source = await sourceOf("output-cheaper-than-input");
  const shown = await previewChange(test.ctx, source);
  expect(shown.counts).toMatchObject({ changed: 2 });
  expect(shown.rows[0]).toMatchObject({
    model: "swap-1",
    outcome: "changed",
    differences: expect.arrayContaining([expect.objectContaining({ field: "input", from: "4", to: "1" })]),
  });
  expect(await view("swap-1")).toMatchObject({ inputPer1M: "4" });

  const { batchId } = await writePreviewed(test.ctx, source, shown, { name: "swapped" });
  expect(await view("swap-1")).toMatchObject({ inputPer1M: "1", outputPer1M: "4", version: 2 });
  expect(await view("swap-2")).toMatchObject({ inputPer1M: "1", version: 2 });
  expect(await batches()).toMatchObject([{ id: batchId, name: "swapped", changedCount: 2, rows: [{}, {}] }]);
  await expect(writePreviewed(test.ctx, source, shown)).rejects.toMatchObject({ code: "VERSION_MOVED" });
  expect((await previewChange(test.ctx, source)).rows).toMatchObject([
    { outcome: "refused", refusal: { code: "settled" } },
    { outcome: "refused" },
  ]);
});

it("a rename is a name less and a name more in the batch", async () => {
  const done = await makeChange(test.ctx, await sourceOf("case-only-difference"), { name: "spelt as sent" });
  expect(done).toMatchObject({
    counts: { changed: 2 },
    rows: [{ model: "bot-1", newModel: "Bot-1" }, { model: "bot-2" }],
  });
  expect(await view("Bot-1")).toMatchObject({ inputPer1M: "1" });
  expect(await view("bot-1")).toBeUndefined();
  const [, batch] = await batches();
  expect(batch?.rows.map(({ modelName, before, after }) => [modelName, before !== null, after !== null])).toEqual(
    expect.arrayContaining([
      ["bot-1", true, false],
      ["Bot-1", false, true],
    ]),
  );
});

it("one entry that moved stops all of them: nothing is written", async () => {
  const source = await sourceOf("price-without-traffic");
  const shown = await previewChange(test.ctx, source);
  await editPrice(test.ctx, { model: "idle-2", version: 1, input: { inputPer1M: "1.5", notes: "mine" }, mode: "edit" });
  await expect(writePreviewed(test.ctx, source, shown)).rejects.toMatchObject({ code: "VERSION_MOVED" });
  expect(await view("idle-1")).toMatchObject({ isActive: true });
  expect(await batches()).toHaveLength(2);
  expect(await makeChange(test.ctx, await sourceOf("price-without-traffic"))).toMatchObject({ counts: { changed: 2 } });
  expect(await view("idle-1")).toMatchObject({ isActive: false });
  expect(await countFindings(test.ctx)).toEqual({ count: 0, unreviewed: 0, hasErrors: false });
});
