import { UpdateServer } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchListing } from "./fetch-listing";
import { findServerDetails, listServers } from "./find-servers";
import { type DiscoveryTest, openDiscoveryTest } from "./testing/open-discovery-test";
import { modelList } from "./testing/serve-listing";
import { tryServer } from "./try-server";
import { createServer, removeServer, updateServer } from "./edit-servers";

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());

const SECRET = "sk-very-secret-key";
const update = (input: object) => updateServer(test.ctx, UpdateServer.parse(input));
const storedKey = async (id: string) =>
  (await test.database.prisma.litellmServer.findUniqueOrThrow({ where: { id } })).apiKey;

describe("servers", () => {
  it("keeps the address without its slash and the key out of every answer and of the audit log", async () => {
    const id = await test.connect("one", "HTTP://Localhost:4000/", { apiKey: SECRET });
    expect(await listServers(test.ctx)).toMatchObject([
      { id, baseUrl: "http://localhost:4000", hasKey: true, health: "unknown" },
    ]);
    expect(await storedKey(id)).toMatch(/^v1\./);
    const audit = await test.database.prisma.auditEntry.findMany({ where: { subject: "one" } });
    expect(audit.map(({ action }) => action)).toEqual(["server.create"]);
    expect(
      JSON.stringify([audit, await listServers(test.ctx), await findServerDetails(test.ctx, { id })], bigints),
    ).not.toContain(SECRET);
  });

  it.each([
    ["ftp://example.com", "starts with ftp:"],
    ["javascript:alert(1)", "starts with javascript:"],
    ["https://me:pass@example.com", "holds a user name or password"],
    ["nonsense", "is no address"],
  ])("refuses %s with a sentence, and writes nothing", async (baseUrl, problem) => {
    const input = { name: "bad", kind: "litellm", baseUrl, isActive: true } as const;
    await expect(createServer(test.ctx, input)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(`baseUrl: ${problem}`),
    });
    expect((await listServers(test.ctx)).some(({ name }) => name === "bad")).toBe(false);
  });

  it("refuses a name that is taken, also when two ask at once", async () => {
    const create = () => test.connect("twice", "http://localhost:4001");
    const answers = await Promise.allSettled([create(), create(), create()]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "ALREADY_EXISTS" });
    }
  });

  it("forgets the key when the origin changes, and only then", async () => {
    const id = await test.connect("moving", "http://localhost:4002", { apiKey: SECRET });
    expect(await update({ id, baseUrl: "http://localhost:4002/below" })).toMatchObject({
      hasKey: true,
      isKeyForgotten: false,
    });
    expect(await update({ id, name: "moved" })).toMatchObject({ hasKey: true, isKeyForgotten: false });
    expect(await update({ id, baseUrl: "http://evil.example:4002" })).toMatchObject({
      hasKey: false,
      isKeyForgotten: true,
    });
    expect(await storedKey(id)).toBeNull();
    expect(await update({ id, baseUrl: "http://third.example", apiKey: "sk-other" })).toMatchObject({ hasKey: true });
    expect(await update({ id, apiKey: null })).toMatchObject({ hasKey: false, isKeyForgotten: true });
  });

  it("says that a server is gone", async () => {
    const id = await test.connect("short-lived", "http://localhost:4003");
    await removeServer(test.ctx, { id });
    await expect(removeServer(test.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(update({ id, name: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("test connection", () => {
  it("sends the key as the kind wants it, follows pages, and stores nothing", async () => {
    const server = await test.serve({
      "/v1/models?limit=1000": { data: [{ id: "claude-a" }], has_more: true, last_id: "claude-a" },
      "/v1/models?limit=1000&after_id=claude-a": { data: [{ id: "claude-b" }], has_more: false },
    });
    const tried = await tryServer(test.ctx, { kind: "anthropic", baseUrl: `${server.url}/v1/`, apiKey: SECRET });
    expect(tried).toEqual({ isOk: true, modelCount: 2, code: null, message: null });
    expect(server.requests.map(({ headers }) => headers["x-api-key"])).toEqual([SECRET, SECRET]);
    expect((await listServers(test.ctx)).some(({ baseUrl }) => baseUrl.startsWith(server.url))).toBe(false);
  });

  it("uses the stored key at its own origin, and never sends it anywhere else", async () => {
    const answers = { "/v1/models": modelList("gpt-4o") };
    const own = await test.serve(answers);
    const other = await test.serve(answers);
    const id = await test.connect("keyed", own.url, { kind: "openai-compatible", apiKey: SECRET });
    await tryServer(test.ctx, { id, kind: "openai-compatible", baseUrl: own.url });
    await tryServer(test.ctx, { id, kind: "openai-compatible", baseUrl: other.url });
    expect(own.requests[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("gives up on a server that does not answer in time", async () => {
    const silent = await test.serve({ "/api/tags": () => undefined });
    const limits = { allowPrivate: true, deadlineMs: 80 };
    const found = await fetchListing({ kind: "ollama", baseUrl: silent.url, apiKey: undefined }, limits);
    expect(found).toMatchObject({ ok: false, code: "timeout", message: expect.stringContaining("within 0.08 s") });
  });

  it("answers a listing that never ends", async () => {
    const server = await test.serve({
      "/v1beta/models": { models: [{ name: "models/a" }], nextPageToken: "again" },
    });
    expect(await tryServer(test.ctx, { kind: "gemini", baseUrl: server.url })).toMatchObject({
      isOk: false,
      code: "wrong-shape",
      message: expect.stringContaining("repeats its pages"),
    });
    expect(server.requests).toHaveLength(2);
  });
});

const bigints = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
