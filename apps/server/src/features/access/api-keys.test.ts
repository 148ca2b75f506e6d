import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiKeys } from "#server/services/open-api-keys";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys";

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(async () => test.close());

const me = async (key: string) =>
  test.app.inject({ url: "/trpc/access.me", headers: { authorization: `Bearer ${key}` } });

describe("API keys", () => {
  it("are shown once, stored as a hash, and act with their scopes", async () => {
    const { key, apiKey } = await createApiKey(test.ctx, { name: "gateway", scopes: ["ingest"] });
    expect(key).toMatch(/^rk_[\w-]{43}$/);
    expect(apiKey).toMatchObject({ keyStart: key.slice(0, 7), scopes: ["ingest"], lastUsedAt: null });
    const { rows } = await test.database.pool.query("SELECT * FROM api_keys, audit_log");
    expect(JSON.stringify(rows)).not.toContain(key);
    expect((await me(key)).json().result.data).toMatchObject({ kind: "program", permissions: ["usage:ingest"] });
  });

  it("note their use at most once a minute", async () => {
    const { key, apiKey } = await createApiKey(test.ctx, { name: "noted", scopes: ["read"] });
    const fresh = () => openApiKeys(test.services).find(key);
    const usedAt = async () =>
      (await listApiKeys(test.ctx)).find((candidate) => candidate.id === apiKey.id)?.lastUsedAt ?? null;
    await fresh();
    await expect.poll(usedAt).not.toBeNull();
    const first = await usedAt();
    await fresh();
    await fresh();
    expect(await usedAt()).toBe(first);
  });

  it("stop working once revoked: here at once, on another server within 2 s", async () => {
    const { key, apiKey } = await createApiKey(test.ctx, { name: "revoked", scopes: ["read"] });
    let now = Date.now();
    const otherServer = openApiKeys({ ...test.services, clock: () => new Date(now) });
    expect((await me(key)).statusCode).toBe(200);
    expect(await otherServer.find(key)).not.toBeNull();

    await revokeApiKey(test.ctx, { id: apiKey.id });
    const refused = await me(key);
    expect([refused.statusCode, refused.json().error.data.domain.code]).toEqual([401, "NOT_SIGNED_IN"]);
    now += 2000;
    expect(await otherServer.find(key)).toBeNull();
  });

  it("are not looked up again within 2 s", async () => {
    const { key, apiKey } = await createApiKey(test.ctx, { name: "cached", scopes: ["read"] });
    const keys = openApiKeys(test.services);
    const first = keys.find(key);
    await test.database.pool.query("UPDATE api_keys SET scopes = '{admin}' WHERE id = $1", [apiKey.id]);
    expect(keys.find(key)).toBe(first);
  });

  it.each(["rk_unknown", "", "Basic abc", "x".repeat(5000)])("refuses %j", async (credential) => {
    const answer = await test.app.inject({
      url: "/trpc/access.me",
      headers: { authorization: `Bearer ${credential}` },
    });
    expect(answer.statusCode).toBe(401);
  });

  it("revoking twice is no error, revoking an unknown one is", async () => {
    const { apiKey } = await createApiKey(test.ctx, { name: "twice", scopes: ["read"] });
    const once = await revokeApiKey(test.ctx, { id: apiKey.id });
    expect(await revokeApiKey(test.ctx, { id: apiKey.id })).toEqual(once);
    await expect(revokeApiKey(test.ctx, { id: crypto.randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
