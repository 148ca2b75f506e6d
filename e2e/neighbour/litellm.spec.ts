/** The whole job with a real LiteLLM: its models found, priced in one step, its usage costed as it arrives. */
import { expect, test } from "@playwright/test";
import { ADMIN, API_KEY } from "../server/people";
import { startServer } from "../server/start-server";
import { discoverModels, importMissingModels } from "./import-models";
import { installLitellm } from "./install-litellm";
import { litellmConfig } from "./litellm-config";
import { type RatecardClient, ratecardClient, type Request } from "./ratecard-client";
import { type LitellmProxy, startLitellm } from "./start-litellm";
import { startUpstream } from "./start-upstream";

test.describe.configure({ mode: "serial" });

let litellm: LitellmProxy;
let ratecard: RatecardClient;
const stops: (() => Promise<unknown>)[] = [];

test.beforeAll(async () => {
  test.setTimeout(20 * 60_000);
  const installed = await installLitellm();
  if (!installed.isInstalled) process.stdout.write(`The LiteLLM suite is skipped. ${installed.reason}\n`);
  test.skip(!installed.isInstalled, installed.isInstalled ? "" : installed.reason);
  if (!installed.isInstalled) return;

  const settings = { RATECARD_ADMIN_EMAIL: ADMIN.email, RATECARD_ADMIN_PASSWORD: ADMIN.password };
  const server = await startServer({ ...settings, RATECARD_API_KEY: API_KEY });
  stops.unshift(server.stop);
  const upstream = await startUpstream();
  stops.unshift(upstream.stop);
  const callbackUrl = `${server.url}/api/usage/litellm`;
  litellm = await startLitellm(installed.folder, litellmConfig(callbackUrl, API_KEY, upstream.url));
  stops.unshift(litellm.stop);
  ratecard = ratecardClient(server.url);
});

test.afterAll(async () => {
  for (const stop of stops) await stop();
});

/**
 * Sends one request and waits for its usage. One by one: LiteLLM clears its queue after a batch was answered,
 * so it loses what ended meanwhile.
 */
async function chat(model: string, more: Record<string, unknown> = {}): Promise<Request> {
  const known = new Set((await ratecard.requests(model)).map(({ requestId }) => requestId));
  await litellm.chat(model, more);
  const arrived = async () => (await ratecard.requests(model)).find(({ requestId }) => !known.has(requestId));
  await expect.poll(arrived).toBeDefined();
  const request = await arrived();
  if (!request) throw new Error(`The request to ${model} vanished.`);
  return request;
}

test("its models are discovered: names, aliases, an expanded wildcard, what they are routed to", async () => {
  await discoverModels(ratecard, litellm.url);
  const { rows } = await ratecard.trpc.discovery.review.query({});
  const byName = new Map(rows.map((row) => [row.name, row]));
  const statusOf = (name: string) => byName.get(name)?.status;
  expect(statusOf("gpt-4o")).toBe("priced-by-catalogue");
  expect(statusOf("house-model")).toBe("missing");
  expect(statusOf("mystery-model")).toBe("missing");
  expect(byName.get("fast")).toMatchObject({ isAlias: true, served: [{ model: "gpt-4o-mini", provider: "openai" }] });
  expect(byName.get("balanced")?.served.map(({ model }) => model)).toEqual(["gpt-4o", "gpt-4o-mini"]);
  expect(byName.get("mistral/mistral-large-latest")?.provider).toBe("mistral");
});

test("before it is priced, a custom name is costed by the default entry, and LiteLLM's own figure stands beside it", async () => {
  expect(await chat("my-chatbot")).toMatchObject({
    source: "default",
    costUsd: "0.005",
    reportedCostUsd: "0.00033",
    servedModel: "anthropic/claude-sonnet-4-5-20250929",
    provider: "anthropic",
  });
});

test("the missing ones are imported in one step, with a default price where nobody knows one", async () => {
  const length = await importMissingModels(ratecard);
  const after = await ratecard.trpc.discovery.review.query({});
  expect(length).toBeGreaterThan(8);
  expect(after.rows.filter(({ status }) => status === "missing")).toEqual([]);
});

/** 10 prompt and 20 completion tokens are what LiteLLM reports for every mocked answer. */
const COSTED = [
  { model: "gpt-4o", source: "catalog-scoped", costUsd: "0.000225" },
  { model: "my-chatbot", source: "local-exact", costUsd: "0.00033" },
  { model: "azure-gpt", source: "local-exact", costUsd: "0.000225" },
  { model: "house-model", source: "local-exact", costUsd: "0.000055" },
  { model: "free-model", source: "local-exact", costUsd: "0" },
  { model: "fast", source: "local-exact", costUsd: "0.0000135" },
];
for (const { model, source, costUsd } of COSTED) {
  test(`a request to ${model} costs what LiteLLM says, exactly`, async () => {
    const request = await chat(model);
    expect(request).toMatchObject({
      source,
      costUsd,
      reportedCostUsd: costUsd,
      promptTokens: 10,
      completionTokens: 20,
    });
  });
}

test("a model that nobody knows costs its default price, where LiteLLM says 0", async () => {
  expect(await chat("mystery-model")).toMatchObject({ source: "local-exact", costUsd: "0.005", reportedCostUsd: "0" });
});

test("cached tokens are charged as such: 600 x $2.50 + 400 x $1.25 + 500 x $10 per million", async () => {
  expect(await chat("with-cache")).toMatchObject({
    promptTokens: 1000,
    cacheReadTokens: 400,
    completionTokens: 500,
    costUsd: "0.007",
    reportedCostUsd: "0.007",
  });
});

test("a streamed request arrives with its user", async () => {
  const request = await chat("gpt-4o", { stream: true, user: "alice" });
  expect(request).toMatchObject({ user: "alice", source: "catalog-scoped", isError: false });
  expect(request.costUsd).toBe(request.reportedCostUsd);
});

test("a name that only the wildcard serves is costed by the default entry", async () => {
  expect(await chat("mistral/never-heard-of")).toMatchObject({ source: "default", costUsd: "0.005" });
});

test("a request that the provider refused costs nothing and is marked", async () => {
  expect(await chat("broken")).toMatchObject({ isError: true, costUsd: "0", totalTokens: 0 });
});

test("nothing was quarantined, and the dashboard adds up to the requests", async () => {
  expect((await ratecard.trpc.usage.quarantine.query({})).items).toEqual([]);
  const requests = await ratecard.requests();
  const dayBefore = (at: number) => new Date(at - 24 * 3600 * 1000).toISOString().slice(0, 10);
  const { totals } = await ratecard.analytics(dayBefore(Date.now()), dayBefore(Date.now() + 2 * 24 * 3600 * 1000));
  expect(totals.requests).toBe(requests.length);
  expect(totals.defaultRequests).toBe(requests.filter(({ source }) => source === "default").length);
});
