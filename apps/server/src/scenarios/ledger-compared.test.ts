import type { UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ingestEvents } from "#server/features/usage/take-usage";
import { openUsageTest } from "#server/features/usage/testing/open-usage-test";
import { fillRollups } from "#server/ledger/keep-sums";
import { compareDay, compareMonths, daysOfLedger } from "#server/ledger/compare-day";
import { sumMonths } from "#server/ledger/sum-months";

let world: Awaited<ReturnType<typeof openUsageTest>>;
beforeAll(async () => {
  world = await openUsageTest();
  await world.setPrice("priced", "0.01");
  await sumMonths(world.db.pool, world.time.now);
  await book("march", "2026-03-10T10:00:00Z", 5);
  await book("january", "2026-01-20T10:00:00Z", 3);
});
afterAll(() => world.close());

const book = (prefix: string, occurredAt: string, count: number) =>
  ingestEvents(world, {
    gateway: "g",
    events: Array.from(
      { length: count },
      (_, index): UsageEvent => ({
        requestId: `${prefix} ${index}`,
        model: "priced",
        occurredAt,
        team: `team ${index % 2}`,
        tags: index === 0 ? [] : ["a", "b", "a"],
        promptTokens: 10,
      }),
    ),
  });

const compareAll = async (repair = false) => {
  const days = await daysOfLedger(world.db.pool);
  const compared = await Promise.all(days.map((day) => compareDay(world.db.pool, day, { repair })));
  return compared.flatMap(({ wrong }) => wrong);
};

const sums = (table: string) =>
  world.rows(
    `SELECT day::text, team, tag, requests::int, trim_scale(cost_usd)::text AS cost FROM ${table} ORDER BY day, team, tag`,
  );

test("the intake leaves nothing to find, in days and in months that they are summed into", async () => {
  expect(await daysOfLedger(world.db.pool)).toEqual(["2026-01-20", "2026-03-10"]);
  expect(await compareAll()).toEqual([]);
  expect(await sums("usage_by_team_month")).toEqual([
    { day: "2026-01-01", team: "team 0", tag: "", requests: 2, cost: "0.02" },
    { day: "2026-01-01", team: "team 1", tag: "", requests: 1, cost: "0.01" },
    { day: "2026-03-01", team: "team 0", tag: "", requests: 3, cost: "0.03" },
    { day: "2026-03-01", team: "team 1", tag: "", requests: 2, cost: "0.02" },
  ]);
});

test("a request is in the sum of each of its tags once, and in that of no tag without one", async () => {
  expect(await sums("usage_by_tag_month")).toEqual([
    { day: "2026-01-01", team: "", tag: "", requests: 1, cost: "0.01" },
    { day: "2026-01-01", team: "", tag: "a", requests: 2, cost: "0.02" },
    { day: "2026-01-01", team: "", tag: "b", requests: 2, cost: "0.02" },
    { day: "2026-03-01", team: "", tag: "", requests: 1, cost: "0.01" },
    { day: "2026-03-01", team: "", tag: "a", requests: 4, cost: "0.04" },
    { day: "2026-03-01", team: "", tag: "b", requests: 4, cost: "0.04" },
  ]);
});

test("a day goes into the sum of its month two days after its end, the last ones of a month a day after, late requests at once", async () => {
  const inMarch = async (now: string) => {
    await sumMonths(world.db.pool, new Date(now));
    const [, march] = (await sums("usage_total_month")) as { requests: number }[];
    return march?.requests;
  };
  await book("fresh", "2026-03-14T10:00:00Z", 2);
  expect(await inMarch("2026-03-16T23:59:59Z")).toBe(5);
  expect(await inMarch("2026-03-17T00:00:00Z")).toBe(7);
  expect(await inMarch("2026-03-17T00:00:00Z")).toBe(7);
  world.time.now = new Date("2026-04-01T10:00:00Z");
  await book("last", "2026-03-31T23:00:00Z", 1);
  expect(await inMarch("2026-04-01T23:59:59Z")).toBe(7);
  expect(await inMarch("2026-04-02T00:00:00Z")).toBe(8);
  world.time.now = new Date("2026-04-03T00:00:00Z");
  await book("late", "2026-03-31T23:00:00Z", 2);
  expect(await sums("usage_total_month")).toEqual([
    { day: "2026-01-01", team: "", tag: "", requests: 3, cost: "0.03" },
    { day: "2026-03-01", team: "", tag: "", requests: 10, cost: "0.1" },
  ]);
  expect(await compareAll()).toEqual([]);
  expect((await compareMonths(world.db.pool, { repair: false })).wrong).toEqual([]);
});

test("a database that had sums by model only gets the others", async () => {
  const total = await sums("usage_total_day");
  await world.rows("DELETE FROM usage_sums WHERE rollup NOT LIKE 'by_model%'");
  await fillRollups(world.db.pool, () => false);
  expect(await sums("usage_total_day")).toEqual(total);
  expect(await compareAll()).toEqual([]);
});

describe("what plain SQL changed", () => {
  test.each([
    ["a cost", "UPDATE usage_logs SET cost_usd = cost_usd + 1 WHERE request_id = 'march 1'", "1", 0],
    ["a row that is gone", "DELETE FROM usage_logs WHERE request_id = 'march 3'", "-0.01", -1],
    ["a sum", "UPDATE usage_sums SET cost_usd = cost_usd - 2 WHERE day = '2026-03-10'", "2", 0],
    ["sums that are gone", "DELETE FROM usage_sums WHERE day = '2026-03-10'", "1.04", 4],
  ])("%s is found by how much, and repaired", async (_, sql, costUsd, requests) => {
    await world.rows(sql);
    const total = (await compareAll()).find(({ rollup }) => rollup === "total_day");
    expect(total).toEqual({ rollup: "total_day", day: "2026-03-10", of: {}, costUsd, requests });
    expect(await compareAll(true)).not.toEqual([]);
    expect(await compareAll()).toEqual([]);
  });

  test("what was booked cannot be changed, not even by SQL", async () => {
    const change = world.rows("UPDATE usage_logs SET booked_cost_usd = 0 WHERE request_id = 'march 1'");
    await expect(change).rejects.toThrow("booked_cost_usd of request march 1 cannot be changed");
    await world.rows("UPDATE usage_logs SET booked_cost_usd = booked_cost_usd");
  });

  test("two repairs at once add the difference once", async () => {
    await world.rows("UPDATE usage_logs SET cost_usd = cost_usd + 3 WHERE request_id = 'march 2'");
    await Promise.all([1, 2, 3].map(() => compareDay(world.db.pool, "2026-03-10", { repair: true })));
    expect(await compareAll()).toEqual([]);
  });

  test("a repair moves the month with its day", async () => {
    await world.rows("UPDATE usage_logs SET cost_usd = 7 WHERE request_id = 'january 1'");
    await compareAll(true);
    expect(await sums("usage_total_month")).toMatchObject([{ cost: "7.02" }, {}]);
  });
});
