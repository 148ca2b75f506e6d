/** A later report that says a time whose requests are no longer kept. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { ingestEvents } from "../take-usage";
import { findQuarantined } from "./rows";
import { settleQuarantined } from "./settle-quarantined";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
  await test.database.pool.query("UPDATE usage_months SET kept_from = '2026-03-01T00:00:00Z'");
});
afterAll(() => test.close());

const report = (occurredAt: string) =>
  ingestEvents(test.services, { gateway: "g", events: [{ requestId: "r", model: "m", occurredAt, promptTokens: 10 }] });

it("does not take the place of what is booked: it goes on waiting, and says why", async () => {
  await report("2026-03-10T12:00:00Z");
  expect(await report("2026-02-10T12:00:00Z")).toMatchObject([{ status: "quarantined", code: "other-content" }]);
  const [item] = await findQuarantined(test.database.pool, null, null, 1);
  if (!item) throw new Error("Nothing waits.");
  const decision = { action: "take-later", reason: "the clock was wrong" } as const;
  const [settled] = await settleQuarantined(test.ctx, [{ item, event: item.payload }], decision);
  expect(settled).toMatchObject({ outcome: "waits", problem: { code: "time-not-kept" } });
  const { rows } = await test.database.pool.query(
    "SELECT (SELECT count(*)::int FROM usage_logs) AS logged, (SELECT count(*)::int FROM usage_keys) AS keys, (SELECT sum(requests)::int FROM usage_total_day) AS summed",
  );
  expect(rows).toEqual([{ logged: 1, keys: 1, summed: 1 }]);
  expect(await findQuarantined(test.database.pool, null, null, 1)).toHaveLength(1);
});
