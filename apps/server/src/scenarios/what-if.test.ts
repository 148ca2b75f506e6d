/** Other prices on real usage: to the last digit what a re-cost would come to, were they published backdated. */
import { setTimeout as sleep } from "node:timers/promises";
import { type UsageEvent, WhatIfQuestion } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import { ingestEvents } from "#server/features/usage/take-usage";
import { askWhatIf, findWhatIfResult } from "#server/features/what-if/ask-what-if";
import { listWhatIfs, openWhatIf, removeWhatIf, saveWhatIf } from "#server/features/what-if/kept-what-ifs";
import type { WhatIfResult } from "#server/features/what-if/result";
import { findPrice } from "#server/entries/rows";
import { editPrice } from "#server/features/price-book/save-price";
import { changePrices } from "#server/changes/change-prices";
import { modelPricesSource } from "#server/features/discovery/model-prices-source";
import { sumMonths } from "#server/ledger/sum-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";

let world: TestContext;
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const PERIOD = { from: ago(59).slice(0, 10), to: ago(0).slice(0, 10) };

const used = (model: string, count: number, event: Partial<UsageEvent> = {}): UsageEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    requestId: `${model} ${JSON.stringify(event)} ${index}`,
    model,
    occurredAt: ago(index % 50),
    team: `team ${index % 3}`,
    promptTokens: 997 + index * 13,
    completionTokens: 101 + index,
    cacheReadTokens: index,
    ...event,
  }));

beforeAll(async () => {
  world = await createTestContext();
  const price = { provider: "house", inputPer1M: "3", outputPer1M: "15" };
  for (const model of ["plain", "steps", "odd", "other", "reported", "tens"])
    await createPrice(world.ctx, { model, input: price });
  const events = [
    ...used("plain", 120),
    ...used("steps", 90),
    ...used("odd", 40),
    ...used("odd", 30, { serviceTier: "flex" }),
    ...used("odd", 5, { isCacheHit: true }),
    ...used("other", 20),
    ...used("reported", 30, { sumOfRequests: 0 }),
    ...used("tens", 30, { sumOfRequests: 10 }),
  ];
  await ingestEvents(world.services, { gateway: "g", events });
  await sumMonths(world.database.pool, new Date());
});
afterAll(() => world.close());

const asked = (change: unknown, filters: object = {}) => WhatIfQuestion.parse({ ...PERIOD, ...filters, change });

async function answerOf(question: WhatIfQuestion): Promise<WhatIfResult> {
  const { result, jobId } = await askWhatIf(world.ctx, question);
  if (result) return result;
  for (;;) {
    const job = await world.ctx.jobs.find(jobId);
    if (job?.state === "failed") throw new Error(job.errorMessage ?? "");
    if (job?.state === "done") return findWhatIfResult(world.ctx, jobId);
    await sleep(20);
  }
}

async function recosted(model: string) {
  const { id } = await previewRecost(world.ctx, { scope: { model: [model] } });
  for (;;) {
    const run = await requireRun(world.ctx, id);
    if (run.preview) return run.preview;
    await sleep(20);
  }
}

const publish = async (model: string, changes: object) =>
  editPrice(world.ctx, {
    model,
    version: (await findPrice(world.database.pool, model))?.view.version ?? 0,
    input: { ...changes, effectiveFrom: ago(300) },
    mode: "edit",
  });

describe("edited prices come to what a re-cost comes to, once they are published backdated", () => {
  test.each([
    ["plain", { inputPer1M: "1.234567", outputPer1M: "17.000001" }, "sums"],
    ["steps", { inputPer1M: "2", thresholds: [{ aboveTokens: 1500, inputPer1M: "7" }] }, "requests"],
    ["odd", { inputPer1M: "0.1", serviceTiers: { flex: { inputPer1M: "0.05" } } }, "requests"],
    // Reports in sums, of requests that nobody counted and of ten each.
    ["reported", { inputPer1M: "1.234567", outputPer1M: "17.000001" }, "requests", 0],
    ["tens", { inputPer1M: "1.234567", requestFee: "0.001" }, "requests", 300],
  ] as const)("%s", async (model, changes, readFrom, touched?: number) => {
    const result = await answerOf(asked({ kind: "prices", prices: [{ model, changes }] }));
    expect(result.readFrom).toBe(readFrom);
    if (touched !== undefined)
      expect(result).toMatchObject({ touched, unknown: 0, unknownReports: 0, touchedReports: 30 - touched / 10 });
    await publish(model, changes);
    const { differenceUsd } = await recosted(model);
    expect(differenceUsd).not.toBe("0");
    expect(result.differenceUsd).toBe(differenceUsd);
    expect(result.models.find((each) => each.model === model)?.differenceUsd).toBe(differenceUsd);
    expect(result.prices).toMatchObject([{ model, provider: "house" }]);
    const again = await answerOf(asked({ kind: "prices", prices: [{ model, changes }] }));
    expect(again.differenceUsd).toBe(differenceUsd);
  });
});

test("a price that changed in the middle of a day is told request by request, as a re-cost tells it", async () => {
  await createPrice(world.ctx, { model: "moved", input: { provider: "house", inputPer1M: "1", outputPer1M: "2" } });
  await createPrice(world.ctx, { model: "mover", input: { provider: "house", inputPer1M: "3", outputPer1M: "15" } });
  const events = Array.from({ length: 48 }, (_, index) => ({
    requestId: `mover ${index}`,
    model: "mover",
    occurredAt: new Date(Date.now() - 12 * DAY_MS + index * 3_600_000).toISOString(),
    promptTokens: 1000 + index,
    completionTokens: 10,
  }));
  await ingestEvents(world.services, { gateway: "g", events });
  await sumMonths(world.database.pool, new Date());
  const begin = new Date(Date.now() - 11 * DAY_MS + 1_800_000).toISOString();
  const moves = async (model: string, input: object, effectiveFrom: string) =>
    editPrice(world.ctx, {
      model,
      version: (await findPrice(world.database.pool, model))?.view.version ?? 0,
      input: { ...input, effectiveFrom },
      mode: "edit",
    });
  await moves("moved", { inputPer1M: "7", outputPer1M: "7" }, begin);
  const result = await answerOf(asked({ kind: "models", models: [{ model: "mover", as: "moved" }] }));
  expect(result).toMatchObject({ readFrom: "requests", touched: 48 });
  await moves("mover", { inputPer1M: "1", outputPer1M: "2" }, ago(300));
  await moves("mover", { inputPer1M: "7", outputPer1M: "7" }, begin);
  expect(result.differenceUsd).toBe((await recosted("mover")).differenceUsd);
});

const addUp = (texts: readonly string[]): bigint =>
  texts.reduce((sum, text) => {
    const [whole = "0", rest = ""] = text.replace("-", "").split(".");
    const pico = BigInt(whole + rest.padEnd(12, "0"));
    return sum + (text.startsWith("-") ? -pico : pico);
  }, 0n);

test("another model's price; by model and by day the sums add up, and filters narrow it", async () => {
  await createPrice(world.ctx, { model: "cheap", input: { provider: "house", inputPer1M: "1", outputPer1M: "1" } });
  const change = { kind: "models", models: [{ model: "other", as: "cheap" }] };
  const result = await answerOf(asked(change));
  expect(result).toMatchObject({ readFrom: "sums", touched: 20, unknown: 0 });
  expect(result.models[0]).toMatchObject({ model: "other", requests: 20 });
  for (const part of ["actualUsd", "whatIfUsd", "differenceUsd"] as const) {
    expect(addUp(result.days.map((day) => day[part]))).toBe(addUp([result[part]]));
    expect(addUp(result.models.map((model) => model[part]))).toBe(addUp([result[part]]));
  }
  const ofTeam = await answerOf(asked(change, { team: "team 1" }));
  expect(ofTeam).toMatchObject({ touched: 7 });
  expect(await answerOf(asked(change, { model: "plain" }))).toMatchObject({ touched: 0, differenceUsd: "0" });
  expect(result.prices).toMatchObject([{ model: "other", terms: { inputPer1M: "1" } }]);
});

test("names that no request has, or that have no price in these days, are refused each at its field", async () => {
  const price = { provider: "house", inputPer1M: "1", outputPer1M: "1" };
  await createPrice(world.ctx, { model: "of today", input: { ...price, effectiveFrom: ago(0) } });
  const models = [
    { model: "other", as: "cheap" },
    { model: "othr", as: "cheap" },
    { model: "plain", as: "cheep" },
    { model: "steps", as: "of today" },
  ];
  const refused = askWhatIf(
    world.ctx,
    asked({ kind: "models", models }, { to: ago(1).slice(0, 10), model: ["plain"] }),
  );
  await expect(refused).rejects.toMatchObject({
    message: expect.stringContaining('is "othr", and no request'),
    details: {
      issues: [
        {
          field: "change.models.1.model",
          code: "no-request-of-name",
          problem: expect.stringContaining("Did you mean other?"),
        },
        { field: "change.models.2.as", code: "no-price-in-days" },
        { field: "change.models.3.as", code: "no-price-in-days" },
      ],
    },
  });
});

test("a discount is rounded request by request", async () => {
  const change = { kind: "adjustment", provider: "house", terms: { discountPercent: "50" } };
  const result = await answerOf(asked(change, { model: "other" }));
  expect(result.readFrom).toBe("requests");
  expect(addUp([result.whatIfUsd]) * 2n).toBe(addUp([result.actualUsd]));
});

test("a snapshot of the catalogue touches what the catalogue prices; one that is not there is refused", async () => {
  const [snapshot] = world.services.prices.now().snapshots;
  if (snapshot) {
    const change = { kind: "catalog", snapshotId: snapshot.snapshotId };
    expect(await answerOf(asked(change))).toMatchObject({ touched: 0, differenceUsd: "0" });
  }
  await expect(askWhatIf(world.ctx, asked({ kind: "catalog", snapshotId: "999999" }))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("kept for oneself or shared; whoever sees spend opens a shared one; its prices are a change set", async () => {
  const question = asked({ kind: "prices", prices: [{ model: "other", changes: { inputPer1M: "4" } }] });
  const own = await saveWhatIf(world.as("finance"), { name: "Dearer", question, isShared: false });
  expect(await listWhatIfs(world.as("viewer"))).toEqual([]);
  await expect(openWhatIf(world.as("viewer"), { id: own.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await saveWhatIf(world.as("finance"), { name: "Dearer", question, isShared: true });
  const { result, kept } = await openWhatIf(world.as("viewer"), { id: own.id });
  expect(kept).toMatchObject({ name: "Dearer", owner: "finance@example.com", mayChange: false });
  const source = modelPricesSource(world.ctx, { kind: "models", prices: [...(result?.prices ?? [])] });
  const preview = await changePrices(world.ctx, source, {
    dryRun: true,
    effectiveFrom: null,
    choice: { acceptHeld: "all", skipRefused: true },
  });
  expect(preview.rows).toMatchObject([{ model: "other", outcome: "changed" }]);
  await expect(removeWhatIf(world.as("viewer"), { id: own.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await removeWhatIf(world.as("finance"), { id: own.id });
  expect(await listWhatIfs(world.as("finance"))).toEqual([]);
});
