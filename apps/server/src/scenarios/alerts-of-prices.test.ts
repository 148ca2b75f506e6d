/** What rules about prices say: of changes of the catalogue, whatever was decided since, and of models that were never sent before. */
import { AlertCheck, ListAlerts, SaveAlertRule } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkRules } from "#server/features/alerts/check-rules";
import { saveRule } from "#server/features/alerts/edit-rules";
import { listAlerts } from "#server/features/alerts/list-alerts";
import { previewRule } from "#server/features/alerts/preview-rule";
import { alertParts } from "#server/start/alert-parts";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { spending } from "#server/testing/spending";

let world: TestContext;
/** In Kathmandu it is 01:45 of the next day. */
const NOW = new Date("2027-06-23T20:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
let now = NOW;
const ctx = () => ({ ...world.ctx, clock: () => now });

beforeAll(async () => {
  world = await createTestContext();
  const { pool } = world.database;
  await pool.query("UPDATE usage_months SET zone = 'Asia/Kathmandu'");
  await pool.query("INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('one', 1, 'x')");
  await world.services.prices.refresh();
});
afterAll(() => world.close());
beforeEach(async () => {
  now = NOW;
  await world.database.pool.query("DELETE FROM catalog_snapshots");
  await world.database.pool.query(
    "TRUNCATE alert_rules, alerts, alert_deliveries, notifications, usage_logs, usage_keys, usage_sums, intake_counts",
  );
});

const spend = spending(() => ({ ...world.services, clock: () => now }));

/** A refresh that finds a change of `one`, which waits since `since`. */
async function holdChange(at: Date, since: Date): Promise<void> {
  const { pool } = world.database;
  await pool.query("UPDATE catalog_changes SET state = 'superseded' WHERE state = 'held'");
  await pool.query(
    `WITH snapshot AS (INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from, in_force_until)
       VALUES ('litellm', 'x', gen_random_uuid(), 1, '', $1, $1, $1::timestamptz + interval '1 second') RETURNING id)
     INSERT INTO catalog_changes (snapshot_id, catalog_key, kind, fields, problems, requests, is_doubtful, state, fetched_entry, held_since)
     SELECT id, 'one', 'changed', '[]', '[]', 0, true, 'held', '{}', $2 FROM snapshot`,
    [at, since],
  );
}

const save = (check: object) => saveRule(ctx(), SaveAlertRule.parse({ name: "Rule", check }), alertParts);
const alerts = () => listAlerts(ctx(), ListAlerts.parse({}));
const preview = (check: object) => previewRule(ctx(), AlertCheck.parse(check), alertParts);

test("a change that waited and was rejected would have been told once, and is no longer so", async () => {
  const moved = { kind: "price-moved", requests: 1 };
  await spend("one", 3, hoursAgo(72));
  await save(moved);
  for (const hours of [50, 26]) {
    now = hoursAgo(hours);
    await holdChange(now, hoursAgo(50));
    await checkRules(ctx(), alertParts);
  }
  expect(await alerts()).toMatchObject([{ subject: "one", state: "open", value: "3" }]);
  expect(await preview(moved)).toMatchObject({ count: 1, now: [expect.stringContaining("one")] });
  await world.database.pool.query("UPDATE catalog_changes SET state = 'rejected' WHERE state = 'held'");
  now = hoursAgo(25);
  await checkRules(ctx(), alertParts);
  expect(await alerts()).toMatchObject([{ subject: "one", state: "over" }]);
  expect(await preview(moved)).toMatchObject({ count: 1, examples: [expect.stringContaining("one")], now: [] });
});

test("the requests of the 30 days before a change are of days of the ledger", async () => {
  const DAY_HOURS = 24;
  await spend("one", 1, hoursAgo(0.5));
  await spend("one", 10, hoursAgo(29 * DAY_HOURS));
  await spend("one", 100, hoursAgo(30 * DAY_HOURS));
  await save({ kind: "price-moved", requests: 1 });
  await holdChange(NOW, NOW);
  await checkRules(ctx(), alertParts);
  expect(await alerts()).toMatchObject([{ subject: "one", value: "11" }]);
});

test("a new model whose few tokens are not what costs is told with what its figure holds", async () => {
  await spend("one", 1, NOW, { promptTokens: 10, completionTokens: 0 });
  await save({ kind: "expensive-model", per1MUsd: "50", dayUsd: "20" });
  await checkRules(ctx(), alertParts);
  expect(await alerts()).toMatchObject([
    {
      subject: "one",
      value: "100000",
      detail: expect.stringContaining(
        "whole cost of the day by its tokens, with what is billed by request, image or other unit",
      ),
    },
  ]);
});
