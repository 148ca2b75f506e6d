/** A month that many requests of change: its own sums follow once, and until then it is read by day. */
import { setTimeout as sleep } from "node:timers/promises";
import { withConnection } from "@ratecard/prisma";
import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmRecost, stopRecost } from "#server/features/recost/confirm-recost";
import { carryOnRuns } from "#server/features/recost/keep-recosting";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import type { RecostRun } from "#server/features/recost/rows";
import { carryOut } from "#server/features/recost/run-recost";
import { ingestEvents } from "#server/features/usage/take-usage";
import { compareDay, compareMonths, daysOfLedger } from "#server/ledger/compare-day";
import { leaveMonthBehind } from "#server/ledger/month-behind";
import { openKeptSums } from "#server/ledger/open-sums";
import { sumMonths } from "#server/ledger/sum-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";

const REQUESTS = 3100;
const [MONTH, LAST_DAY] = ["2026-03", "2026-03-31"];

let test_: TestContext;
const sql = async <Row extends object>(text: string) => (await test_.database.pool.query<Row>(text)).rows;

beforeAll(async () => {
  test_ = await createTestContext();
  await sumMonths(test_.database.pool, new Date("2026-06-01T00:00:00Z"));
  const events = Array.from({ length: REQUESTS }, (_, nth) => ({
    requestId: `request ${nth}`,
    model: "made-up",
    occurredAt: `${MONTH}-${String(1 + (nth % 31)).padStart(2, "0")}T12:00:00Z`,
    team: `team ${nth % 3}`,
    endUser: `user ${nth % 40}`,
    promptTokens: 1000,
    completionTokens: 100,
  }));
  for (let from = 0; from < REQUESTS; from += 1000) {
    await ingestEvents(test_.services, { gateway: "g", events: events.slice(from, from + 1000) });
  }
  await createPrice(test_.ctx, {
    model: "made-up",
    input: { provider: "house", inputPer1M: "3", outputPer1M: "15", effectiveFrom: "2026-01-01T00:00:00Z" },
  });
});
afterAll(() => test_.close());

async function previewed(scope: Parameters<typeof previewRecost>[1]): Promise<RecostRun> {
  let run = await previewRecost(test_.ctx, scope);
  while (run.state === "previewing") {
    await sleep(20);
    run = await requireRun(test_.ctx, run.id);
  }
  return run;
}

async function ended(id: string): Promise<RecostRun> {
  let run = await requireRun(test_.ctx, id);
  while (run.state === "running") {
    await sleep(20);
    run = await requireRun(test_.ctx, id);
  }
  return run;
}

/** As every screen reads it. */
const readMonth = () =>
  withConnection(test_.database.pool, async (client) => {
    const values: unknown[] = [];
    const sums = await openKeptSums(
      client,
      { from: `${MONTH}-01`, to: LAST_DAY },
      [],
      (value) => `$${values.push(value)}`,
    );
    const { rows } = await client.query<{ cost: string }>(
      `SELECT trim_scale(sum(cost_usd))::text AS cost FROM ${sums?.from}`,
      values,
    );
    return rows[0]?.cost;
  });

const sumOf = async (table: string) =>
  (await sql<{ cost: string }>(`SELECT trim_scale(sum(cost_usd))::text AS cost FROM ${table}`))[0]?.cost;

async function wrongSums() {
  const { pool } = test_.database;
  const compared = [await compareMonths(pool, { repair: false })];
  for (const day of await daysOfLedger(pool)) compared.push(await compareDay(pool, day, { repair: false }));
  return compared.flatMap(({ wrong }) => wrong);
}

const behindMonth = async () =>
  (
    await sql<{ month: string }>("SELECT behind_month::text AS month FROM recost_runs WHERE behind_month IS NOT NULL")
  )[0]?.month ?? null;

const START = "UPDATE recost_runs SET state = 'running', reason = 'r', confirmed_by = 'c', confirmed_at = now()";

/** Two steps, as by a server that was killed then. */
async function begin({ id }: RecostRun): Promise<void> {
  await sql(`${START} WHERE id = '${id}'`);
  let steps = 0;
  await carryOut(test_.services, id, { isCancelled: () => steps > 1, report: async () => void (steps += 1) });
}

test("in the middle of a run every reader sees each step, and at its end the month has its own sums again", async () => {
  const booked = await sumOf("usage_logs");
  const run = await previewed({ scope: { model: ["made-up"] } });
  await begin(run);
  expect(await behindMonth()).toBe(`${MONTH}-01`);
  expect(await sumOf("usage_total_month")).toBe(booked);
  const half = await sumOf("usage_logs");
  expect(half).not.toBe(booked);
  expect(await readMonth()).toBe(half);
  expect(await wrongSums()).toEqual([]);
  // What arrives late goes into the month as well, and is not added again when it catches up.
  await ingestEvents(test_.services, {
    gateway: "g",
    events: [
      {
        requestId: "late",
        model: "made-up",
        occurredAt: `${MONTH}-20T12:00:00Z`,
        promptTokens: 5,
        completionTokens: 5,
      },
    ],
  });
  await carryOnRuns(test_.services);
  expect(await ended(run.id)).toMatchObject({ state: "done", changed: REQUESTS, newUsd: run.preview?.newUsd });
  expect(await behindMonth()).toBeNull();
  expect(await sumOf("usage_total_month")).toBe(await sumOf("usage_logs"));
  expect(await readMonth()).toBe(await sumOf("usage_logs"));
  expect(await wrongSums()).toEqual([]);
  expect(await sql("SELECT FROM usage_sums WHERE pricing_source = 'default' AND model = 'made-up'")).toEqual([]);

  const back = await previewed({ scope: {}, reverses: run.id });
  await confirmRecost(test_.ctx, { id: back.id, reason: "wrong" });
  expect(await ended(back.id)).toMatchObject({ state: "done", changed: REQUESTS });
  expect(await wrongSums()).toEqual([]);
});

test("a run that is stopped leaves no month behind once somebody looked", async () => {
  const run = await previewed({ scope: { model: ["made-up"] } });
  await begin(run);
  await stopRecost(test_.ctx, { id: run.id });
  expect(await readMonth()).toBe(await sumOf("usage_logs"));
  await carryOnRuns(test_.services);
  expect(await behindMonth()).toBeNull();
  expect(await sumOf("usage_total_month")).toBe(await sumOf("usage_logs"));
  expect(await wrongSums()).toEqual([]);
});

test("a month without sums of its own is not left behind, nor is a second one", async () => {
  const { pool } = test_.database;
  const first = await previewed({ scope: { model: ["made-up"] } });
  const second = await previewed({ scope: { model: ["made-up"] } });
  await leaveMonthBehind(pool, first.id, "2026-02-01");
  expect(await behindMonth()).toBeNull();
  await sql(`${START} WHERE state = 'previewed'`);
  await leaveMonthBehind(pool, first.id, "2026-07-01");
  expect(await behindMonth()).toBeNull();
  await leaveMonthBehind(pool, first.id, "2026-02-01");
  await leaveMonthBehind(pool, second.id, `${MONTH}-01`);
  expect(await behindMonth()).toBe("2026-02-01");
  await sql("UPDATE recost_runs SET state = 'stopped', finished_at = now() WHERE state = 'running'");
  await carryOnRuns(test_.services);
  expect(await behindMonth()).toBeNull();
});
