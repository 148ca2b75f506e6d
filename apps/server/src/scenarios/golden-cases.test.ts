import { DomainError } from "#server/errors/domain-error";
import { changePrices } from "#server/changes/change-prices";
import { bulkSource } from "#server/features/price-book/bulk-source";
import { previewPrice } from "#server/features/price-book/preview-price";
import { deletePrice } from "#server/features/price-book/delete-price";
import { createPrice, editPrice } from "#server/features/price-book/save-price";
import { setAdjustment, trySetting } from "#server/features/adjustments/set-adjustment";
import { findPrice } from "#server/entries/rows";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  checkPriceCases,
  removePriceCase,
  savePriceCases,
  updatePriceCase,
} from "#server/features/price-cases/price-cases";

let world: TestContext;

const LABEL = "A thousand in, five hundred out";
const usage = { promptTokens: 1000, completionTokens: 500 };
const chat = { label: LABEL, set: "General", model: "chat", usage, expectedUsd: "0.0105" };

beforeAll(async () => {
  world = await createTestContext();
  await createPrice(world.ctx, { model: "chat", input: { provider: "openai", inputPer1M: "3", outputPer1M: "15" } });
  await savePriceCases(world.ctx, [chat]);
});
afterAll(() => world.close());

const accepting = () => ({ ...world.ctx, acceptsFailingCases: true });
const versionOf = async () => (await findPrice(world.database.pool, "chat"))?.view.version ?? 0;
const edited = async (ctx: TestContext["ctx"], inputPer1M: string) =>
  editPrice(ctx, { model: "chat", version: await versionOf(), input: { inputPer1M }, mode: "edit" });

const failuresOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError) || error.code !== "CASES_FAIL")
    throw new Error("the change was not refused", { cause: error });
  return (error as DomainError<"CASES_FAIL">).details.cases.map(({ label, wouldCostUsd }) => [label, wouldCostUsd]);
};
const lastAudit = async () => {
  const { rows } = await world.database.pool.query<{ action: string; details: Record<string, unknown> }>(
    "SELECT action, details FROM audit_log ORDER BY seq DESC LIMIT 1",
  );
  return rows[0];
};
const stands = async () => (await checkPriceCases(world.ctx, {})).cases.map(({ isMet, foundUsd }) => [isMet, foundUsd]);

test("one price: named by the preview, refused, and written with what was accepted in the audit", async () => {
  const preview = await previewPrice(world.ctx, { model: "chat", changes: { inputPer1M: "6" } });
  expect(preview.failingCases).toMatchObject([{ label: LABEL, mustCostUsd: "0.0105", wouldCostUsd: "0.0135" }]);
  expect(await failuresOf(edited(world.ctx, "6"))).toEqual([[LABEL, "0.0135"]]);
  expect(await failuresOf(deletePrice(world.ctx, { model: "chat", version: await versionOf() }))).toHaveLength(1);
  expect(await stands()).toEqual([[true, "0.0105"]]);
  await edited(accepting(), "6");
  expect(await stands()).toEqual([[false, "0.0135"]]);
  expect(await lastAudit()).toMatchObject({
    action: "price.edit",
    details: { acceptedFailingCases: [{ label: LABEL, wouldCostUsd: "0.0135" }] },
  });
  await edited(world.ctx, "3");
});

test("a change set: its preview names them, its write asks for the chosen rows only", async () => {
  const source = bulkSource({
    kind: "bulk-edit",
    change: { kind: "multiply", factor: "2" },
    models: ["chat"],
  });
  const choice = { acceptHeld: "all", skipRefused: true } as const;
  const order = { dryRun: true, effectiveFrom: null, choice };
  const { impact } = await changePrices(world.ctx, source, order);
  expect(impact?.failingCases).toMatchObject([{ label: LABEL, wouldCostUsd: "0.021" }]);
  expect(await failuresOf(changePrices(world.ctx, source, { ...order, dryRun: false }))).toEqual([[LABEL, "0.021"]]);
  const written = await changePrices(accepting(), source, { ...order, dryRun: false });
  expect(written.batchId).not.toBeNull();
  expect((await lastAudit())?.details).toMatchObject({ acceptedFailingCases: [{ wouldCostUsd: "0.021" }] });
  await editPrice(world.ctx, {
    model: "chat",
    version: await versionOf(),
    input: { inputPer1M: "3", outputPer1M: "15" },
    mode: "edit",
  });
});

test("a discount is checked as well", async () => {
  const input = { provider: "openai", discountPercent: "10", replaces: null };
  expect((await trySetting(world.ctx, input)).impact?.failingCases).toMatchObject([{ wouldCostUsd: "0.00945" }]);
  expect(await failuresOf(setAdjustment(world.ctx, input))).toEqual([[LABEL, "0.00945"]]);
});

test("a case of a time holds what was: a price from now leaves it, one that is backdated does not", async () => {
  const at = new Date(Date.now() - 86_400_000).toISOString();
  const { cases } = await savePriceCases(world.ctx, [{ ...chat, label: "Yesterday", at }]);
  expect(cases).toHaveLength(2);
  const from = (effectiveFrom: string | null) =>
    previewPrice(world.ctx, { model: "chat", changes: { inputPer1M: "6", effectiveFrom } });
  const labels = async (effectiveFrom: string | null) =>
    (await from(effectiveFrom)).failingCases.map(({ label }) => label);
  expect(await labels(null)).toEqual([LABEL]);
  expect(await labels(new Date(Date.now() - 2 * 86_400_000).toISOString())).toEqual([LABEL, "Yesterday"]);
  expect(await labels(new Date(Date.now() + 86_400_000).toISOString())).toEqual([LABEL]);
});

test("an update needs a reason and is in the audit; a case is replaced by its label, and removed", async () => {
  const { cases } = await checkPriceCases(world.ctx, { set: "General" });
  const id = cases.find(({ label }) => label === LABEL)?.id ?? "";
  await updatePriceCase(world.ctx, { id, expectedUsd: "0.02", reason: "a new contract" });
  expect(await lastAudit()).toMatchObject({
    action: "price-cases.update",
    details: { before: "0.0105", after: "0.02", reason: "a new contract" },
  });
  await savePriceCases(world.ctx, [{ ...chat, expectedUsd: "0.0105" }]);
  expect((await checkPriceCases(world.ctx, {})).cases).toHaveLength(2);
  await removePriceCase(world.ctx, { id });
  expect((await checkPriceCases(world.ctx, {})).cases.map(({ label }) => label)).toEqual(["Yesterday"]);
  await expect(removePriceCase(world.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(
    savePriceCases(world.ctx, [{ ...chat, usage: { promptTokens: 1, cacheReadTokens: 2 } }]),
  ).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("of two people who change or remove one at once, the second is told that it is gone", async () => {
  const { cases } = await savePriceCases(world.ctx, [{ ...chat, label: "Shared" }]);
  const id = cases.find(({ label }) => label === "Shared")?.id ?? "";
  const update = (expectedUsd: string) => updatePriceCase(world.ctx, { id, expectedUsd, reason: "A contract" });
  await Promise.all([update("1"), update("2")]);
  const { rows } = await world.database.pool.query<{ details: Readonly<{ before: string; after: string }> }>(
    "SELECT details FROM audit_log WHERE subject = 'Shared' AND action = 'price-cases.update' ORDER BY seq",
  );
  expect(rows.map(({ details }) => details.before)).toEqual(["0.0105", rows[0]?.details.after]);
  const gone = await Promise.allSettled([removePriceCase(world.ctx, { id }), removePriceCase(world.ctx, { id })]);
  const refused = gone.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
  expect(refused).toMatchObject([{ code: "NOT_FOUND" }]);
});
