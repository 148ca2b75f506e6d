import { fieldProblem, ROLES } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";

let test: TestApp;
let cookie: string;

beforeAll(async () => {
  test = await createTestApp();
  cookie = (await test.signedIn("admin")).cookie;
});
afterAll(async () => test.close());

const mutate = (path: string, input: unknown, headers: Record<string, string> = {}) =>
  test.app.inject({
    method: "POST",
    url: `/trpc/${path}`,
    headers: { "content-type": "application/json", cookie, ...headers },
    payload: JSON.stringify(input),
  });

describe("the host", () => {
  it.each(["localhost", "localhost:3000", "127.0.0.1:3000", "[::1]:3000", "192.168.1.7", "app.localhost"])(
    "%s is ours",
    async (host) => {
      expect((await test.app.inject({ url: "/health/live", headers: { host } })).statusCode).toBe(200);
    },
  );

  it.each(["evil.example", "localhost.evil.example", "127.0.0.1.nip.io"])("%j is refused everywhere", async (host) => {
    for (const url of ["/health/live", "/", "/trpc/access.me", "/api/openapi.json"]) {
      const answer = await test.app.inject({ url, headers: { host } });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().error.details.issues[0].field).toBe("Host");
    }
  });
});

describe("another site", () => {
  it.each<Record<string, string>>([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:9999" },
    { "sec-fetch-site": "cross-site" },
  ])("may not write: %j", async (headers) => {
    const answer = await mutate("access.apiKeys.create", { name: "x", scopes: ["admin"] }, headers);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.details.issues[0].field).toBe("Origin");
  });

  it.each(["multipart/form-data; boundary=x", "text/plain", "application/x-www-form-urlencoded"])(
    "cannot send %s to a procedure",
    async (type) => {
      const answer = await mutate("access.apiKeys.create", { name: "x", scopes: ["admin"] }, { "content-type": type });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().error.details.issues[0].field).toBe("Content-Type");
    },
  );

  it("our own page may", async () => {
    const answer = await mutate(
      "access.apiKeys.create",
      { name: "own", scopes: ["read"] },
      { origin: "http://localhost", host: "localhost" },
    );
    expect(answer.statusCode).toBe(200);
  });
});

describe("bad input", () => {
  it("names every field with the code of its problem", async () => {
    const answer = await mutate("access.users.create", { email: "no", role: "king", password: "short", extra: 1 });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.data.domain).toMatchObject({ code: "INVALID_INPUT" });
    expect(answer.json().error.data.domain.details.issues).toEqual([
      fieldProblem("name", "missing", { expected: "text" }),
      fieldProblem("email", "not-an-email"),
      fieldProblem("role", "not-one-of", { options: ROLES }),
      fieldProblem("password", "too-short", { least: 12 }),
      fieldProblem("extra", "unknown-field"),
    ]);
  });

  it.each(["a\u0000b", "line\nbreak", " ", "x".repeat(256)])(
    "refuses the name %j before it reaches the database",
    async (name) => {
      const answer = await mutate("access.apiKeys.create", { name, scopes: ["read"] });
      expect([answer.statusCode, answer.json().error.data.domain.code]).toEqual([400, "INVALID_INPUT"]);
    },
  );

  it.each(['"just text"', "{", "", "[]", "null"])("answers %j with 4xx", async (payload) => {
    const headers = { "content-type": "application/json", cookie };
    const answer = await test.app.inject({ method: "POST", url: "/trpc/access.users.create", headers, payload });
    expect(answer.statusCode).toBe(400);
  });

  it("an unknown procedure, page and call are told apart, without a stack", async () => {
    const procedure = await test.app.inject({ url: "/trpc/no.such" });
    expect(procedure.statusCode).toBe(404);
    expect(procedure.body).not.toContain("node_modules");
    const call = await test.app.inject({ url: "/api/no-such" });
    expect([call.statusCode, call.json().error.code]).toEqual([404, "NOT_FOUND"]);
    expect((await test.app.inject({ url: "/assets/old-build.js" })).statusCode).toBe(404);
  });

  it("a batch above the cap is refused", async () => {
    const paths = Array.from({ length: 31 }, () => "access.me").join(",");
    expect((await test.app.inject({ url: `/trpc/${paths}?batch=1&input={}` })).statusCode).toBe(400);
  });
});

describe("what nobody foresaw", () => {
  it("shows a request id and keeps the cause to the log", async () => {
    await test.database.pool.query("ALTER TABLE users RENAME COLUMN name TO was_name");
    const { authorization } = await test.keyWith("admin");
    const answer = await test.app.inject({ url: "/trpc/access.users.list", headers: { authorization } });
    await test.database.pool.query("ALTER TABLE users RENAME COLUMN was_name TO name");
    expect(answer.statusCode).toBe(500);
    const { message, data } = answer.json().error;
    expect(message).toContain(data.requestId);
    expect(answer.body).not.toMatch(/was_name|column|stack|prisma/i);
  });
});

describe("headers", () => {
  it("forbid foreign scripts, frames and sniffing", async () => {
    const { headers } = await test.app.inject({ url: "/health/live" });
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

describe("operations", () => {
  it("tell liveness, readiness, metrics and the document of the calls", async () => {
    expect((await test.app.inject({ url: "/health/ready" })).json()).toMatchObject({ status: "ok" });
    expect((await test.app.inject({ url: "/metrics" })).body).toContain("process_cpu_seconds_total");
    const document = (await test.app.inject({ url: "/api/openapi.json" })).json();
    expect(document.openapi).toBe("3.1.0");
  });
});
