/** Alerts from the rule to the news: raised once by its key, told once, over when it is over; and what a rule would have said. */
import { AlertCheck, ListAlerts, SaveAlertRule, SavePriceCase } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkRules } from "#server/features/alerts/check-rules";
import { removeRule, saveRule, snoozeRule } from "#server/features/alerts/edit-rules";
import { checkWhenDue } from "#server/features/alerts/keep-alerting";
import { listAlerts, listRules } from "#server/features/alerts/list-alerts";
import { previewRule } from "#server/features/alerts/preview-rule";
import { acknowledgeAlerts, snoozeAlert } from "#server/features/alerts/settle-alerts";
import { savePriceCases } from "#server/features/price-cases/price-cases";
import { listNotifications } from "#server/features/notifications/list-notifications";
import { alertParts } from "#server/start/alert-parts";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { spending } from "#server/testing/spending";

let world: TestContext;
const DAY_MS = 86_400_000;
/** A Wednesday. */
const TODAY = new Date("2027-06-23T12:00:00Z");
let now = TODAY;
const ctx = () => ({ ...world.ctx, clock: () => now });
const dayAgo = (days: number) => new Date(TODAY.getTime() - days * DAY_MS);

const spend = spending(() => ({ ...world.services, clock: () => now }));

beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('one', 1, 'x'), ('ten', 10, 'x')",
  );
  await world.services.prices.refresh();
  // Two a day for nine weeks, and twenty on a day two weeks ago.
  for (let ago = 63; ago >= 1; ago -= 1) await spend("one", ago === 14 ? 20 : 2, dayAgo(ago), { team: "red" });
});
afterAll(() => world.close());
beforeEach(async () => {
  now = TODAY;
  await world.database.pool.query("TRUNCATE alert_rules, alerts, alert_deliveries, notifications");
  await world.database.pool.query("UPDATE alert_watch SET next_at = '2020-01-01'");
});

const preview = async (check: object) => {
  const { count: times, why } = await previewRule(ctx(), AlertCheck.parse(check), alertParts);
  return times ?? why;
};
const save = (check: object, more: object = {}) =>
  saveRule(ctx(), SaveAlertRule.parse({ name: `Rule ${JSON.stringify(check)}`, check, ...more }), alertParts);
const check = () => checkRules(ctx(), alertParts);
const alerts = () => listAlerts(ctx(), ListAlerts.parse({ days: 400 }));
const news = async () => (await listNotifications(ctx())).newest.map(({ title }) => title);

describe("before it is saved a rule says how often it would have fired", () => {
  test.each([
    [{ kind: "daily-spend", of: "all", limitUsd: "1.999999999999" }, 29],
    [{ kind: "daily-spend", of: "all", limitUsd: "2" }, 1],
    [{ kind: "daily-spend", of: "team", name: "red", limitUsd: "2" }, 1],
    [{ kind: "daily-spend", of: "model", name: "ten", limitUsd: "2" }, 0],
    [{ kind: "unusual-spend", of: "model", percent: 300, floorUsd: "5" }, 1],
    [{ kind: "unusual-spend", of: "all", percent: 1000, floorUsd: "5" }, 0],
    [{ kind: "unusual-spend", of: "all", percent: 300, floorUsd: "20" }, 0],
    [{ kind: "expensive-model", per1MUsd: "1", dayUsd: "1" }, 0],
    [{ kind: "default-share", percent: 10, floorUsd: "1" }, 0],
    [{ kind: "quarantine", events: 0, per: "day" }, 0],
    [{ kind: "price-moved", requests: 1 }, 0],
    [{ kind: "no-events", minutes: 5 }, "arrivals-not-kept"],
    [{ kind: "catalog-stale", days: 3 }, "refreshes-not-kept"],
    [{ kind: "price-unreviewed", days: 30 }, "reviews-not-kept"],
    [{ kind: "case-fails" }, "results-not-kept"],
    [{ kind: "budget", measure: "forecast", percent: 100 }, "budgets-not-kept"],
  ])("%j: %s", async (rule, times) => {
    expect(await preview(rule)).toBe(times);
  });
});

test("an alert is one row and one piece of news, however often and by how many it is checked; over when it is over", async () => {
  await save({ kind: "daily-spend", of: "model", limitUsd: "25" });
  expect(await check()).toBe(0);
  await spend("ten", 3, TODAY);
  expect((await Promise.all([check(), check(), check()])).reduce((sum, raised) => sum + raised, 0)).toBe(1);
  expect(await alerts()).toMatchObject([
    { subject: "ten", title: "Model ten: $30.00 on 2027-06-23", value: "30", limit: "25", unit: "usd", state: "open" },
  ]);
  expect(await news()).toEqual(["Model ten: $30.00 on 2027-06-23"]);
  await spend("ten", 1, TODAY);
  expect(await check()).toBe(0);
  expect(await alerts()).toMatchObject([{ value: "30", latestValue: "40" }]);
  now = dayAgo(-2);
  expect(await check()).toBe(0);
  expect(await alerts()).toMatchObject([{ state: "over" }]);
  expect(await news()).toEqual([]);
});

test("what was over and is so again is the same alert, and open news again", async () => {
  const { id } = await save({ kind: "quarantine", events: 0, per: "day" });
  const keptAside = (open: boolean) =>
    world.database.pool.query(
      open
        ? "INSERT INTO usage_quarantine (received_at, gateway, reason_code, field, reason, payload) VALUES ($1, 'g', 'x', 'x', 'x', '{}')"
        : "DELETE FROM usage_quarantine WHERE received_at = $1",
      [TODAY],
    );
  await keptAside(true);
  expect(await check()).toBe(1);
  await keptAside(false);
  // A look that began no later than the alert knows nothing of it.
  await check();
  expect(await alerts()).toMatchObject([{ state: "open" }]);
  now = new Date(TODAY.getTime() + 60_000);
  await check();
  expect([await alerts(), await news()]).toMatchObject([[{ state: "over" }], []]);
  await keptAside(true);
  expect(await check()).toBe(0);
  expect([await alerts(), await news()]).toMatchObject([[{ ruleId: id, state: "open" }], [expect.any(String)]]);
  await keptAside(false);
});

test("days before a rule was made are its preview, not alerts", async () => {
  now = dayAgo(13);
  await save({ kind: "daily-spend", of: "all", limitUsd: "10" });
  expect(await check()).toBe(0);
});

test("a first day that is dear, by its tokens or as a day", async () => {
  await save({ kind: "expensive-model", per1MUsd: "1000", dayUsd: "15" });
  await world.database.pool.query(
    `INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, provider) VALUES ('dear', 0, 2, 'x')`,
  );
  await world.services.prices.refresh();
  await spend("dear", 1, TODAY, { promptTokens: 10, completionTokens: 0 });
  await check();
  const bySubject = (await alerts()).toSorted((one, other) => one.subject.localeCompare(other.subject));
  expect(bySubject).toMatchObject([
    { subject: "dear", value: "2000", limit: "1000", unit: "usd-per-1m" },
    { subject: "ten", value: "40", unit: "usd" },
  ]);
});

test("silence of a gateway, a month's budget, what is kept aside, and a price that nobody reviewed", async () => {
  await world.database.pool.query("UPDATE intake_counts SET last_at = $1", [new Date(TODAY.getTime() - 3_600_000)]);
  await world.database.pool.query(
    "INSERT INTO budgets (kind, name, amount_usd, updated_by) VALUES ('all', '', 60, 'test')",
  );
  await save({ kind: "no-events", minutes: 60, gateway: "north" });
  await save({ kind: "budget", measure: "spent", percent: 100 });
  await save({ kind: "budget", measure: "forecast", percent: 300 });
  await save({ kind: "quarantine", events: 1, per: "hour" });
  await save({ kind: "price-unreviewed", days: 30 });
  await world.database.pool.query(
    `INSERT INTO usage_quarantine (received_at, gateway, reason_code, field, reason, payload)
     SELECT $1, 'north', 'missing', 'model', 'x', '{}' FROM generate_series(1, 2)`,
    [TODAY],
  );
  await check();
  expect(new Set((await alerts()).map(({ value, limit, unit }) => `${unit} ${value} of ${limit}`))).toEqual(
    new Set(["events 2 of 1", "minutes 60 of 60", "percent 170 of 100", "prices 3 of 0"]),
  );
});

test("acknowledged it is no longer open; snoozed it comes back as news, and the next day's is snoozed too", async () => {
  await save({ kind: "daily-spend", of: "model", limitUsd: "25" });
  await check();
  const [first] = await alerts();
  await snoozeAlert(ctx(), { id: first?.id ?? "", until: dayAgo(-2).toISOString() }, alertParts);
  expect(await news()).toEqual([]);
  now = dayAgo(-1);
  await spend("ten", 3, now);
  expect(await check()).toBe(1);
  expect(await alerts()).toMatchObject([{ state: "snoozed" }, { state: "snoozed" }]);
  expect(await news()).toEqual([]);
  now = dayAgo(-2);
  await check();
  expect(await news()).toEqual(["Still so: Model ten: $30.00 on 2027-06-24"]);
  const ids = (await alerts()).filter(({ state }) => state === "open").map(({ id }) => id);
  expect(await acknowledgeAlerts(ctx(), { ids }, alertParts)).toEqual({ count: 1 });
  expect(await acknowledgeAlerts(ctx(), { ids }, alertParts)).toEqual({ count: 0 });
  expect((await alerts())[0]).toMatchObject({ state: "acknowledged", acknowledgedBy: "admin@example.com" });
  expect(await news()).toEqual([]);
});

test("a rule that is snoozed or off says nothing; removed, its alerts are over and stay in the history", async () => {
  const { id } = await save({ kind: "daily-spend", of: "model", limitUsd: "25" });
  await snoozeRule(ctx(), { id, until: dayAgo(-2).toISOString() });
  expect(await check()).toBe(0);
  await snoozeRule(ctx(), { id, until: null });
  expect(await check()).toBe(1);
  await removeRule(ctx(), { id }, alertParts);
  expect(await listRules(ctx())).toMatchObject({ rules: [] });
  expect(await alerts()).toMatchObject([{ state: "over" }]);
  await expect(removeRule(ctx(), { id }, alertParts)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await save({ kind: "daily-spend", of: "all", limitUsd: "1" }, { name: "Same", isActive: false });
  await expect(save({ kind: "catalog-stale", days: 1 }, { name: "Same" })).rejects.toMatchObject({
    code: "ALREADY_EXISTS",
  });
  expect(await check()).toBe(0);
  const { rows } = await world.database.pool.query(
    "SELECT DISTINCT action FROM audit_log WHERE action LIKE 'alert%' ORDER BY 1",
  );
  expect(rows.map(({ action }) => action)).toContain("alert-rule.remove");
});

test("of several processes one checks, once a minute", async () => {
  await save({ kind: "daily-spend", of: "model", limitUsd: "25" });
  const due = () => checkWhenDue(ctx(), alertParts);
  expect((await Promise.all([due(), due(), due()])).filter((raised) => raised !== null)).toEqual([1]);
  now = new Date(TODAY.getTime() + 60_000);
  expect(await due()).toBe(0);
});

/** Last of those that look at requests: nothing is priced with a catalogue that cannot be read. */
test("a price that plain SQL changed fails a golden case, which nothing refused; over when the price is back", async () => {
  const priced = async (usd: string) => {
    await world.database.pool.query(`UPDATE model_pricing SET price_per_request = ${usd} WHERE model_name = 'ten'`);
    await world.services.prices.refresh();
  };
  const golden = { set: "Contract", model: "ten", usage: {}, at: null, expectedUsd: "10" };
  await savePriceCases(ctx(), [SavePriceCase.parse({ ...golden, label: "A call" })]);
  await save({ kind: "case-fails" });
  expect(await check()).toBe(0);
  await priced("10.5");
  expect(await check()).toBe(1);
  expect(await check()).toBe(0);
  expect(await alerts()).toMatchObject([
    {
      subject: "Contract",
      title: "1 golden case of Contract fails",
      detail: "A call must cost 10, costs 10.5.",
      value: "1",
      unit: "cases",
    },
  ]);
  await priced("10");
  now = dayAgo(-1);
  expect(await check()).toBe(0);
  expect(await alerts()).toMatchObject([{ state: "over" }]);
});

test("a change of the catalogue for a name with traffic, in force or waiting", async () => {
  const { pool } = world.database;
  await pool.query(
    `INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from)
     VALUES ('litellm', 'x', 'x', 1, '', $1, $1)`,
    [TODAY],
  );
  await pool.query(
    `INSERT INTO catalog_changes (snapshot_id, catalog_key, kind, fields, problems, requests, is_doubtful, state, fetched_entry, held_since)
     SELECT max(id), 'one', 'changed', '[]'::jsonb, '[]'::jsonb, 0, false, 'applied', NULL::jsonb, NULL::timestamptz FROM catalog_snapshots
     UNION ALL SELECT max(id), 'two', 'changed', '[]', '[]', 7, true, 'held', '{}', $1 FROM catalog_snapshots
     UNION ALL SELECT max(id), 'unused', 'changed', '[]', '[]', 0, false, 'applied', NULL, NULL FROM catalog_snapshots`,
    [TODAY],
  );
  await save({ kind: "price-moved", requests: 1 });
  await save({ kind: "catalog-stale", days: 1 });
  await check();
  expect(new Set((await alerts()).map(({ subject, value }) => `${subject} ${value}`))).toEqual(
    new Set(["one 76", "two 7"]),
  );
  now = dayAgo(-1);
  await check();
  expect((await alerts()).filter(({ unit }) => unit === "days")).toMatchObject([{ value: "1", state: "open" }]);
  now = dayAgo(-5);
  await check();
  const states = new Map((await alerts()).map(({ subject, state }) => [subject, state]));
  expect([states.get("one"), states.get("two")]).toEqual(["over", "open"]);
});

test.each([
  [{ kind: "daily-spend", of: "all", limitUsd: "0" }, "check.limitUsd"],
  [{ kind: "unusual-spend", of: "all", percent: 100, floorUsd: "1" }, "check.percent"],
  [{ kind: "no-events", minutes: 0 }, "check.minutes"],
  [{ kind: "no-such-kind" }, "check.kind"],
])("%j is refused for %s", (rule, field) => {
  const { error } = SaveAlertRule.safeParse({ name: "x", check: rule });
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});
