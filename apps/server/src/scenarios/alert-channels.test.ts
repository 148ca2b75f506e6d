/** Alerts by e-mail and webhook: tested before they are used, sent once, tried again, given up in plain words. */
import { createHmac } from "node:crypto";
import { ListAlerts, SaveAlertChannel, SaveAlertRule } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findChannels } from "#server/features/alerts/channels/channel-rows";
import { deliverDue, sendAgain } from "#server/features/alerts/channels/deliver-alerts";
import { removeChannel, saveChannel } from "#server/features/alerts/channels/edit-channels";
import { tryChannel } from "#server/features/alerts/channels/try-channel";
import { checkRules } from "#server/features/alerts/check-rules";
import { saveRule } from "#server/features/alerts/edit-rules";
import { listAlerts } from "#server/features/alerts/list-alerts";
import { ingestEvents } from "#server/features/usage/take-usage";
import { alertParts } from "#server/start/alert-parts";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { type Receiver, receiveMail, receiveWebhooks } from "#server/testing/receive-messages";

const LOGIN = { user: "ratecard", password: "mail password 1" };
const SIGNING_SECRET = "signing secret 1";

let world: TestContext;
let mail: Receiver;
let hook: Receiver;
const TODAY = new Date("2027-06-23T12:00:00Z");
let now = TODAY;
const ctx = () => ({ ...world.ctx, clock: () => now });
const services = () => ({ ...world.services, clock: () => now });
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

const email = (more: object = {}) =>
  SaveAlertChannel.parse({
    kind: "email",
    name: "Mail",
    host: "127.0.0.1",
    port: mail.port,
    security: "none",
    user: LOGIN.user,
    password: LOGIN.password,
    sender: "ratecard@example.org",
    recipients: ["finance@example.org", "ops@example.org"],
    ...more,
  });
const webhook = (more: object = {}) =>
  SaveAlertChannel.parse({
    kind: "webhook",
    name: "Hook",
    url: `http://127.0.0.1:${hook.port}/services/t0ken`,
    signingSecret: SIGNING_SECRET,
    ...more,
  });

beforeAll(async () => {
  world = await createTestContext({ ALLOW_PRIVATE_NETWORKS: "true", PUBLIC_URL: "https://rates.example.org" });
  [mail, hook] = [await receiveMail(LOGIN), await receiveWebhooks()];
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('a<b>&c', 100, 'x')",
  );
  await world.services.prices.refresh();
  await ingestEvents(world.services, {
    gateway: "g",
    events: [{ requestId: "r", model: "a<b>&c", occurredAt: now.toISOString() }],
  });
});
afterAll(async () => {
  await mail.close();
  await hook.close();
  await world.close();
});
beforeEach(async () => {
  now = TODAY;
  await world.database.pool.query("TRUNCATE alert_rules, alerts, alert_deliveries, alert_channels, notifications");
  for (const { received, answerWith } of [mail, hook]) {
    (received as unknown[]).length = 0;
    answerWith("take");
  }
});

async function raise(...channelIds: string[]): Promise<void> {
  const check = { kind: "daily-spend", of: "model", limitUsd: "50" };
  await saveRule(ctx(), SaveAlertRule.parse({ name: "Dear day", check, channelIds }), alertParts);
  expect(await checkRules(services(), alertParts)).toBe(1);
}
const deliveries = async () => (await listAlerts(ctx(), ListAlerts.parse({}))).flatMap((alert) => alert.deliveries);

test("one message by each channel, whoever looks and however often; both carry what tells them apart", async () => {
  const [byMail, byHook] = [await saveChannel(ctx(), email()), await saveChannel(ctx(), webhook())];
  await raise(byMail.id, byHook.id);
  const sent = await Promise.all([deliverDue(services()), deliverDue(services()), deliverDue(services())]);
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(2);
  await checkRules(services(), alertParts);
  expect(await deliverDue(services())).toBe(0);

  expect(mail.received).toMatchObject([
    { headers: { subject: "Model a<b>&c: $100.00 on 2027-06-23", to: "finance@example.org, ops@example.org" } },
  ]);
  const [letter] = mail.received;
  expect(letter?.body).toContain("https://rates.example.org/admin/alerts?open=");
  expect(letter?.headers["message-id"]).toBe(`<${letter?.headers["x-ratecard-delivery"]}@ratecard.invalid>`);

  const [call] = hook.received;
  expect(JSON.parse(call?.body ?? "")).toMatchObject({ text: "Model a&lt;b&gt;&amp;c: $100.00 on 2027-06-23" });
  const signed = `${call?.headers["x-ratecard-timestamp"]}.${call?.body}`;
  const signature = createHmac("sha256", SIGNING_SECRET).update(signed).digest("hex");
  expect(call?.headers["x-ratecard-signature"]).toBe(`v1=${signature}`);
  expect(await deliveries()).toMatchObject([
    { channel: "Hook", state: "sent", attempts: 1, answer: `127.0.0.1:${hook.port} answered 200: ok` },
    { channel: "Mail", state: "sent", attempts: 1 },
  ]);
});

test("what is refused for now is tried again later, and then no more", async () => {
  const [byMail, byHook] = [await saveChannel(ctx(), email()), await saveChannel(ctx(), webhook())];
  await raise(byMail.id, byHook.id);
  mail.answerWith("later");
  hook.answerWith("later");
  await deliverDue(services());
  await deliverDue(services());
  expect(await deliveries()).toMatchObject([
    { state: "pending", attempts: 1 },
    { state: "pending", attempts: 1, answer: expect.stringContaining("does not take it now") },
  ]);
  later(30);
  mail.answerWith("take");
  await deliverDue(services());
  expect(mail.received).toHaveLength(1);
  for (let attempt = 0; attempt < 12; attempt += 1) {
    later(3600);
    await deliverDue(services());
  }
  expect(await deliveries()).toMatchObject([{ state: "failed", attempts: 10 }, { state: "sent" }]);
  expect(await findChannels(world.database.pool, now)).toMatchObject([
    { name: "Hook", problems: 1, lastProblem: `127.0.0.1:${hook.port} answered 503: ok` },
    { name: "Mail", problems: 0 },
  ]);
  hook.answerWith("take");
  const [alert] = await listAlerts(ctx(), ListAlerts.parse({}));
  await sendAgain(ctx(), { alertId: alert?.id ?? "", channelId: byHook.id });
  await deliverDue(services());
  expect(hook.received).toHaveLength(1);
  await expect(sendAgain(ctx(), { alertId: alert?.id ?? "", channelId: byHook.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("what is refused for good is not tried again", async () => {
  const [byMail, byHook] = [await saveChannel(ctx(), email()), await saveChannel(ctx(), webhook())];
  await raise(byMail.id, byHook.id);
  mail.answerWith("never");
  hook.answerWith("never");
  await deliverDue(services());
  expect(await deliveries()).toMatchObject([
    { state: "failed", attempts: 1, answer: `127.0.0.1:${hook.port} answered 404: ok` },
    { state: "failed", attempts: 1, answer: expect.stringContaining("no such mailbox") },
  ]);
});

describe("a channel is tested before it is used, and says what happened", () => {
  test("when it is taken, when the password is wrong, when nothing listens", async () => {
    expect(await tryChannel(ctx(), webhook())).toEqual({
      isOk: true,
      words: `127.0.0.1:${hook.port} answered 200: ok`,
    });
    expect(await tryChannel(ctx(), email())).toMatchObject({ isOk: true });
    expect(await tryChannel(ctx(), email({ password: "wrong" }))).toMatchObject({
      isOk: false,
      words: expect.stringContaining("refused it"),
    });
    expect(await tryChannel(ctx(), email({ port: 9 }))).toMatchObject({
      isOk: false,
      words: expect.stringContaining("could not be reached"),
    });
    expect(await tryChannel(ctx(), email({ security: "starttls" }))).toMatchObject({ isOk: false });
    expect(await tryChannel(ctx(), webhook({ url: "http://127.0.0.1:9/x" }))).toMatchObject({ isOk: false });
  });

  test("with what is stored, for the same server only; secrets are in no answer and no audit row", async () => {
    const { id } = await saveChannel(ctx(), email());
    const without = { id, password: undefined };
    expect(await tryChannel(ctx(), email(without))).toMatchObject({ isOk: true });
    expect(await tryChannel(ctx(), email({ ...without, user: "other" }))).toMatchObject({ isOk: false });
    await saveChannel(ctx(), webhook());
    const { madeSecret } = await saveChannel(ctx(), webhook({ name: "Made", signingSecret: undefined }));
    expect(madeSecret).toHaveLength(32);
    const seen = JSON.stringify([
      await findChannels(world.database.pool, now),
      (await world.database.pool.query("SELECT * FROM audit_log")).rows,
      (await world.database.pool.query("SELECT * FROM alert_channels")).rows,
    ]);
    for (const secret of [LOGIN.password, SIGNING_SECRET, "t0ken", madeSecret]) expect(seen).not.toContain(secret);
  });

  test("not to addresses of this network, unless that is allowed", async () => {
    const closed = { ...ctx(), env: { ...world.services.env, ALLOW_PRIVATE_NETWORKS: false } };
    for (const channel of [email(), webhook()]) {
      expect(await tryChannel(closed, channel)).toMatchObject({
        isOk: false,
        words: expect.stringContaining("ALLOW_PRIVATE_NETWORKS"),
      });
    }
  });
});

test("a channel that is removed or off sends nothing more; without its address a webhook is refused", async () => {
  const { id } = await saveChannel(ctx(), webhook());
  await raise(id);
  await removeChannel(ctx(), { id });
  expect(await deliverDue(services())).toBe(0);
  expect(await deliveries()).toMatchObject([{ channel: "Hook", state: "failed", answer: "The channel was removed." }]);
  await expect(removeChannel(ctx(), { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(saveChannel(ctx(), webhook({ url: undefined }))).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await saveChannel(ctx(), webhook());
  await expect(saveChannel(ctx(), webhook())).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
});
