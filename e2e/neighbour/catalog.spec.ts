/** A real LiteLLM proxy as the source of the catalogue: fetched without a key, priced by exactly, its age shown. */
import { expect, test } from "@playwright/test";
import { ADMIN, API_KEY } from "../server/people";
import { startServer } from "../server/start-server";
import { installLitellm } from "./install-litellm";
import { litellmConfig } from "./litellm-config";
import { type RatecardClient, ratecardClient } from "./ratecard-client";
import { type LitellmProxy, startLitellm } from "./start-litellm";

test.describe.configure({ mode: "serial" });

let litellm: LitellmProxy;
let ratecard: RatecardClient;
let url: string;
let source: string;
const stops: (() => Promise<unknown>)[] = [];

test.beforeAll(async () => {
  test.setTimeout(20 * 60_000);
  const installed = await installLitellm();
  test.skip(!installed.isInstalled, installed.isInstalled ? "" : installed.reason);
  if (!installed.isInstalled) return;
  // Nobody listens to its log here: the prices are what is asked for.
  const { litellm_settings: _log, ...config } = litellmConfig("http://127.0.0.1:9", API_KEY, "http://127.0.0.1:9");
  litellm = await startLitellm(installed.folder, { ...config, litellm_settings: { telemetry: false } });
  stops.unshift(litellm.stop);
  source = `${litellm.url}/public/litellm_model_cost_map`;
  const server = await startServer({
    RATECARD_ADMIN_EMAIL: ADMIN.email,
    RATECARD_ADMIN_PASSWORD: ADMIN.password,
    RATECARD_API_KEY: API_KEY,
    LITELLM_CATALOG_URL: source,
  });
  stops.unshift(server.stop);
  url = server.url;
  ratecard = ratecardClient(url);
});

test.afterAll(async () => {
  for (const stop of stops) await stop();
});

const state = async () => {
  const answer = await fetch(`${url}/api/catalog`, { headers: { authorization: `Bearer ${API_KEY}` } });
  return (await answer.json()) as Awaited<ReturnType<RatecardClient["trpc"]["catalog"]["state"]["query"]>>;
};

test("is fetched at the start, and says where it is from and how old it is", async () => {
  await expect(async () => expect((await state()).inForce?.source).toBe(source)).toPass({ timeout: 60_000 });
  const { inForce, configuredSource, lastError, waitingCount } = await state();
  expect(inForce).toMatchObject({ origin: "litellm" });
  expect(inForce?.entryCount).toBeGreaterThan(3000);
  expect(Date.now() - Date.parse(inForce?.fetchedAt ?? "")).toBeLessThan(5 * 60_000);
  expect({ configuredSource, lastError }).toEqual({ configuredSource: source, lastError: null });
  // A few rows of its map stand in another unit: they wait, and price nothing.
  expect(waitingCount).toBeGreaterThan(0);
  expect(waitingCount).toBeLessThan(50);
});

/** Mocked answers are 10 prompt and 20 completion tokens. */
const PRICED = [
  { name: "gpt-4o", key: "gpt-4o", provider: "openai" },
  { name: "claude-haiku-4-5", key: "claude-haiku-4-5-20251001", provider: "anthropic" },
  { name: "gemini-2.5-flash", key: "gemini/gemini-2.5-flash", provider: "gemini" },
];
for (const { name, key, provider } of PRICED) {
  test(`prices ${name} by it as the proxy itself does, to the last digit`, async () => {
    const { responseCostUsd } = await litellm.chat(name);
    const { cost, resolution } = await ratecard.trpc.explain.explain.query({
      model: key,
      provider,
      promptTokens: 10,
      completionTokens: 20,
    });
    expect(resolution.source).toMatch(/^catalog-/);
    expect(Number(cost?.totalUsd)).toBeCloseTo(Number(responseCostUsd), 15);
    expect(cost?.totalUsd).toMatch(/^0\.0\d+$/);
  });
}

test("a price that the proxy was given counts where its map has it; a name without one is no free model", async () => {
  const map = (await (await fetch(source)).json()) as Record<string, { input_cost_per_token?: number } | undefined>;
  // The proxy lists its own deployments under the hash of their settings.
  const isOwn = ([key, entry]: (typeof entries)[number]) =>
    /^[0-9a-f]{64}$/.test(key) && entry?.input_cost_per_token === 0.0000011;
  const entries = Object.entries(map);
  const deployment = entries.find(isOwn)?.[0] ?? "";
  const ask = (model: string) => ratecard.trpc.explain.explain.query({ model, promptTokens: 10, completionTokens: 20 });
  expect(await ask(deployment)).toMatchObject({
    resolution: { source: "catalog-bare" },
    cost: { totalUsd: "0.000055" },
  });
  expect(await ask("openai/house-7b")).toMatchObject({ resolution: { source: "default" } });
});

test("asked again, without an ETag of its own, it is no new catalogue", async () => {
  expect((await fetch(source)).headers.get("etag")).toBeNull();
  await litellm.chat("o3-mini");
  const { snapshotCount } = await state();
  expect(await ratecard.trpc.catalog.previewRefresh.query()).toMatchObject({ outcome: "unchanged", changes: [] });
  expect(await ratecard.trpc.catalog.refresh.mutate()).toMatchObject({ outcome: "unchanged", snapshotCount });
});

test("a proxy that is gone leaves its last catalogue in force, and says so", async () => {
  await litellm.stop();
  await expect(ratecard.trpc.catalog.refresh.mutate()).rejects.toThrow("The last good one stays in force.");
  const { inForce, lastError } = await state();
  expect(inForce?.source).toBe(source);
  expect(lastError).toContain(source);
});
