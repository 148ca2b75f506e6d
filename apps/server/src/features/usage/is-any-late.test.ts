/** What is booked as of a day that nobody has summed yet is never of one that somebody has, whatever zones the ledger had by then. */
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sumMonths } from "#server/ledger/sum-months";
import { isAnyLate } from "./ledger-statement";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const HOUR_MS = 60 * 60 * 1000;
const FARTHEST = ["Pacific/Kiritimati", "UTC", "Etc/GMT+12"];
/** How long a statement may wait between the look at its rows and its end. */
const WAITED_MS = 4 * HOUR_MS;

const dayIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);

const hours = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, hour) => from + hour * HOUR_MS);

const isLate = (at: number, now: number) => isAnyLate([{ occurredAt: new Date(at).toISOString() }], now);

test("of the last 18 hours nothing is late, but in the beginning of a month", () => {
  for (const now of hours(Date.parse("2026-03-14"), 48)) expect(isLate(now - 18 * HOUR_MS, now)).toBe(false);
});

test.each(["2026-03-14", "2026-02-27", "2026-12-30"])("in the days after %s", async (day) => {
  for (const now of hours(Date.parse(day), 96)) {
    const oldest = hours(now - 96 * HOUR_MS, 97).find((at) => !isLate(at, now));
    // On the first morning of a month all are.
    if (oldest === undefined) continue;
    for (const zone of FARTHEST) {
      await database.pool.query("UPDATE usage_months SET zone = $1, summed_before = '2015-01-01'", [zone]);
      await sumMonths(database.pool, new Date(now + WAITED_MS - 1));
      const { rows } = await database.pool.query<{ day: string }>(
        "SELECT summed_before::text AS day FROM usage_months",
      );
      for (const later of FARTHEST) expect(dayIn(later, oldest) >= (rows[0]?.day ?? "")).toBe(true);
    }
  }
});
