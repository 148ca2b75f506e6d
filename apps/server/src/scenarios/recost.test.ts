/** From a guess to a corrected past: dry run, run, history, what takes it back; and that sums follow the ledger at every step. */
import { setTimeout as sleep } from "node:timers/promises";
import type { UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmRecost, stopRecost } from "#server/features/recost/confirm-recost";
import { carryOnRuns } from "#server/features/recost/keep-recosting";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import { findHistory, type RecostRun } from "#server/features/recost/rows";
import { carryOut } from "#server/features/recost/run-recost";
import { closeMonth } from "#server/features/months/close-month";
import { ingestEvents } from "#server/features/usage/take-usage";
import { compareDay, compareMonths, daysOfLedger } from "#server/ledger/compare-day";
import { sumMonths } from "#server/ledger/sum-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";
import { refusalOf } from "#server/testing/refusal-of";

let test_: TestContext;
const sql = async <Row extends object>(text: string) => (await test_.database.pool.query<Row>(text)).rows;

beforeAll(async () => {
  test_ = await createTestContext();
  await sumMonths(test_.database.pool, new Date());
});
afterAll(() => test_.close());

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

const report = (events: readonly UsageEvent[]) => ingestEvents(test_.services, { gateway: "g", events: [...events] });

const guessed = (prefix: string, count: number, event: Partial<UsageEvent> = {}): UsageEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    requestId: `${prefix} ${index}`,
    model: prefix,
    occurredAt: ago(index % 60),
    team: `team ${index % 3}`,
    tags: ["a", "b"].slice(index % 3),
    promptTokens: 1000,
    completionTokens: 100,
    ...event,
  }));

async function until(id: string, isThere: (run: RecostRun) => boolean): Promise<RecostRun> {
  for (;;) {
    const run = await requireRun(test_.ctx, id);
    if (isThere(run)) return run;
    await sleep(20);
  }
}

const previewed = async (start: Promise<RecostRun>) => until((await start).id, ({ state }) => state !== "previewing");

const confirmed = async ({ id }: RecostRun, reason = "the price was missing") => {
  await confirmRecost(test_.ctx, { id, reason });
  return until(id, ({ state }) => state !== "running");
};

async function wrongSums(pool = test_.database.pool) {
  const days = await daysOfLedger(pool);
  const compared = await Promise.all(days.map((day) => compareDay(pool, day, { repair: false })));
  return [...compared, await compareMonths(pool, { repair: false })].flatMap(({ wrong }) => wrong);
}

const costOf = async (model: string) =>
  (
    await sql(`SELECT count(*)::int AS requests, trim_scale(sum(cost_usd))::text AS cost, trim_scale(sum(booked_cost_usd))::text AS booked,
     array_agg(DISTINCT pricing_source) AS sources FROM usage_logs WHERE model = '${model}'`)
  )[0];

describe("requests that were priced by the default", () => {
  let run: RecostRun;

  test("a dry run says what a price set afterwards changes, and writes nothing", async () => {
    await report(guessed("made-up", 90));
    await report(guessed("other", 5));
    expect(await costOf("made-up")).toMatchObject({ sources: ["default"], requests: 90 });
    await createPrice(test_.ctx, {
      model: "made-up",
      input: { provider: "house", inputPer1M: "3", outputPer1M: "15", effectiveFrom: ago(90) },
    });
    run = await previewed(previewRecost(test_.ctx, { scope: { model: ["made-up"] } }));
    expect(run).toMatchObject({
      state: "previewed",
      preview: { looked: 90, changed: 90, newUsd: "0.405", unpriceable: 0 },
    });
    expect(run.preview?.models).toMatchObject([{ model: "made-up", changed: 90 }]);
    expect(run.preview?.months.length).toBeGreaterThan(1);
    expect(await costOf("made-up")).toMatchObject({ sources: ["default"] });
  });

  test("confirmed, every request has its new cost, and what was booked stays", async () => {
    const before = await costOf("made-up");
    const done = await confirmed(run);
    expect(done).toMatchObject({
      state: "done",
      looked: 90,
      changed: 90,
      newUsd: "0.405",
      oldUsd: run.preview?.oldUsd,
    });
    expect(await costOf("made-up")).toEqual({
      requests: 90,
      cost: "0.405",
      booked: before && "booked" in before ? before.booked : "",
      sources: ["local-exact"],
    });
    expect(await costOf("other")).toMatchObject({ sources: ["default"] });
    expect(await wrongSums()).toEqual([]);
    expect(await sql("SELECT FROM usage_by_model_day WHERE model = 'made-up' AND pricing_source = 'default'")).toEqual(
      [],
    );
  });

  test("a second dry run of the same finds nothing to change, and is refused", async () => {
    const again = await previewed(previewRecost(test_.ctx, { scope: { model: ["made-up"] } }));
    expect(again.preview).toMatchObject({ looked: 90, changed: 0 });
    await expect(confirmRecost(test_.ctx, { id: again.id, reason: "again" }).catch(refusalOf)).resolves.toBe(
      "id: run-changes-nothing",
    );
  });

  test("a request tells its history, and nobody can change it", async () => {
    const [row] = await sql<{ at: string }>(
      "SELECT occurred_at::text AS at FROM usage_logs WHERE request_id = 'made-up 7'",
    );
    expect(await findHistory(test_.database.pool, [row?.at ?? "", "made-up 7", "g"])).toMatchObject([
      {
        newUsd: "0.0045",
        oldSource: "default",
        newSource: "local-exact",
        reason: "the price was missing",
        confirmedBy: "admin@example.com",
      },
    ]);
    await expect(sql("UPDATE cost_adjustments SET new_cost_usd = 0")).rejects.toThrow("Reverse the run");
    await expect(sql("DELETE FROM cost_adjustments")).rejects.toThrow("Reverse the run");
    await expect(sql("UPDATE usage_logs SET booked_cost_usd = 1 WHERE model = 'made-up'")).rejects.toThrow("booked");
  });

  test("taken back, everything is as it was booked, and both runs know each other", async () => {
    const back = await previewed(previewRecost(test_.ctx, { scope: {}, reverses: run.id }));
    expect(back).toMatchObject({
      reverses: run.id,
      preview: { changed: 90, oldUsd: "0.405", newUsd: run.preview?.oldUsd },
    });
    await confirmed(back, "the price was wrong");
    const { cost, booked, sources } = (await costOf("made-up")) as Record<string, unknown>;
    expect([cost, sources]).toEqual([booked, ["default"]]);
    expect(await requireRun(test_.ctx, run.id)).toMatchObject({ reversedBy: back.id });
    expect(await wrongSums()).toEqual([]);
  });
});

test("a request without a price gets one; what has no price today keeps its cost", async () => {
  const strict = await createTestContext({ ON_UNPRICED: "error" });
  try {
    await ingestEvents(strict.services, { gateway: "g", events: guessed("nowhere", 4) });
    await createPrice(strict.ctx, {
      model: "nowhere",
      input: { provider: "house", inputPer1M: "1", outputPer1M: "1", effectiveFrom: ago(2) },
    });
    const started = await previewRecost(strict.ctx, { scope: {} });
    let run = started;
    while (run.state === "previewing") run = await requireRun(strict.ctx, started.id);
    expect(run.preview).toMatchObject({ changed: 2, newlyPriced: 2, unpriceable: 2, oldUsd: "0", newUsd: "0.0022" });
  } finally {
    await strict.close();
  }
});

test("units move with the source of a price", async () => {
  await report(guessed("pictures", 3, { promptTokens: null, completionTokens: null, units: { outputImages: 2 } }));
  await createPrice(test_.ctx, {
    model: "pictures",
    input: { provider: "house", perUnit: { outputImages: "0.04" }, effectiveFrom: ago(90) },
  });
  await confirmed(await previewed(previewRecost(test_.ctx, { scope: { model: ["pictures"] } })));
  expect(
    await sql(
      "SELECT pricing_source, sum(quantity)::int AS quantity FROM usage_units_by_model_day WHERE model = 'pictures' GROUP BY 1",
    ),
  ).toEqual([{ pricing_source: "local-exact", quantity: 6 }]);
  expect(await costOf("pictures")).toMatchObject({ cost: "0.24" });
  expect(await wrongSums()).toEqual([]);
});

test("in a closed month the difference is booked today, as a correction, and given back in the same way", async () => {
  const closed = await createTestContext();
  const rows = async <Row extends object>(text: string) => (await closed.database.pool.query<Row>(text)).rows;
  try {
    const month = ago(70).slice(0, 7);
    await ingestEvents(closed.services, {
      gateway: "g",
      events: guessed("late-known", 4, { occurredAt: `${month}-10T12:00:00Z` }),
    });
    await closeMonth(closed.as("finance"), { month, note: "handed on" });
    await createPrice(closed.ctx, {
      model: "late-known",
      input: { provider: "house", inputPer1M: "3", outputPer1M: "15", effectiveFrom: ago(120) },
    });
    const totals = () =>
      rows(
        `SELECT day = '${month}-10' AS "isOfThen", trim_scale(cost_usd)::text AS cost, requests::int FROM usage_total_day ORDER BY day`,
      );
    const [before] = await totals();
    const runOf = async (started: Promise<RecostRun>) => {
      let run = await started;
      while (run.state === "previewing") run = await requireRun(closed.ctx, run.id);
      await confirmRecost(closed.ctx, { id: run.id, reason: "known by now" });
      while (run.state !== "done") run = await requireRun(closed.ctx, run.id);
      return run;
    };
    const run = await runOf(previewRecost(closed.ctx, { scope: {} }));
    expect(await totals()).toEqual([before, { isOfThen: false, cost: run.differenceUsd, requests: 0 }]);
    expect(
      await rows("SELECT DISTINCT kind, sum(requests)::int AS requests FROM usage_corrections GROUP BY kind"),
    ).toEqual([{ kind: "re-cost", requests: 0 }]);
    expect(await wrongSums(closed.database.pool)).toEqual([]);
    await runOf(previewRecost(closed.ctx, { scope: {}, reverses: run.id }));
    expect(await totals()).toEqual([before]);
    expect(await wrongSums(closed.database.pool)).toEqual([]);
  } finally {
    await closed.close();
  }
});

describe("a run in the middle", () => {
  test("that a server left is carried on from its last step, by one server only, to the same result", async () => {
    await report(guessed("halfway", 900));
    await createPrice(test_.ctx, {
      model: "halfway",
      input: { provider: "house", inputPer1M: "2", outputPer1M: "2", effectiveFrom: ago(90) },
    });
    const run = await previewed(previewRecost(test_.ctx, { scope: { model: ["halfway"] } }));
    await sql(
      `UPDATE recost_runs SET state = 'running', reason = 'r', confirmed_by = 'c', confirmed_at = now() WHERE id = '${run.id}'`,
    );
    let steps = 0;
    await carryOut(test_.services, run.id, { isCancelled: () => steps > 0, report: async () => void (steps += 1) });
    const left = await requireRun(test_.ctx, run.id);
    expect(left).toMatchObject({ state: "running", changed: 250 });
    expect(await wrongSums()).toEqual([]);
    await Promise.all([carryOnRuns(test_.services), carryOnRuns(test_.services)]);
    const done = await until(run.id, ({ state }) => state !== "running");
    expect(done).toMatchObject({
      state: "done",
      looked: 900,
      changed: 900,
      newUsd: run.preview?.newUsd,
      oldUsd: run.preview?.oldUsd,
    });
    expect(await sql(`SELECT count(*)::int AS kept FROM cost_adjustments WHERE run_id = '${run.id}'`)).toEqual([
      { kept: 900 },
    ]);
    expect(await wrongSums()).toEqual([]);
  });

  test("stops when prices change, and says so", async () => {
    await report(guessed("moving", 30));
    await createPrice(test_.ctx, {
      model: "moving",
      input: { provider: "house", inputPer1M: "2", outputPer1M: "2", effectiveFrom: ago(90) },
    });
    const run = await previewed(previewRecost(test_.ctx, { scope: { model: ["moving"] } }));
    await createPrice(test_.ctx, {
      model: "unrelated",
      input: { provider: "house", inputPer1M: "2", outputPer1M: "2" },
    });
    await expect(confirmRecost(test_.ctx, { id: run.id, reason: "r" }).catch(refusalOf)).resolves.toBe(
      "id: run-prices-moved",
    );
    await sql(`UPDATE recost_runs SET state = 'running', reason = 'r', confirmed_by = 'c' WHERE id = '${run.id}'`);
    await carryOnRuns(test_.services);
    const stopped = await until(run.id, ({ state }) => state !== "running");
    expect(stopped).toMatchObject({ state: "stopped", changed: 0 });
    expect(stopped.stoppedBecause).toContain("Prices changed");
  });

  test("that is over cannot be stopped or confirmed again", async () => {
    const [run] = await sql<{ id: string }>("SELECT id FROM recost_runs WHERE state = 'done' LIMIT 1");
    const id = run?.id ?? "";
    await expect(stopRecost(test_.ctx, { id }).catch(refusalOf)).resolves.toBe("id: run-not-running");
    await expect(confirmRecost(test_.ctx, { id, reason: "r" }).catch(refusalOf)).resolves.toBe("id: run-not-previewed");
  });
});
