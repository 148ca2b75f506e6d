import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, PASSWORD, signInAs, type TestApp } from "#server/testing/create-test-app";
import { createUser, setUserDisabled } from "./users";

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
  await createUser(test.ctx, { name: "Ada", email: "ada@example.org", role: "admin", password: PASSWORD });
});
afterAll(async () => test.close());

const signIn = (payload: unknown, headers: Record<string, string> = {}) =>
  test.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { "content-type": "application/json", ...headers },
    payload: JSON.stringify(payload),
  });

const me = async (headers: Record<string, string>) =>
  (await test.app.inject({ url: "/trpc/access.me", headers })).json().result.data;

describe("sign-in", () => {
  it("sets an http-only cookie of the same site that works for procedures", async () => {
    const answer = await signIn({ email: "ada@example.org", password: PASSWORD });
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies).toContainEqual(expect.objectContaining({ httpOnly: true, sameSite: "Lax", path: "/" }));
    expect(answer.cookies.some((cookie) => cookie.secure)).toBe(false);
    expect(await me({ cookie: await signInAs(test.app, "ada@example.org") })).toMatchObject({
      email: "ada@example.org",
      role: "admin",
    });
  });

  it.each([
    ["a wrong password", { email: "ada@example.org", password: "wrong wrong wrong" }],
    ["an unknown e-mail", { email: "nobody@example.org", password: PASSWORD }],
  ])("refuses %s with the same answer", async (_what, payload) => {
    const answer = await signIn(payload);
    expect([answer.statusCode, answer.json().code]).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
    expect(answer.cookies).toEqual([]);
  });

  it("keeps sign-up closed, and every other path of better-auth", async () => {
    for (const url of ["/api/auth/sign-up/email", "/api/auth/update-user", "/api/auth/delete-user"]) {
      const answer = await test.app.inject({
        method: "POST",
        url,
        payload: { email: "x@example.org", password: PASSWORD },
      });
      expect(answer.statusCode).toBe(404);
    }
  });

  it("ignores a forged client address", async () => {
    await signIn(
      { email: "ada@example.org", password: PASSWORD },
      { "x-ratecard-client": "6.6.6.6", "x-forwarded-for": "6.6.6.6" },
    );
    const session = await test.database.prisma.session.findFirst({ orderBy: { createdAt: "desc" } });
    expect(session?.ipAddress).toBe("127.0.0.1");
  });

  it("signs out", async () => {
    const cookie = await signInAs(test.app, "ada@example.org");
    const headers = { cookie, origin: "http://localhost", host: "localhost" };
    expect((await test.app.inject({ method: "POST", url: "/api/auth/sign-out", headers })).statusCode).toBe(200);
    expect(await me({ cookie })).toBeNull();
  });
});

describe("a disabled account", () => {
  it("loses its sessions at once and cannot sign in until it is enabled", async () => {
    const cookie = (await test.signedIn("viewer", "vic@example.org")).cookie;
    const userId = (await me({ cookie })).id;
    await setUserDisabled(test.ctx, { userId, isDisabled: true });
    expect(await me({ cookie })).toBeNull();
    const refused = await signIn({ email: "vic@example.org", password: PASSWORD });
    expect([refused.statusCode, refused.json().message]).toEqual([403, "This account is disabled. Ask an admin."]);

    await setUserDisabled(test.ctx, { userId, isDisabled: false });
    expect((await signIn({ email: "vic@example.org", password: PASSWORD })).statusCode).toBe(200);
  });

  it("is refused even with a session that was left in the database", async () => {
    const cookie = (await test.signedIn("viewer", "left@example.org")).cookie;
    await test.database.pool.query("UPDATE users SET is_disabled = true WHERE email = 'left@example.org'");
    expect(await me({ cookie })).toBeNull();
  });
});

describe("guessing at one account", () => {
  it("pauses the account after eight failures, whatever the password then is, and answers Retry-After", async () => {
    await createUser(test.ctx, { name: "Eve", email: "eve@example.org", role: "viewer", password: PASSWORD });
    for (let tries = 0; tries < 8; tries += 1)
      await signIn({ email: "EVE@example.org", password: `guess number ${tries}` });
    const answer = await signIn({ email: "eve@example.org", password: PASSWORD });
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.json().error.code).toBe("TOO_BUSY");
  });

  it("forgets failures after a success", async () => {
    await createUser(test.ctx, { name: "Pat", email: "pat@example.org", role: "viewer", password: PASSWORD });
    for (let tries = 0; tries < 7; tries += 1) await signIn({ email: "pat@example.org", password: "a wrong guess" });
    expect((await signIn({ email: "pat@example.org", password: PASSWORD })).statusCode).toBe(200);
    await signIn({ email: "pat@example.org", password: "a wrong guess" });
    expect((await signIn({ email: "pat@example.org", password: PASSWORD })).statusCode).toBe(200);
  });
});

describe("in production", () => {
  it("limits sign-ins by address in the database, and cookies are secure behind https", async () => {
    const production = await createTestApp({ NODE_ENV: "production", PUBLIC_URL: "https://rates.example.org" });
    try {
      await createUser(production.ctx, { name: "Ada", email: "ada@example.org", role: "admin", password: PASSWORD });
      const headers = { host: "rates.example.org", origin: "https://rates.example.org" };
      const tryOnce = (email: string) =>
        production.app.inject({
          method: "POST",
          url: "/api/auth/sign-in/email",
          headers,
          payload: { email, password: PASSWORD },
        });
      const first = await tryOnce("ada@example.org");
      expect(first.cookies).toContainEqual(expect.objectContaining({ secure: true, httpOnly: true }));
      for (let tries = 1; tries < 10; tries += 1) await tryOnce(`nobody-${tries}@example.org`);
      const limited = await tryOnce("ada@example.org");
      expect(limited.statusCode).toBe(429);
      expect(Number(limited.headers["retry-after"])).toBeGreaterThan(0);
    } finally {
      await production.close();
    }
  });
});
