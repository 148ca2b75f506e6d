import { AnalyticsQuery, ExploreQuery, ListRequests, type UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeZone, showZone } from "#server/features/ledger-zone/change-zone";
import { resumDays, resumeResum } from "#server/features/ledger-zone/resum-days";
import { verifyLedger } from "#server/features/ledger-health/verify-ledger";
import { listRequests } from "#server/features/requests/list-requests";
import { analytics } from "#server/features/spend/analytics";
import { explore } from "#server/features/spend/explore";
import { ingestEvents } from "#server/features/usage/take-usage";
import { daysOfLedger } from "#server/ledger/compare-day";
import { sumMonths } from "#server/ledger/sum-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
});
afterAll(() => world.close());

const JOB = { report: async () => {}, isCancelled: () => false };

/** An event at each of these instants. */
const book = (gateway: string, instants: readonly string[], fields: Partial<UsageEvent> = {}) =>
  ingestEvents(world.services, {
    gateway,
    events: instants.map(
      (occurredAt): UsageEvent => ({ requestId: occurredAt, model: "m", occurredAt, promptTokens: 10, ...fields }),
    ),
  });

/** Every half an hour from one instant to another, the latter excluded. */
function halfHours(from: string, to: string): readonly string[] {
  const instants: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 1_800_000) instants.push(new Date(at).toISOString());
  return instants;
}

const change = async (zone: string) => {
  await changeZone(world.ctx, { zone });
  await world.services.jobs.drain();
  await resumDays(world.services, JOB);
  expect((await showZone(world.services)).holdsFrom).toBeNull();
};

async function requestsByDay(from: string, to: string) {
  const { total, steps } = await explore(
    world.services,
    ExploreQuery.parse({ from, to, metric: "requests", interval: "day" }),
  );
  return Object.fromEntries(steps.map(({ name }, index) => [name, total.points[index]]));
}

const listed = async (day: string) =>
  (await listRequests(world.services, ListRequests.parse({ from: day, to: day, limit: 200 }))).requests.map(
    ({ occurredAt }) => occurredAt.slice(0, 19),
  );

const verified = () => verifyLedger(world.ctx, { repair: false }, JOB);
const RIGHT = { wrongSums: 0, wrongCounts: [] };

describe("days of a zone", () => {
  test.each([
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00", 46],
    ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00", 50],
    ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00", 46],
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00", 46],
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00", 50],
    ["Asia/Kathmandu", "2026-05-10", "2026-05-09T18:30:00", 48],
  ])("%s: %s begins at %s and has %i half hours", async (zone, day, start, count) => {
    await change(zone);
    const middle = Date.parse(`${day}T12:00:00Z`);
    const [from, to] = [middle - 40 * 3_600_000, middle + 40 * 3_600_000].map((at) => new Date(at).toISOString());
    await book(`${zone} ${day}`, halfHours(from ?? "", to ?? ""));
    expect((await requestsByDay(day, day))[day]).toBe(String(count));
    const ofDay = await listed(day);
    expect(ofDay).toHaveLength(count);
    expect(ofDay.at(-1)).toBe(start);
    expect(await verified()).toMatchObject(RIGHT);
    await world.database.pool.query(
      "TRUNCATE usage_logs, usage_keys, usage_sums, usage_units_by_model_day, intake_counts",
    );
  });
});

describe("another zone", () => {
  beforeAll(async () => {
    await change("UTC");
    await book("before", halfHours("2026-01-30T20:00:00Z", "2026-02-02T04:00:00Z"), {
      team: "red",
      units: { inputImages: 2 },
    });
    await sumMonths(world.database.pool, new Date("2026-06-15T12:00:00Z"));
  });

  test("moves days, months and units, and the books agree", async () => {
    expect(await requestsByDay("2026-01-31", "2026-02-01")).toEqual({ "2026-01-31": "48", "2026-02-01": "48" });
    const month = async () => {
      const query = AnalyticsQuery.parse({ from: "2026-01-01", to: "2026-01-31", groupBy: "month" });
      const { rows, units } = await analytics(world.services, query);
      return [rows[0]?.requests, units?.[0]?.quantity];
    };
    expect(await month()).toEqual([56, "112"]);
    await change("America/New_York");
    expect(await month()).toEqual([66, "132"]);
    expect(await verified()).toMatchObject(RIGHT);
    await change("Asia/Tokyo");
    expect(await month()).toEqual([38, "76"]);
    expect(await verified()).toMatchObject(RIGHT);
  });

  test("a rebuild that was killed goes on where it was, and intake meanwhile is in the end", async () => {
    await world.database.pool.query("UPDATE usage_months SET zone = 'Europe/Berlin', zone_holds_from = '9999-12-31'");
    let asked = 0;
    await resumDays(world.services, { ...JOB, isCancelled: () => (asked += 1) > 3 });
    const { holdsFrom } = await showZone(world.services);
    const days = await daysOfLedger(world.database.pool);
    expect(days).toContain(holdsFrom);
    await book("meanwhile", halfHours("2026-01-31T20:00:00Z", "2026-02-01T04:00:00Z"));
    const booking = Promise.all(
      [1, 2, 3, 4].map((at) => book(`beside ${at}`, halfHours("2026-01-30T20:00:00Z", "2026-02-01T04:00:00Z"))),
    );
    expect(await resumeResum(world.services)).toBe(true);
    await booking;
    await world.services.jobs.drain();
    await resumDays(world.services, JOB);
    expect(await verified()).toMatchObject(RIGHT);
    expect(await resumeResum(world.services)).toBe(false);
  });

  test("changed while requests arrive, the end is exact", async () => {
    let isOver = false;
    const arriving = [1, 2].map(async (sender) => {
      for (let call = 0; !isOver; call += 1)
        await book(`arriving ${sender} ${call}`, halfHours("2026-01-31T18:00:00Z", "2026-02-01T06:00:00Z"));
    });
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) await changeZone(world.ctx, { zone });
    await world.services.jobs.drain();
    isOver = true;
    await Promise.all(arriving);
    await resumDays(world.services, JOB);
    expect(await verified()).toMatchObject(RIGHT);
  });

  test("is refused when nobody knows it, and is in the audit log otherwise", async () => {
    await expect(changeZone(world.ctx, { zone: "Mars/Olympus" })).rejects.toThrow("must be the name of a time zone");
    const { rows } = await world.database.pool.query(
      "SELECT subject, details FROM audit_log WHERE action = 'ledger.zone' ORDER BY seq DESC LIMIT 1",
    );
    expect(rows).toEqual([
      { subject: "Pacific/Pago_Pago", details: { before: "Pacific/Kiritimati", after: "Pacific/Pago_Pago" } },
    ]);
  });
});
