/** A schedule and what comes of it: the shell gives discovery the verb that tells people. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { discoverModels } from "#server/features/discovery/discover-models";
import { findSchedule, setSchedule } from "#server/features/discovery/schedule/edit-schedule";
import { runScheduled } from "#server/features/discovery/schedule/keep-discovering";
import { importRow, rates } from "#server/features/discovery/testing/import-row";
import { type DiscoveryTest, openDiscoveryTest } from "#server/features/discovery/testing/open-discovery-test";
import { modelList } from "#server/features/discovery/testing/serve-listing";
import { addNotification } from "#server/features/notifications/add-notification";
import { listNotifications } from "#server/features/notifications/list-notifications";
import type { Services } from "#server/services/context";
import { compose } from "#server/start/compose";

const HOUR_MS = 3_600_000;

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.empty();
  await test.database.prisma.notification.deleteMany();
  await setSchedule(test.ctx, { everyHours: null });
});

/** The services with a clock of so many hours from now. */
const inHours = (hours: number, services: Services = test.services): Services => ({
  ...services,
  clock: () => new Date(Date.now() + hours * HOUR_MS),
});

const run = async (services: Services) => {
  const job = await runScheduled(services, (news) => addNotification(services, news));
  if (job) await expect.poll(async () => (await test.ctx.jobs.find(job.id))?.state).toBe("done");
  return job;
};
const news = async (role: "admin" | "viewer" = "admin") => (await listNotifications(test.as(role))).newest;

describe("a schedule", () => {
  it("is off at first, and asks nobody", async () => {
    const gateway = await test.serve({ "/v1/models": modelList("a") });
    await test.connect("gateway", gateway.url);
    expect(await findSchedule(test.ctx)).toEqual({
      everyHours: null,
      nextAt: null,
      lastStartedAt: null,
      lastState: null,
      serverCount: 1,
    });
    expect(await run(inHours(10_000))).toBeNull();
    expect(gateway.requests).toEqual([]);
  });

  it("asks when it is due, tells of new models without a price, and changes no price", async () => {
    const gateway = await test.serve({ "/v1/models": modelList("dj-new", "dj-old", "gpt-4o") });
    const other = await test.serve({ "/v1/models": modelList("dj-new") });
    const id = await test.connect("gateway", gateway.url);
    await test.connect("other", other.url);
    gateway.answers["/v1/models"] = modelList("dj-old");
    await test.discover(id);
    await test.importRows([importRow("gpt-4o", rates("1", "2"))]);
    gateway.answers["/v1/models"] = modelList("dj-new", "dj-old", "gpt-4o");
    const prices = await test.database.prisma.modelPricing.count();

    expect(await setSchedule(test.ctx, { everyHours: 6 })).toMatchObject({ everyHours: 6, serverCount: 2 });
    expect(await run(inHours(5))).toBeNull();
    expect(await run(inHours(7))).toMatchObject({ createdBy: "ratecard" });
    expect(await news()).toMatchObject([
      {
        title: "1 new model without a price at 2 servers",
        detail: "dj-new. Served by gateway, other.",
        link: "/admin/discovery?tab=sync&step=review&show=missing",
      },
    ]);
    expect(await news("viewer")).toEqual([]);
    expect(await test.database.prisma.modelPricing.count()).toBe(prices);

    const schedule = await findSchedule(test.ctx);
    expect(schedule).toMatchObject({ everyHours: 6, lastState: "done", lastStartedAt: expect.any(String) });
    expect(Date.parse(schedule.nextAt ?? "") - Date.now()).toBeGreaterThan(12 * HOUR_MS);
    expect(await run(inHours(20))).not.toBeNull();
    expect(await news()).toHaveLength(1);
  });

  it("tells of a server that fails, once until it answers again", async () => {
    const gateway = await test.serve({ "/v1/models": "<html>" });
    const id = await test.connect("broken", gateway.url);
    await setSchedule(test.ctx, { everyHours: 1 });
    await run(inHours(2));
    await run(inHours(4));
    expect(await news()).toMatchObject([
      { title: "1 server could not be asked for models", detail: expect.stringContaining("broken: 127.0.0.1") },
    ]);
    gateway.answers["/v1/models"] = modelList("gpt-4o");
    await test.discover(id);
    gateway.answers["/v1/models"] = "<html>";
    await run(inHours(6));
    expect(await news()).toHaveLength(2);
  });

  it("is run by one of two processes on one database", async () => {
    const gateway = await test.serve({ "/v1/models": modelList("a") });
    await test.connect("gateway", gateway.url);
    await setSchedule(test.ctx, { everyHours: 1 });
    const second = await compose(test.services.env, test.services.db, "a key for tests only, 32 bytes long");
    const jobs = await Promise.all([run(inHours(2)), run(inHours(2, second.services))]);
    await second.close();
    expect(jobs.filter((job) => job !== null)).toHaveLength(1);
    expect(gateway.requests.filter(({ path }) => path === "/v1/models")).toHaveLength(1);
  });

  it("waits for a discovery that somebody started", async () => {
    const slow = await test.serve({ "/v1/models": () => undefined });
    const id = await test.connect("slow", slow.url);
    await setSchedule(test.ctx, { everyHours: 24 });
    const { id: jobId } = await discoverModels(test.ctx, { serverIds: [id] });
    expect(await run(inHours(25))).toBeNull();
    const { nextAt } = await findSchedule(test.ctx);
    expect(Math.round((Date.parse(nextAt ?? "") - Date.now()) / HOUR_MS)).toBe(25);
    await test.ctx.jobs.cancel(jobId);
    await expect.poll(async () => (await test.ctx.jobs.find(jobId))?.state).toBe("cancelled");
  });

  it("asks nothing where all servers are the sample's or switched off", async () => {
    const gateway = await test.serve({ "/v1/models": modelList("a") });
    const sample = await test.connect("sample", gateway.url);
    const off = await test.connect("off", gateway.url);
    await test.database.prisma.litellmServer.update({ where: { id: sample }, data: { isSample: true } });
    await test.database.prisma.litellmServer.update({ where: { id: off }, data: { isActive: false } });
    await setSchedule(test.ctx, { everyHours: 1 });
    expect(await run(inHours(2))).toBeNull();
    expect(gateway.requests).toEqual([]);
    expect(await findSchedule(test.ctx)).toMatchObject({ serverCount: 0, lastStartedAt: expect.anything() });
  });
});
