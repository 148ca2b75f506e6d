/** Servers that are killed while they tell an alert: by each channel exactly one message arrives, and what is not known is said. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListAlerts, SaveAlertChannel, SaveAlertRule } from "@ratecard/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveChannel } from "#server/features/alerts/channels/edit-channels";
import { saveRule } from "#server/features/alerts/edit-rules";
import { listAlerts } from "#server/features/alerts/list-alerts";
import { ingestEvents } from "#server/features/usage/take-usage";
import { alertParts } from "#server/start/alert-parts";
import { createTestContext, TEST_SECRET, type TestContext } from "#server/testing/create-test-context";
import { type Receiver, receiveMail, receiveWebhooks } from "#server/testing/receive-messages";
import { type SpawnedServer, spawnServer } from "#server/testing/spawn-server";

const LOGIN = { user: "ratecard", password: "mail password 1" };
const WAIT_MS = 30_000;

let world: TestContext;
let mail: Receiver;
let secondMail: Receiver;
let hook: Receiver;
/** Takes connections and never says a word. */
let silent: Server;
let silentCalls = 0;
let folder: string;

beforeAll(async () => {
  world = await createTestContext();
  [mail, secondMail, hook] = [await receiveMail(LOGIN), await receiveMail(LOGIN), await receiveWebhooks()];
  silent = createServer(() => {
    silentCalls += 1;
  });
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  folder = await mkdtemp(join(tmpdir(), "ratecard-killed-alerts-"));
});
afterAll(async () => {
  silent.close();
  await Promise.all([mail.close(), secondMail.close(), hook.close()]);
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const spawn = (): Promise<SpawnedServer> =>
  spawnServer({
    DATABASE_URL: world.database.url,
    RATECARD_DATA_DIR: folder,
    RATECARD_SECRET: TEST_SECRET,
    ALLOW_PRIVATE_NETWORKS: "true",
    LOG_LEVEL: "silent",
  });

const email = (name: string, port: number, id?: string) =>
  SaveAlertChannel.parse({
    kind: "email",
    id,
    name,
    host: "127.0.0.1",
    port,
    security: "none",
    ...LOGIN,
    sender: "ratecard@example.org",
    recipients: ["finance@example.org"],
  });

const deliveries = async () =>
  (await listAlerts(world.ctx, ListAlerts.parse({}))).flatMap(({ deliveries: sent }) =>
    sent.map(({ channel, state }) => `${channel}: ${state}`),
  );

test("one alert and one message by each channel, although every server dies at its work", async () => {
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('m', 1, 'x')",
  );
  await world.services.prices.refresh();
  await ingestEvents(world.services, { gateway: "g", events: [{ requestId: "r", model: "m" }] });
  const url = `http://127.0.0.1:${hook.port}/`;
  const held = await saveChannel(world.ctx, SaveAlertChannel.parse({ kind: "webhook", name: "hook", url }));
  const heldMail = await saveChannel(world.ctx, email("mail", mail.port));
  const unreached = await saveChannel(world.ctx, email("unreached", (silent.address() as AddressInfo).port));
  const check = { kind: "daily-spend", of: "all", limitUsd: "0.01" };
  const channelIds = [held.id, heldMail.id, unreached.id];
  await saveRule(world.ctx, SaveAlertRule.parse({ name: "any cost", check, channelIds, isInApp: true }), alertParts);

  hook.answerWith("hold");
  mail.answerWith("hold");
  const first = await spawn();
  await expect
    .poll(() => [hook.received.length, mail.received.length, silentCalls], { timeout: WAIT_MS })
    .toEqual([1, 1, 1]);
  await first.kill();
  await expect(fetch(first.url)).rejects.toThrow("fetch failed");
  expect(await deliveries()).toEqual(["hook: handed", "mail: handed", "unreached: claimed"]);

  hook.answerWith("take");
  mail.answerWith("take");
  await saveChannel(world.ctx, email("unreached", secondMail.port, unreached.id));
  await world.database.pool.query("UPDATE alert_deliveries SET claimed_at = claimed_at - interval '10 minutes'");
  await world.database.pool.query("UPDATE alert_watch SET next_at = '2020-01-01'");
  const second = await spawn();
  await expect.poll(deliveries, { timeout: WAIT_MS }).toEqual(["hook: unknown", "mail: unknown", "unreached: sent"]);
  await second.stop();
  expect([hook.received.length, mail.received.length, secondMail.received.length]).toEqual([1, 1, 1]);
  const { rows } = await world.database.pool.query(
    "SELECT (SELECT count(*)::integer FROM alerts) AS alerts, (SELECT count(*)::integer FROM notifications WHERE key LIKE 'alert:%') AS news",
  );
  expect(rows).toEqual([{ alerts: 1, news: 1 }]);
}, 120_000);
