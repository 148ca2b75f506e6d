import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestApp, PASSWORD, signInAs, type TestApp } from "#server/testing/create-test-app";
import type { UserView } from "./rows";
import { changeOwnPassword, changeUserRole, createUser, listUsers, resetPassword, setUserDisabled } from "./users";

let test: TestApp;
let ada: UserView;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(async () => test.close());

beforeEach(async () => {
  await test.database.pool.query("TRUNCATE users CASCADE");
  ada = await createUser(test.ctx, { name: "Ada", email: "ada@example.org", role: "admin", password: PASSWORD });
});
const addBob = () => createUser(test.ctx, { name: "Bob", email: "bob@example.org", role: "admin", password: PASSWORD });
const admins = async () => (await listUsers(test.ctx)).filter((user) => user.role === "admin" && !user.isDisabled);

describe("users", () => {
  it("lists people without their passwords", async () => {
    await addBob();
    const users = await listUsers(test.ctx);
    expect(users.map((user) => user.name)).toEqual(["Ada", "Bob"]);
    expect(Object.keys(users[0] ?? {}).sort()).toEqual(["createdAt", "email", "id", "isDisabled", "name", "role"]);
  });

  it("refuses a second account of one e-mail", async () => {
    const again = createUser(test.ctx, { name: "Ada 2", email: "ada@example.org", role: "viewer", password: PASSWORD });
    await expect(again).rejects.toMatchObject({ code: "ALREADY_EXISTS", details: { name: "ada@example.org" } });
  });

  it("the last admin cannot be demoted or disabled; a disabled admin counts as none", async () => {
    const bob = await addBob();
    await setUserDisabled(test.ctx, { userId: bob.id, isDisabled: true });
    const refused = { code: "LAST_ADMIN", details: { email: "ada@example.org" } };
    await expect(changeUserRole(test.ctx, { userId: ada.id, role: "finance" })).rejects.toMatchObject(refused);
    await expect(setUserDisabled(test.ctx, { userId: ada.id, isDisabled: true })).rejects.toMatchObject(refused);
    expect(await admins()).toHaveLength(1);
  });

  it("two admins who demote each other at the same time leave one", async () => {
    const bob = await addBob();
    const both = await Promise.allSettled([
      changeUserRole(test.ctx, { userId: ada.id, role: "viewer" }),
      setUserDisabled(test.ctx, { userId: bob.id, isDisabled: true }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await admins()).toHaveLength(1);
  });

  it("a changed role holds for the session that is open", async () => {
    const bob = await addBob();
    const cookie = await signInAs(test.app, "bob@example.org");
    await changeUserRole(test.ctx, { userId: bob.id, role: "viewer" });
    const answer = await test.app.inject({ url: "/trpc/access.users.list", headers: { cookie } });
    expect([answer.statusCode, answer.json().error.data.domain.code]).toEqual([403, "FORBIDDEN"]);
  });

  it("a reset password ends all sessions and replaces the old one", async () => {
    const cookie = await signInAs(test.app, "ada@example.org");
    await resetPassword(test.ctx, { userId: ada.id, password: "another good password" });
    expect((await test.app.inject({ url: "/trpc/access.me", headers: { cookie } })).json().result.data).toBeNull();
    await expect(signInAs(test.app, "ada@example.org")).rejects.toThrow("401");
    await signInAs(test.app, "ada@example.org", "another good password");
  });

  it("one's own password needs the current one and ends the other sessions only", async () => {
    const [here, there] = [await signInAs(test.app, "ada@example.org"), await signInAs(test.app, "ada@example.org")];
    const sessions = await test.database.prisma.session.findMany({ orderBy: { createdAt: "asc" } });
    const actor = { kind: "person", label: ada.email, sessionId: sessions[0]?.id ?? "", ...ada } as const;
    const ctx = { ...test.ctx, actor };
    await expect(
      changeOwnPassword(ctx, { current: "not the one", next: "another good password" }),
    ).rejects.toMatchObject({
      details: { issues: [{ field: "current" }] },
    });
    await changeOwnPassword(ctx, { current: PASSWORD, next: "another good password" });
    const me = async (cookie: string) =>
      (await test.app.inject({ url: "/trpc/access.me", headers: { cookie } })).json().result.data;
    expect((await me(here)).email).toBe("ada@example.org");
    expect(await me(there)).toBeNull();
  });

  it.each([
    ["changeUserRole", () => changeUserRole(test.ctx, { userId: "nobody", role: "viewer" })],
    ["setUserDisabled", () => setUserDisabled(test.ctx, { userId: "nobody", isDisabled: true })],
    ["resetPassword", () => resetPassword(test.ctx, { userId: "nobody", password: PASSWORD })],
  ])("%s of nobody is NOT_FOUND and leaves no audit row", async (_name, act) => {
    const before = await test.database.prisma.auditEntry.count();
    await expect(act()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await test.database.prisma.auditEntry.count()).toBe(before);
  });
});
