/** The check of the ledger: what it finds, whom it tells, what it repairs; and who was heard of when. */
import { setTimeout as sleep } from "node:timers/promises";
import { type NewNotification, VERIFY_JOB } from "@ratecard/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepVerified, verifyOnceADay } from "#server/features/ledger-health/keep-verified";
import { ledgerHealth } from "#server/features/ledger-health/ledger-health";
import { findVerdict, startVerify } from "#server/features/ledger-health/verify-ledger";
import { ingestEvents } from "#server/features/usage/take-usage";
import { sumMonths } from "#server/ledger/sum-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let test_: TestContext;
const news: NewNotification[] = [];
const tell = async (told: NewNotification) => void news.push(told);
const sql = (text: string) => test_.database.pool.query(text);

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

beforeAll(async () => {
  test_ = await createTestContext();
  await sumMonths(test_.database.pool, new Date());
  for (const [gateway, days] of [
    ["north", 0],
    ["south", 70],
  ] as const) {
    // One instant: a millisecond later the same report would be another one.
    const at = ago(days);
    await ingestEvents(test_.services, {
      gateway,
      events: [
        { requestId: "a", model: "m", occurredAt: at, team: "red", promptTokens: 5 },
        { requestId: "b", model: "m", occurredAt: at, tokenSource: "estimated", promptTokens: 5 },
        { requestId: "c", model: "m", occurredAt: at },
        { requestId: "a", model: "m", occurredAt: at, team: "red", promptTokens: 5 },
        { requestId: "a", model: "other", occurredAt: at },
      ],
    });
  }
});
afterAll(() => test_.close());

async function verify(repair: boolean) {
  const { id } = await startVerify(test_.ctx, { repair }, tell);
  return verdictOf(id);
}

async function verdictOf(id: string) {
  while ((await test_.services.jobs.find(id))?.state === "running") await sleep(20);
  return findVerdict(test_.services, id);
}

test("an untouched ledger adds up: days, months, and received = accepted + duplicate + quarantined", async () => {
  const counts = { received: 5, accepted: 3, duplicate: 1, quarantined: 1, booked: 3, rows: 3 };
  expect(await verify(false)).toEqual({
    days: 2,
    wrongSums: 0,
    shown: [],
    isRepaired: false,
    wrongCounts: [],
    counts: [
      { gateway: "north", ...counts },
      { gateway: "south", ...counts },
    ],
  });
  expect(news).toEqual([]);
});

test("says when each gateway was heard of, and how well tokens are known", async () => {
  const { gateways, days, verified, verdict } = await ledgerHealth(test_.services);
  expect(gateways).toMatchObject([
    { gateway: "south", received: 5, accepted: 3, duplicate: 1, quarantined: 1 },
    { gateway: "north", received: 5 },
  ]);
  expect(Date.parse(gateways[0]?.lastAt ?? "")).toBeGreaterThan(Date.now() - 60_000 * 10);
  expect(days).toMatchObject([{ estimatedRequests: 1, unknownCountRequests: 1 }]);
  expect(verified?.state).toBe("done");
  expect(verdict?.wrongSums).toBe(0);
});

test("a row changed by SQL is found, told, and repaired only when a person says so", async () => {
  await sql("UPDATE usage_logs SET team = 'blue', cost_usd = 2 WHERE gateway = 'south' AND request_id = 'a'");
  const found = await verify(false);
  expect(found.shown.map(({ rollup, of, costUsd, requests }) => [rollup, of, costUsd, requests])).toContainEqual([
    "by_team_day",
    { team: "blue" },
    "2",
    1,
  ]);
  expect(news).toMatchObject([{ title: "The ledger and its sums differ", permission: "ledger:verify" }]);
  expect(await verify(true)).toMatchObject({ isRepaired: true, wrongSums: found.wrongSums });
  expect(await verify(false)).toMatchObject({ wrongSums: 0 });
  const { rows } = await sql("SELECT details FROM audit_log WHERE action = 'ledger.repair'");
  expect(rows).toMatchObject([{ details: { wrongSums: found.wrongSums } }]);
});

test("a month's sum that was changed is found beside its days", async () => {
  await sql("UPDATE usage_total_month SET requests = requests + 1");
  expect(await verify(true)).toMatchObject({ wrongSums: 1, shown: [{ rollup: "total_month", requests: -1 }] });
  expect(await verify(false)).toMatchObject({ wrongSums: 0 });
});

test("a request that is gone from the ledger shows in its gateway's counts", async () => {
  await sql("DELETE FROM usage_logs WHERE gateway = 'north' AND request_id = 'c'");
  expect(await verify(true)).toMatchObject({ wrongCounts: [{ gateway: "north", accepted: 3, booked: 3, rows: 2 }] });
});

test("is done once a day without a person, and repairs nothing by itself", async () => {
  expect(await verifyOnceADay(test_.services, tell)).toBe(false);
  await sql(`UPDATE jobs SET created_at = created_at - interval '1 day' WHERE kind = '${VERIFY_JOB}'`);
  await sql("UPDATE usage_total_day SET requests = requests + 1");
  expect(await verifyOnceADay(test_.services, tell)).toBe(true);
  const latest = await test_.services.jobs.latest(VERIFY_JOB);
  expect(await verdictOf(latest?.id ?? "")).toMatchObject({ wrongSums: 3, isRepaired: false });
  await keepVerified(test_.services, tell).close();
});
