/** Rules and alerts that people change while they are looked at, or while they are snoozed. */
import { ListAlerts, SaveAlertRule } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AlertParts, checkRules } from "#server/features/alerts/check-rules";
import { removeRule, saveRule, snoozeRule } from "#server/features/alerts/edit-rules";
import { countOpenAlerts, listAlerts } from "#server/features/alerts/list-alerts";
import { acknowledgeAlerts, snoozeAlert } from "#server/features/alerts/settle-alerts";
import { setBudget } from "#server/features/budgets/budgets";
import { listNotifications } from "#server/features/notifications/list-notifications";
import { ingestEvents } from "#server/features/usage/take-usage";
import { alertParts } from "#server/start/alert-parts";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let world: TestContext;
const TODAY = new Date("2027-06-23T12:00:00Z");
const minutesOn = (minutes: number) => new Date(TODAY.getTime() + minutes * 60_000);
let now = TODAY;
const ctx = () => ({ ...world.ctx, clock: () => now });

beforeAll(async () => {
  world = await createTestContext();
  const { pool } = world.database;
  await pool.query("INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('ten', 10, 'x')");
  await world.services.prices.refresh();
  const events = [{ requestId: "r", model: "ten", occurredAt: TODAY.toISOString() }];
  await ingestEvents({ ...world.services, clock: () => now }, { gateway: "north", events });
  await pool.query(
    `INSERT INTO alert_channels (id, name, kind, settings, is_active, updated_by)
     VALUES ('00000000-0000-4000-8000-000000000001', 'mail', 'email', '{}', true, 'a')`,
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  now = TODAY;
  await world.database.pool.query("TRUNCATE alert_rules, alerts, alert_deliveries, notifications");
  await budget("5");
});

const CHECK = { kind: "budget", measure: "spent", percent: 100 };
const CHANNEL = "00000000-0000-4000-8000-000000000001";
const save = (more: object = {}) =>
  saveRule(ctx(), SaveAlertRule.parse({ name: "Budgets", check: CHECK, ...more }), alertParts);
const budget = (amountUsd: string) => setBudget(ctx(), { kind: "all", name: "", amountUsd });
const check = (parts: AlertParts = alertParts) => checkRules(ctx(), parts);
const states = async () => (await listAlerts(ctx(), ListAlerts.parse({}))).map(({ state }) => state);
const news = async () => (await listNotifications(ctx())).newest.map(({ title }) => title);
const only = async () => (await listAlerts(ctx(), ListAlerts.parse({})))[0]?.id ?? "";
const TITLE = "Budget of All requests: spent $10.00 of $5.00";

/** Somebody is quicker than the check: between its look and what it writes. */
const whileLooking = (meanwhile: () => Promise<unknown>): AlertParts => ({
  ...alertParts,
  sources: (services) => ({
    ...alertParts.sources(services),
    budgets: async (at) => {
      const found = await alertParts.sources(services).budgets(at);
      await meanwhile();
      return found;
    },
  }),
});

test.each([
  ["removed", (id: string) => removeRule(ctx(), { id }, alertParts)],
  ["turned off", (id: string) => save({ id, isActive: false })],
  ["snoozed", (id: string) => snoozeRule(ctx(), { id, until: minutesOn(60).toISOString() })],
  ["changed to more", (id: string) => save({ id, check: { ...CHECK, percent: 300 } })],
])("a rule that is %s while it is looked at raises nothing by what it was", async (_, change) => {
  const { id } = await save({ channelIds: [CHANNEL] });
  now = minutesOn(1);
  await check(whileLooking(() => change(id)));
  expect([await states(), await news(), await countOpenAlerts(ctx())]).toEqual([[], [], { count: 0 }]);
  await check();
  expect(await states()).toEqual([]);
});

test("a snooze that is over is told as its rule tells: not in the app where that is off, and not what somebody has seen to", async () => {
  await save({ isInApp: false });
  await check();
  await snoozeAlert(ctx(), { id: await only(), until: minutesOn(5).toISOString() }, alertParts);
  now = minutesOn(6);
  await check();
  expect([await states(), await news()]).toEqual([["open"], []]);

  await world.database.pool.query("TRUNCATE alert_rules, alerts, alert_deliveries");
  await save({ name: "In the app" });
  await check();
  await snoozeAlert(ctx(), { id: await only(), until: minutesOn(10).toISOString() }, alertParts);
  await acknowledgeAlerts(ctx(), { ids: [await only()] }, alertParts);
  now = minutesOn(11);
  await check();
  expect([await states(), await news()]).toEqual([["acknowledged"], []]);
});

test("snoozed no longer, it is news again", async () => {
  await save();
  await check();
  await snoozeAlert(ctx(), { id: await only(), until: minutesOn(60).toISOString() }, alertParts);
  await snoozeAlert(ctx(), { id: await only(), until: null }, alertParts);
  now = minutesOn(1);
  await check();
  expect([await states(), await news()]).toEqual([["open"], [`Still so: ${TITLE}`]]);
  now = minutesOn(2);
  await check();
  expect(await news()).toHaveLength(1);
});

test("what began while it was snoozed goes to the channels when it is news", async () => {
  await save({ channelIds: [CHANNEL] });
  await check();
  const deliveries = async () => (await world.database.pool.query("SELECT FROM alert_deliveries")).rowCount;
  expect(await deliveries()).toBe(1);
  await snoozeAlert(ctx(), { id: await only(), until: minutesOn(60).toISOString() }, alertParts);
  await world.database.pool.query("UPDATE alerts SET period = '2027-05'");
  now = minutesOn(1);
  await check();
  expect(await deliveries()).toBe(1);
  now = minutesOn(61);
  await check();
  expect(await deliveries()).toBe(2);
});

test("what was over and is so again is open, whoever had seen to it; snoozed it is no news", async () => {
  await save();
  await check();
  await acknowledgeAlerts(ctx(), { ids: [await only()] }, alertParts);
  const again = async (from: number) => {
    await budget("50");
    now = minutesOn(from);
    await check();
    expect(await states()).toEqual(["over"]);
    await budget("5");
    now = minutesOn(from + 1);
    await check();
  };
  await again(1);
  expect([await states(), await news()]).toEqual([["open"], [TITLE]]);
  await snoozeAlert(ctx(), { id: await only(), until: minutesOn(60).toISOString() }, alertParts);
  await again(3);
  expect([await states(), await news()]).toEqual([["snoozed"], []]);
});
