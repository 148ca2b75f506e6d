/** When an alert that was told is news again: each time that a snooze ends, and when its rule says something else. */
import { ListAlerts, SaveAlertRule } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkRules } from "#server/features/alerts/check-rules";
import { saveRule } from "#server/features/alerts/edit-rules";
import { listAlerts } from "#server/features/alerts/list-alerts";
import { snoozeAlert } from "#server/features/alerts/settle-alerts";
import { listNotifications } from "#server/features/notifications/list-notifications";
import { ingestEvents } from "#server/features/usage/take-usage";
import { alertParts } from "#server/start/alert-parts";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let world: TestContext;
const TODAY = new Date("2027-06-23T12:00:00Z");
const minutesLater = (minutes: number) => new Date(TODAY.getTime() + minutes * 60_000);
let now = TODAY;
const ctx = () => ({ ...world.ctx, clock: () => now });

beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('forty', 40, 'x')",
  );
  await world.services.prices.refresh();
  const event = { requestId: "r", model: "forty", occurredAt: TODAY.toISOString() };
  await ingestEvents({ ...world.services, clock: () => now }, { gateway: "g", events: [event] });
});
afterAll(() => world.close());
beforeEach(async () => {
  now = TODAY;
  await world.database.pool.query("TRUNCATE alert_rules, alerts, alert_deliveries, notifications");
});

const save = (check: object, id?: string) =>
  saveRule(ctx(), SaveAlertRule.parse({ name: "Spend", check, ...(id && { id }) }), alertParts);
const limitOf = (limitUsd: string) => ({ kind: "daily-spend", of: "model", limitUsd });
const check = () => checkRules(ctx(), alertParts);
const alerts = () => listAlerts(ctx(), ListAlerts.parse({}));
const news = async () => (await listNotifications(ctx())).newest;

test("each time that a snooze ends an alert is news again", async () => {
  await save(limitOf("25"));
  await check();
  const [alert] = await alerts();
  for (const minutes of [10, 20, 30]) {
    const until = minutesLater(minutes);
    await snoozeAlert(ctx(), { id: alert?.id ?? "", until: until.toISOString() }, alertParts);
    await check();
    expect(await news()).toEqual([]);
    now = until;
    await check();
    expect(await news()).toMatchObject([{ title: "Still so: Model forty: $40.00 on 2027-06-23" }]);
  }
});

test("an alert says what its rule says since that was changed, and is news in these words", async () => {
  const { id } = await save(limitOf("25"));
  await check();
  await save(limitOf("30"), id);
  await check();
  const detail = "The limit of a day is $30.00.";
  expect(await alerts()).toMatchObject([{ limit: "30", detail, value: "40", state: "open" }]);
  expect(await news()).toMatchObject([{ detail }]);
  await save({ kind: "expensive-model", per1MUsd: "1", dayUsd: "20" }, id);
  await check();
  expect(await alerts()).toMatchObject([{ limit: "20", title: expect.stringContaining("New model forty") }]);
  await save(limitOf("50"), id);
  now = minutesLater(1);
  await check();
  expect([await alerts(), await news()]).toMatchObject([[{ state: "over" }], []]);
});
