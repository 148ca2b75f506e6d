import type { NewNotification } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { addNotification } from "./add-notification";
import { dismissNotification, listNotifications, settleNotification } from "./list-notifications";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.prisma.notification.deleteMany();
});

const NEWS: NewNotification = {
  key: "test.news",
  title: "News",
  detail: "More of it.",
  link: "/dashboard",
  permission: "discovery:read",
};
const add = (more: Partial<NewNotification> = {}) => addNotification(test.services, { ...NEWS, ...more });
const titles = async (role: "admin" | "finance" | "viewer") =>
  (await listNotifications(test.as(role))).newest.map(({ title }) => title);
const firstId = async () => (await listNotifications(test.ctx)).newest[0]?.id ?? "";

describe("a notification", () => {
  it("is told once by its key; in other words it is new for everybody again", async () => {
    await Promise.all([add(), add(), add()]);
    expect(await listNotifications(test.ctx)).toMatchObject({ count: 1, newest: [{ title: "News" }] });
    await settleNotification(test.ctx, { id: await firstId() });
    await add();
    expect(await titles("admin")).toEqual([]);
    await add({ title: "Other news" });
    expect(await titles("admin")).toEqual(["Other news"]);
  });

  it("is seen by those who may do what it is about, and only they dismiss it", async () => {
    await add();
    expect(await titles("finance")).toEqual(["News"]);
    expect(await titles("viewer")).toEqual([]);
    const id = await firstId();
    await expect(dismissNotification(test.as("viewer"), { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is dismissed by one person for that person, or for all", async () => {
    await add();
    const id = await firstId();
    await dismissNotification(test.as("finance"), { id });
    await dismissNotification(test.as("finance"), { id });
    expect(await titles("finance")).toEqual([]);
    expect(await titles("admin")).toEqual(["News"]);
    await settleNotification(test.ctx, { id });
    expect(await titles("admin")).toEqual([]);
    await expect(settleNotification(test.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await test.database.prisma.auditEntry.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      action: "notification.settle",
      details: { title: "News" },
    });
  });

  it("of long names is cut, and goes after half a year", async () => {
    const halfAYearAgo = new Date(Date.now() - 200 * 86_400_000);
    await addNotification({ db: test.services.db, clock: () => halfAYearAgo }, { ...NEWS, key: "old" });
    await add({ title: "\u{1F600}".repeat(500) });
    expect((await titles("admin")).map((title) => Array.from(title).length)).toEqual([200]);
  });
});
