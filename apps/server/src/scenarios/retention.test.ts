/** Months of requests that are dropped: what goes, what stays, who is told. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  addDays,
  AddReconciliation,
  DashboardQuery,
  ExploreQuery,
  ListDefaultPriced,
  ListRequests,
  type NewNotification,
  type UsageEvent,
  WhatIfQuestion,
} from "@ratecard/contract";
import { withConnection } from "@ratecard/prisma";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listGroups } from "#server/features/default-priced/list-groups";
import { verifyLedger } from "#server/features/ledger-health/verify-ledger";
import { changeZone, showZone } from "#server/features/ledger-zone/change-zone";
import { closeMonth } from "#server/features/months/close-month";
import { checkStatements } from "#server/features/months/list-months";
import { reopenMonth } from "#server/features/months/reopen-month";
import { addReconciliation } from "#server/features/reconciliation/reconciliations";
import { previewRecost } from "#server/features/recost/preview-recost";
import { listRequests } from "#server/features/requests/list-requests";
import { sumRequests } from "#server/features/requests/sum-requests";
import { changeRetention, previewRetention, showRetention } from "#server/features/retention/change-retention";
import { dropMonths } from "#server/features/retention/drop-months";
import { dashboard } from "#server/features/spend/dashboard";
import { explore } from "#server/features/spend/explore";
import { askWhatIf } from "#server/features/what-if/ask-what-if";
import { findQuarantined } from "#server/features/usage/quarantine/rows";
import { settleQuarantined } from "#server/features/usage/quarantine/settle-quarantined";
import { ingestEvents } from "#server/features/usage/take-usage";
import { sumMonths } from "#server/ledger/sum-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let world: TestContext;
const news: NewNotification[] = [];

const today = new Date().toISOString().slice(0, 10);
const monthBefore = (month: string) => addDays(`${month}-01`, -1).slice(0, 7);
/** From five to seven months ago. */
const [fifth = "", sixth = "", seventh = ""] = [5, 6, 7].map((count) =>
  Array.from({ length: count }).reduce<string>(monthBefore, today.slice(0, 7)),
);
const sixthMonth = (): Promise<Record<string, string>> => metricsOf(sixth);

beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('priced', 0.01, 'openai')",
  );
  await world.services.prices.refresh();
  for (const [gateway, month] of [
    ["north", seventh],
    ["north", sixth],
    ["south", sixth],
    ["north", fifth],
  ] as const) {
    await book(gateway, `${month}-10`, [`${month} a`, `${month} b`, `${month} a`], { units: { inputImages: 2 } });
  }
  await book("north", today, ["now a", "now b"]);
  await sumMonths(world.database.pool, new Date());
});
afterAll(() => world.close());

const book = (gateway: string, day: string, ids: readonly string[], fields: Partial<UsageEvent> = {}) =>
  ingestEvents(world.services, {
    gateway,
    events: ids.map(
      (requestId): UsageEvent => ({
        requestId,
        model: "priced",
        occurredAt: `${day}T00:00:01Z`,
        team: "red",
        user: "ann",
        tags: ["x", "y"],
        promptTokens: 10,
        ...fields,
      }),
    ),
  });

const drop = (signal = new AbortController().signal) =>
  dropMonths(world.services, async (told) => void news.push(told), signal);

const verified = () => verifyLedger(world.ctx, { repair: false }, { report: async () => {}, isCancelled: () => false });
const RIGHT = { wrongSums: 0, shown: [], wrongCounts: [] };
async function metricsOf(month: string): Promise<Record<string, string>> {
  const range = { from: `${month}-01`, to: `${month}-28` };
  const answers = ["requests", "costUsd", "promptTokens"] as const;
  const totals = await Promise.all(
    answers.map(async (metric) => {
      const { total } = await explore(world.services, ExploreQuery.parse({ ...range, metric, group: "model" }));
      return [metric, total.total] as const;
    }),
  );
  return Object.fromEntries(totals);
}

const count = async (sql: string): Promise<number> =>
  Number((await world.database.pool.query<{ count: string }>(sql)).rows[0]?.count);
const isThere = (month: string) =>
  count(`SELECT (to_regclass('usage_logs_${month.replace("-", "_")}') IS NOT NULL)::int AS count`);

describe("before anything is dropped", () => {
  test("nothing goes while nobody says so, and what would go is told with its size", async () => {
    expect(await drop()).toEqual([]);
    const months = await previewRetention(world.services, { months: 5 });
    expect(months).toMatchObject([
      { month: seventh, requests: 2, waitsFor: [] },
      { month: sixth, requests: 4, waitsFor: [] },
    ]);
    expect(months.every(({ bytes }) => bytes > 8192)).toBe(true);
  });

  test("the setting is in the audit log", async () => {
    expect(await changeRetention(world.ctx, { months: 5 })).toMatchObject({ months: 5, keptFrom: null, dropped: [] });
    const { rows } = await world.database.pool.query(
      "SELECT subject, details FROM audit_log WHERE action = 'ledger.retention'",
    );
    expect(rows).toEqual([{ subject: "5 months", details: { before: null, after: 5 } }]);
  });

  test("a month waits for its events in quarantine, and for a re-cost that is at work", async () => {
    await book("north", `${seventh}-10`, [`${seventh} a`], { model: "other" });
    await world.database.pool.query(
      "INSERT INTO recost_runs (scope, created_by, price_version, state) VALUES ('{}', 'x', 1, 'previewing')",
    );
    expect((await showRetention(world.services)).old[0]).toMatchObject({ waitsFor: ["recost", "quarantine"] });
    expect(await drop()).toEqual([]);
    await world.database.pool.query("DELETE FROM recost_runs");
    const [item] = await findQuarantined(world.database.pool, null, null, 1);
    if (!item) throw new Error("Nothing waits.");
    await settleQuarantined(world.ctx, [{ item, event: item.payload }], { action: "discard" });
    expect((await showRetention(world.services)).old[0]?.waitsFor).toEqual([]);
  });

  test("sums that differ from their requests keep them, and people are told", async () => {
    const change = (by: number) =>
      world.database.pool.query(`UPDATE usage_total_day SET requests = requests + ${by} WHERE day = '${seventh}-10'`);
    await change(1);
    expect(await drop()).toEqual([]);
    expect(news).toMatchObject([{ title: `Requests of ${seventh} are not dropped`, permission: "ledger:retention" }]);
    await change(-1);
  });

  test("where months are closed, one that is not waits", async () => {
    await closeMonth(world.as("finance"), { month: seventh, note: "handed on" });
    expect((await showRetention(world.services)).old.map(({ waitsFor }) => waitsFor)).toEqual([[], ["closing"]]);
    await closeMonth(world.as("finance"), { month: sixth, note: "handed on" });
  });
});

describe("a drop", () => {
  test("that is killed leaves all of it, and the next look goes on; late requests meanwhile are in the end", async () => {
    const before = await sixthMonth();
    let isOver = false;
    const late = (async () => {
      for (let call = 0; !isOver; call += 1) {
        await book("late", `${fifth}-20`, [`late ${call}`]);
        await book("late", `${seventh}-20`, [`too late ${call}`]);
      }
    })();
    await withConnection(world.database.pool, async (reader) => {
      await reader.query("BEGIN");
      await reader.query("SELECT count(*) FROM usage_logs");
      const dropping = drop().catch((error: unknown) => error);
      await until(async () => (await count(`SELECT count(*) FROM pg_stat_activity WHERE ${DROPPING}`)) > 0);
      await world.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${DROPPING}`);
      expect(await dropping).toBeInstanceOf(Error);
      await reader.query("COMMIT");
    });
    expect(await isThere(seventh)).toBe(1);
    expect(await count("SELECT count(*) FROM usage_dropped")).toBe(0);
    expect(await verified()).toMatchObject(RIGHT);
    expect(await drop()).toEqual([seventh, sixth]);
    isOver = true;
    await late;
    expect([await isThere(seventh), await isThere(sixth), await isThere(fifth)]).toEqual([0, 0, 1]);
    expect(await count(`SELECT count(*) FROM usage_keys WHERE occurred_at < '${fifth}-01'`)).toBe(0);
    expect(await sixthMonth()).toEqual(before);
  });

  test("leaves received = accepted + duplicate + quarantined, the sums and the statements", async () => {
    const verdict = await verified();
    expect(verdict).toMatchObject(RIGHT);
    expect(verdict.counts.find(({ gateway }) => gateway === "south")).toEqual({
      gateway: "south",
      received: 3,
      accepted: 2,
      duplicate: 1,
      quarantined: 0,
      booked: 2,
      rows: 2,
    });
    expect(await sixthMonth()).toMatchObject({ requests: "4", costUsd: "0.04", promptTokens: "40" });
    expect(await checkStatements(world.services)).toMatchObject({ isUnchanged: true });
    expect(await showRetention(world.services)).toMatchObject({
      keptFrom: `${fifth}-01`,
      old: [],
      dropped: [{ month: sixth, requests: 4 }, { month: seventh }],
    });
    const { rows } = await world.database.pool.query(
      "SELECT actor, subject FROM audit_log WHERE action = 'ledger.drop-month' ORDER BY seq",
    );
    expect(rows).toEqual([seventh, sixth].map((subject) => ({ actor: "ratecard", subject })));
  });
});

describe("afterwards", () => {
  test("an event of a dropped month is kept aside with a sentence, whether or not it was booked", async () => {
    const problem = { status: "quarantined", field: "occurredAt", code: "time-not-kept" };
    expect(await book("south", `${sixth}-10`, [`${sixth} a`, "never seen"])).toMatchObject([problem, problem]);
    const [item] = await findQuarantined(world.database.pool, null, null, 1);
    if (!item) throw new Error("Nothing waits.");
    const [settled] = await settleQuarantined(world.ctx, [{ item, event: item.payload }], { action: "take" });
    expect(settled).toMatchObject({ outcome: "waits", problem: { code: "time-not-kept" } });
    expect(await isThere(sixth)).toBe(0);
    expect(await verified()).toMatchObject(RIGHT);
  });

  test("whoever reads requests says from when on they are kept", async () => {
    const from = `${sixth}-01`;
    const byHour = ExploreQuery.parse({ from, to: `${sixth}-02`, interval: "hour" });
    const twoNames = ExploreQuery.parse({ from, to: today, group: "user", subgroup: "model" });
    const issue = { field: "from", code: "requests-not-kept" };
    const refused = { code: "INVALID_INPUT", details: { issues: [expect.objectContaining(issue)] } };
    await expect(explore(world.services, byHour)).rejects.toMatchObject(refused);
    await expect(explore(world.services, twoNames)).rejects.toMatchObject(refused);
    await expect(previewRecost(world.ctx, { scope: { from } })).rejects.toMatchObject(refused);
    await expect(previewRecost(world.ctx, { scope: {} })).rejects.toMatchObject(refused);
    const queue = ListDefaultPriced.parse({ from, to: today, reason: "default" });
    await expect(listGroups(world.ctx, queue)).rejects.toMatchObject(refused);
    await expect(addReconciliation(world.ctx, invoiceOf(sixth))).rejects.toMatchObject(refused);
    expect(await listRequests(world.services, ListRequests.parse({ from }))).toMatchObject({ keptFrom: `${fifth}-01` });
    expect(await listRequests(world.services, ListRequests.parse({ from: today }))).toMatchObject({ keptFrom: null });
    expect(await sumRequests(world.services, { isError: false })).toMatchObject({ keptFrom: `${fifth}-01` });
    expect(await sumRequests(world.services, { from, to: `${sixth}-28` })).toMatchObject({
      requests: 4,
      readFrom: "sums",
      keptFrom: null,
    });
    expect(await showZone(world.services)).toMatchObject({ keptFrom: `${fifth}-01` });
  });

  test("days that are kept are shown beside no others where those of before are gone", async () => {
    const days = { from: `${fifth}-02`, to: `${fifth}-28` };
    const ofTwo = DashboardQuery.parse({ ...days, user: "ann", team: "red" });
    expect(await dashboard(world.services, ofTwo)).toMatchObject({ previousRange: null, previousTotals: null });
    expect((await dashboard(world.services, days)).previousTotals).toMatchObject({ requests: 4 });
  });

  test("a what-if is refused where it would have to read requests that are gone, and answers where it touches none", async () => {
    const ask = (model: string) => {
      const change = { kind: "prices", prices: [{ model, changes: { inputPer1M: "2" } }] };
      return askWhatIf(world.ctx, WhatIfQuestion.parse({ from: `${sixth}-01`, to: `${sixth}-28`, change }));
    };
    // Requests with units are priced one by one.
    await expect(ask("priced")).rejects.toMatchObject({
      details: { issues: [expect.objectContaining({ field: "from", code: "requests-not-kept" })] },
    });
    expect((await ask("gpt-4o")).result).toMatchObject({ touched: 0, readFrom: "sums" });
  });

  test("the zone stays, and a dropped month is not re-opened", async () => {
    const kept = { code: "REQUESTS_NOT_KEPT" };
    await expect(changeZone(world.ctx, { zone: "Europe/Berlin" })).rejects.toMatchObject(kept);
    await expect(reopenMonth(world.ctx, { month: sixth, reason: "an error" })).rejects.toMatchObject(kept);
  });
});

const invoiceOf = (month: string) =>
  AddReconciliation.parse({
    fileName: "old.csv",
    fileBytes: 1,
    fileLines: 1,
    digest: "0".repeat(64),
    format: "openai-costs",
    currency: "USD",
    sums: [
      {
        day: `${month}-10`,
        lastDay: `${month}-10`,
        provider: "openai",
        model: "priced",
        kind: "all",
        lines: 1,
        quantity: null,
        cost: "1",
        decimals: 2,
      },
    ],
  });

const DROPPING = "application_name = 'ratecard retention' AND query LIKE '%DROP TABLE%'";

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(20);
}
