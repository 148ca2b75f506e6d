import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { updateCustomName } from "./edit-custom-names";
import { listCustomNames } from "./list-custom-names";
import { discoverModels } from "./discover-models";
import { listServers } from "./find-servers";
import { type DiscoveryTest, openDiscoveryTest } from "./testing/open-discovery-test";
import { type Answer, modelInfo, modelList } from "./testing/serve-listing";
import { updateServer } from "./edit-servers";

const WAIT = { timeout: 20_000, interval: 20 };

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.prisma.litellmServer.deleteMany();
});

const serverNamed = async (name: string) => (await listServers(test.ctx)).find((server) => server.name === name);
const models = (serverId: string) =>
  test.database.prisma.discoveredModel.findMany({
    where: { serverId },
    orderBy: [{ name: "asc" }, { provider: "asc" }],
  });

const GATEWAY = {
  "/v1/models": modelList("gpt-4o", "my-chatbot", "fast"),
  "/model/info": modelInfo(
    { name: "gpt-4o", model: "openai/gpt-4o", input: 2.5e-6, output: 1e-5 },
    { name: "gpt-4o", model: "azure/gpt-4o", input: 2.75e-6, output: 1.1e-5 },
    { name: "my-chatbot", model: "anthropic/claude-sonnet-4.5", input: "3e-06", output: "1.5e-05" },
    { name: "fast", model: "openai/gpt-4o-mini" },
    { name: "fast", model: "gemini/gemini-1.5-flash" },
  ),
};

describe("a discovery", () => {
  it("stores what is served, by whom, at what price, and the aliases", async () => {
    const gateway = await test.serve({ ...GATEWAY });
    const id = await test.connect("gateway", gateway.url, { apiKey: "sk-1" });
    expect(await test.discover(id)).toMatchObject({
      state: "done",
      result: { servers: [{ name: "gateway", isOk: true, modelCount: 3 }] },
      progress: { done: 1, total: 1, parts: [{ name: "gateway", state: "done", note: "3 models" }] },
    });
    expect(await serverNamed("gateway")).toMatchObject({
      health: "ok",
      modelCount: 3,
      lastDiscoveredAt: expect.any(String),
    });
    expect((await models(id)).map(({ name, provider, servedModel }) => [name, provider, servedModel])).toEqual([
      ["fast", "gemini", "gemini-1.5-flash"],
      ["fast", "openai", "gpt-4o-mini"],
      ["gpt-4o", "azure", ""],
      ["gpt-4o", "openai", ""],
      ["my-chatbot", "anthropic", "claude-sonnet-4.5"],
    ]);
    expect((await models(id)).at(-1)?.suggestedTerms).toEqual({ inputPer1M: "3", outputPer1M: "15" });
    expect((await listCustomNames(test.ctx)).map(({ customName, actualModel }) => [customName, actualModel])).toEqual([
      ["fast", "gemini-1.5-flash"],
      ["fast", "gpt-4o-mini"],
      ["my-chatbot", "claude-sonnet-4.5"],
    ]);
  });

  it("run again follows the server, keeps names added by hand and custom names somebody edited", async () => {
    const gateway = await test.serve({ ...GATEWAY });
    const id = await test.connect("gateway", gateway.url);
    await test.discover(id);
    await updateServer(test.ctx, { id, supportedModels: ["by-hand", "fast", "gpt-4o", "my-chatbot"] });
    const bot = (await listCustomNames(test.ctx)).find(({ customName }) => customName === "my-chatbot");
    await updateCustomName(test.ctx, { id: bot?.id ?? "", actualModel: "claude-opus-4.5" });

    gateway.answers["/v1/models"] = modelList("my-chatbot", "new");
    gateway.answers["/model/info"] = modelInfo({ name: "my-chatbot", model: "anthropic/claude-haiku-4" });
    await test.discover(id);
    const [server] = await test.database.prisma.litellmServer.findMany();
    expect(server?.supportedModels).toEqual(["by-hand", "my-chatbot", "new"]);
    expect((await listCustomNames(test.ctx)).map(({ customName, actualModel }) => [customName, actualModel])).toEqual([
      ["my-chatbot", "claude-opus-4.5"],
    ]);
  });

  it("takes names alone where the key may not read /model/info, and says so", async () => {
    const gateway = await test.serve({
      "/v1/models": modelList("a"),
      "/model/info": (_request, response) => response.writeHead(403).end("{}"),
    });
    const id = await test.connect("weak key", gateway.url, { apiKey: "sk-weak" });
    await test.discover(id);
    expect(await serverNamed("weak key")).toMatchObject({
      health: "ok",
      healthMessage: expect.stringContaining("The base models of the names and their prices are not known"),
    });
  });

  it("never runs twice at once", async () => {
    const slow = await test.serve({ "/v1/models": () => undefined });
    const id = await test.connect("slow", slow.url);
    const first = await discoverModels(test.ctx, { serverIds: [id] });
    await expect(discoverModels(test.ctx, { serverIds: [id] })).rejects.toMatchObject({ code: "JOB_RUNNING" });
    await slow.close();
    await vi.waitFor(async () => expect(await test.ctx.jobs.find(first.id)).toMatchObject({ state: "done" }), WAIT);
  });

  it("cancelled in the middle ends at once: who answered is stored, of the others nothing changes", async () => {
    const fast = await test.serve({ ...GATEWAY });
    const slow = await test.serve({ ...GATEWAY });
    const ids = [await test.connect("fast", fast.url), await test.connect("slow", slow.url)];
    await test.discover(...ids);
    // Its names come, the answer behind them never does.
    slow.answers["/model/info"] = () => undefined;
    fast.answers["/v1/models"] = modelList("new");
    const { id } = await discoverModels(test.ctx, { serverIds: ids });
    await vi.waitFor(async () => expect(await serverNamed("fast")).toMatchObject({ modelCount: 4 }), WAIT);
    await test.ctx.jobs.cancel(id);
    const job = await vi.waitFor(async () => {
      const found = await test.ctx.jobs.find(id);
      expect(found).toMatchObject({ state: "cancelled" });
      return found;
    }, WAIT);
    expect(job?.progress?.parts).toMatchObject([
      { name: "fast", state: "done" },
      { name: "slow", state: "skipped", note: "The call was ended before its answer came." },
    ]);
    expect(await serverNamed("slow")).toMatchObject({ health: "ok", healthMessage: null, modelCount: 3 });
    expect(await models(ids[1] ?? "")).toHaveLength(5);
  });

  it("is not held up by servers that do not answer, however many", async () => {
    let speak = (): void => undefined;
    const silence = new Promise<void>((resolve) => {
      speak = resolve;
    });
    const server = await test.serve({
      "/v1/models": (_request, response) => void silence.then(() => response.end("{}")),
    });
    const ids: string[] = [];
    for (let index = 0; index < 20; index += 1) ids.push(await test.connect(`a silent one ${index}`, server.url));
    const good = await test.serve({ "/v1/models": modelList("fine") });
    const { id } = await discoverModels(test.ctx, { serverIds: [...ids, await test.connect("good", good.url)] });
    await vi.waitFor(async () => expect(await serverNamed("good")).toMatchObject({ health: "ok" }), WAIT);
    speak();
    await vi.waitFor(async () => expect(await test.ctx.jobs.find(id)).toMatchObject({ state: "done" }), WAIT);
  });

  it("answers a server that is none before anything is asked", async () => {
    const missing = "00000000-0000-4000-8000-000000000000";
    await expect(discoverModels(test.ctx, { serverIds: [missing] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("servers that fail are told apart, and hide no other", () => {
  const status =
    (code: number, body = "{}"): Answer =>
    (_request, response) =>
      response.writeHead(code).end(body);
  const huge: Answer = (_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const send = () => {
      while (!response.destroyed) if (!response.write(chunk)) return void response.once("drain", send);
    };
    response.on("error", () => undefined);
    send();
  };

  it.each<[string, Answer, string, string, string?]>([
    ["HTML", "<!doctype html><title>Sign in</title>", "not-json", "not JSON"],
    ["{}", {}, "wrong-shape", 'without a list "data"'],
    ["a list of nonsense", { data: [1, "two", null, {}] }, "wrong-shape", "none of them is a model"],
    ["a body of blanks without end", huge, "wrong-shape", "far more text"],
    [
      "a redirect",
      (_request, response) => response.writeHead(302, { location: "https://elsewhere.example/" }).end(),
      "redirected",
      "https://elsewhere.example/",
    ],
    ["401 with a key", status(401), "unauthorized", "does not accept the stored key", "sk-wrong"],
    ["401 without a key", status(401), "unauthorized", "wants a key and none is stored"],
    [
      "LiteLLM's answer to a wrong key",
      status(400, '{"error":{"type":"no_db_connection"}}'),
      "unauthorized",
      "does not accept",
      "sk-wrong",
    ],
    ["LiteLLM's answer to no key", status(500, "Internal Server Error"), "unauthorized", "wants one"],
    ["404", status(404), "not-found", "Check the kind"],
    ["429", status(429), "http-error", "slow down", "sk-1"],
    ["a broken connection", (request) => request.socket.destroy(), "broken", "broke off"],
  ])("%s", async (_name, answer, code, sentence, apiKey) => {
    const bad = await test.serve({ "/v1/models": answer });
    const good = await test.serve({ "/v1/models": modelList("fine") });
    const ids = [
      await test.connect("bad", bad.url, apiKey === undefined ? {} : { apiKey }),
      await test.connect("good", good.url),
    ];
    expect(await test.discover(...ids)).toMatchObject({ state: "done" });
    expect(await serverNamed("bad")).toMatchObject({
      health: "failed",
      healthCode: code,
      healthMessage: expect.stringContaining(sentence),
      lastDiscoveredAt: null,
    });
    expect(await serverNamed("good")).toMatchObject({ health: "ok", modelCount: 1 });
  });

  it("nothing listening", async () => {
    const gone = await test.serve({});
    await gone.close();
    await test.discover(await test.connect("gone", gone.url));
    expect(await serverNamed("gone")).toMatchObject({
      healthCode: "refused",
      healthMessage: expect.stringContaining("Nothing listens"),
    });
  });

  it("no TLS", async () => {
    const plain = await test.serve({});
    await test.discover(await test.connect("plain", plain.url.replace("http:", "https:")));
    expect(await serverNamed("plain")).toMatchObject({ healthCode: "tls" });
  });

  it("a key of another RATECARD_SECRET", async () => {
    const gateway = await test.serve({ "/v1/models": modelList("a") });
    const id = await test.connect("old key", gateway.url, { apiKey: "sk-1" });
    await test.database.prisma.litellmServer.update({ where: { id }, data: { apiKey: "v1.other.a.b.c" } });
    await test.discover(id);
    expect(await serverNamed("old key")).toMatchObject({
      healthCode: "key-unreadable",
      healthMessage: expect.stringContaining("Enter it again"),
    });
    expect(gateway.requests).toHaveLength(0);
  });

  it("keeps what was found before", async () => {
    const gateway = await test.serve({ ...GATEWAY });
    const id = await test.connect("gateway", gateway.url);
    await test.discover(id);
    gateway.answers["/v1/models"] = "<html>";
    await test.discover(id);
    expect(await serverNamed("gateway")).toMatchObject({ health: "failed", modelCount: 3 });
    expect(await models(id)).toHaveLength(5);
  });
});

it("never reaches private addresses unless they are allowed", async () => {
  const strict = await openDiscoveryTest({ ALLOW_PRIVATE_NETWORKS: "false" });
  try {
    const gateway = await strict.serve({ "/v1/models": modelList("a") });
    await strict.discover(await strict.connect("inside", gateway.url));
    expect(await listServers(strict.ctx)).toMatchObject([{ healthCode: "private-address" }]);
    expect(gateway.requests).toHaveLength(0);
  } finally {
    await strict.close();
  }
});
