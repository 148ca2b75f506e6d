/** What a month waits for before its requests are dropped. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { showRetention } from "#server/features/retention/change-retention";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
  const events = [{ requestId: "r", model: "m", occurredAt: "2025-03-10T12:00:00Z" }];
  await ingestEvents(test.services, { gateway: "g", events });
  await test.database.pool.query("UPDATE usage_months SET keep_months = 4, summed_before = '2025-06-01'");
});
afterAll(() => test.close());

it.each([
  ["2025-04-01T00:30:00+02:00", ["quarantine"]],
  ["2025-02-28T23:30:00-02:00", ["quarantine"]],
  ["2025-03-15T12:00:00Z", ["quarantine"]],
  ["2025-04-02T12:00:00Z", []],
  ["yesterday", []],
])("an event of %s in quarantine keeps March waiting where it may be of it", async (occurredAt, waitsFor) => {
  await test.database.pool.query(
    "INSERT INTO usage_quarantine (gateway, reason_code, field, reason, payload) VALUES ('g', 'x', 'x', 'x', jsonb_build_object('occurredAt', $1::text))",
    [occurredAt],
  );
  const { old } = await showRetention(test.services);
  expect(old.map((month) => [month.month, month.waitsFor])).toEqual([["2025-03", waitsFor]]);
  await test.database.pool.query("DELETE FROM usage_quarantine");
});
