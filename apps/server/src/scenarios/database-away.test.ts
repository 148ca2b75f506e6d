import { openDatabase } from "@ratecard/prisma";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "#server/http/app";
import { openApiKeys } from "#server/services/open-api-keys";
import { createAuth } from "#server/services/auth";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";

/** Nothing listens on port 1. */
const AWAY = openDatabase("postgresql://nobody@127.0.0.1:1/none", { onConnectionLost: () => undefined });

let test: TestApp;
let cookie: string;
let key: string;

beforeAll(async () => {
  test = await createTestApp();
  ({ cookie } = await test.signedIn("admin"));
  key = (await test.keyWith("read")).authorization;
});
afterAll(async () => {
  await AWAY.close();
  await test.close();
});

describe("a database that is away", () => {
  it.each([
    ["a person's procedure", () => ({ url: "/trpc/access.users.list", headers: { cookie } })],
    ["a program's procedure", () => ({ url: "/trpc/access.me", headers: { authorization: key } })],
    ["a program's call", () => ({ url: "/api/usage/logs", headers: { authorization: key } })],
    [
      "a sign-in",
      () => ({ method: "POST", url: "/api/auth/sign-in/email", payload: { email: "a@b.org", password: "x" } }),
    ],
    ["a look at the session", () => ({ url: "/api/auth/get-session", headers: { cookie } })],
    [
      "a sign-out, which would leave the session behind",
      () => ({ method: "POST", url: "/api/auth/sign-out", headers: { cookie } }),
    ],
  ])("answers %s with 503 and no detail of it", async (_what, request) => {
    const parts = { ...test.services, db: AWAY };
    const auth = createAuth({ env: parts.env, db: AWAY, secret: "a key for tests only, 32 bytes long" });
    const app = await createApp({ ...parts, auth, apiKeys: openApiKeys(parts) });
    const answer = await app.inject(request() as InjectOptions);
    await app.close();
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain("UNAVAILABLE");
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.body).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|prisma/i);
  });
});
