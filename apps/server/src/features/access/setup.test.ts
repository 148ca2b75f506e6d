import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestApp, PASSWORD, signInAs, type TestApp } from "#server/testing/create-test-app";
import { completeSetup, findSetupState, prepareFirstRun } from "./first-run";

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(async () => test.close());
beforeEach(async () => {
  await test.database.pool.query("TRUNCATE users, settings CASCADE");
});

const ADDRESS = "http://localhost:3000";
const ada = { name: "Ada", email: "ada@example.org", password: PASSWORD };

async function printedToken(): Promise<string> {
  const lines = await prepareFirstRun(test.services, ADDRESS);
  const link = lines.find((line) => line.includes("/setup?token="));
  if (!link) throw new Error(`no link in ${lines.join("\n")}`);
  return link.split("token=")[1] ?? "";
}

describe("the setup link", () => {
  it("makes the first admin once, who can sign in", async () => {
    const token = await printedToken();
    expect(await findSetupState(test.services)).toEqual({ isSetUp: false });
    expect(await completeSetup(test.services, { ...ada, token })).toMatchObject({ role: "admin", email: ada.email });
    expect(await findSetupState(test.services)).toEqual({ isSetUp: true });
    await signInAs(test.app, ada.email);
    await expect(completeSetup(test.services, { ...ada, email: "b@example.org", token })).rejects.toMatchObject({
      code: "SETUP_DONE",
    });
  });

  it("is refused when it is not the newest one, and nothing is written", async () => {
    const entries = await test.database.prisma.auditEntry.count();
    const old = await printedToken();
    await printedToken();
    for (const token of [old, "", "guess", "x".repeat(128)]) {
      await expect(completeSetup(test.services, { ...ada, token })).rejects.toMatchObject({
        code: "SETUP_LINK_INVALID",
      });
    }
    expect(await test.database.prisma.user.count()).toBe(0);
    expect(await test.database.prisma.auditEntry.count()).toBe(entries);
  });

  it("is stored as a hash only", async () => {
    const token = await printedToken();
    const { rows } = await test.database.pool.query("SELECT * FROM settings");
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("of two setups at the same time, one wins", async () => {
    const token = await printedToken();
    const both = await Promise.allSettled(
      ["a@example.org", "b@example.org"].map((email) => completeSetup(test.services, { ...ada, email, token })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await test.database.prisma.user.count()).toBe(1);
  });
});

describe("the first start by settings", () => {
  const settings = {
    RATECARD_ADMIN_EMAIL: "root@example.org",
    RATECARD_ADMIN_PASSWORD: PASSWORD,
    RATECARD_API_KEY: "k".repeat(16) + "0123456789abcdef",
  };

  it("makes admin and key, tells no secret, and does nothing the second time", async () => {
    const given = await createTestApp(settings);
    try {
      const lines = (await prepareFirstRun(given.services, ADDRESS)).join("\n");
      expect(lines).toContain("root@example.org");
      for (const secret of [PASSWORD, settings.RATECARD_API_KEY]) expect(lines).not.toContain(secret);
      await signInAs(given.app, "root@example.org");
      expect(await given.services.apiKeys.find(settings.RATECARD_API_KEY)).toMatchObject({
        scopes: ["ingest", "read", "admin"],
      });
      expect(await prepareFirstRun(given.services, ADDRESS)).toEqual([]);
      expect(await given.database.prisma.apiKey.count()).toBe(1);
    } finally {
      await given.close();
    }
  });

  it("of two servers that start together, one makes admin and key", async () => {
    const given = await createTestApp(settings);
    try {
      await Promise.all([prepareFirstRun(given.services, ADDRESS), prepareFirstRun(given.services, ADDRESS)]);
      expect(await given.database.prisma.user.count()).toBe(1);
      expect(await given.database.prisma.apiKey.count()).toBe(1);
    } finally {
      await given.close();
    }
  });
});
