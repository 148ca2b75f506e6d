/** A real LiteLLM under load: what it told its callers, call by call, is what the ledger has, to the last token and the last digit. */
import { expect, test } from "@playwright/test";
import { ADMIN, API_KEY } from "../server/people";
import { startServer } from "../server/start-server";
import { discoverModels, importMissingModels } from "./import-models";
import { installLitellm } from "./install-litellm";
import { litellmConfig } from "./litellm-config";
import { type RatecardClient, ratecardClient, type Request } from "./ratecard-client";
import { type LitellmProxy, startLitellm } from "./start-litellm";
import { startUpstream } from "./start-upstream";

const CALLS = 300;
const AT_ONCE = 30;
const MODELS = ["gpt-4o", "my-chatbot", "house-model", "free-model", "fast", "azure-gpt"] as const;

test.describe.configure({ mode: "serial" });

let litellm: LitellmProxy;
let ratecard: RatecardClient;
const stops: (() => Promise<unknown>)[] = [];

test.beforeAll(async () => {
  test.setTimeout(20 * 60_000);
  const installed = await installLitellm();
  test.skip(!installed.isInstalled, installed.isInstalled ? "" : installed.reason);
  if (!installed.isInstalled) return;
  const server = await startServer({
    RATECARD_ADMIN_EMAIL: ADMIN.email,
    RATECARD_ADMIN_PASSWORD: ADMIN.password,
    RATECARD_API_KEY: API_KEY,
  });
  stops.unshift(server.stop);
  const upstream = await startUpstream();
  stops.unshift(upstream.stop);
  const config = litellmConfig(`${server.url}/api/usage/litellm`, API_KEY, upstream.url);
  // LiteLLM empties its queue after a batch was answered, and loses what ended meanwhile: so each record is sent when it is there.
  litellm = await startLitellm(installed.folder, config, { DEFAULT_BATCH_SIZE: "1" });
  stops.unshift(litellm.stop);
  ratecard = ratecardClient(server.url);
  await discoverModels(ratecard, litellm.url);
  await importMissingModels(ratecard);
});

test.afterAll(async () => {
  for (const stop of stops) await stop();
});

type Told = Readonly<{ id: string; model: string; promptTokens: number; completionTokens: number; costPico: bigint }>;

/** What LiteLLM answers its callers, `AT_ONCE` of them side by side. */
async function callAll(): Promise<readonly Told[]> {
  const told: Told[] = [];
  let next = 0;
  const caller = async () => {
    for (let nth = next++; nth < CALLS; nth = next++) {
      const model = MODELS[nth % MODELS.length] ?? MODELS[0];
      const { status, body, callId, responseCostUsd } = await litellm.chat(model);
      expect([model, status, JSON.stringify(body).slice(0, 200)]).toEqual([model, 200, expect.anything()]);
      const { prompt_tokens: promptTokens = 0, completion_tokens: completionTokens = 0 } = body.usage ?? {};
      told.push({ id: callId ?? "", model, promptTokens, completionTokens, costPico: picoOf(responseCostUsd ?? "0") });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return told;
}

const PICO_DIGITS = 12;

/** As an integer of pico-dollars. A double as Python writes it may have an exponent, and noise behind them that is rounded away. */
function picoOf(text: string | null): bigint {
  const [digits = "", exponent = "0"] = (text ?? "").split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  if (!/^\d+$/.test(whole + fraction)) throw new Error(`${text} is no amount.`);
  const zeros = PICO_DIGITS + Number(exponent) - fraction.length;
  const amount = BigInt(whole + fraction);
  if (zeros >= 0) return amount * 10n ** BigInt(zeros);
  const unit = 10n ** BigInt(-zeros);
  return (amount + unit / 2n) / unit;
}

const sumOf = (costs: readonly (string | null)[]): bigint => costs.reduce((sum, cost) => sum + picoOf(cost), 0n);

const inOrder = (rows: readonly Told[]) => rows.toSorted((a, b) => a.id.localeCompare(b.id));
/** A request is booked under LiteLLM's id of the call and a mark of the record. */
const toldOf = ({ requestId, model, promptTokens, completionTokens, costUsd }: Request): Told => ({
  id: requestId.split(".")[0] ?? "",
  model,
  promptTokens: promptTokens ?? 0,
  completionTokens: completionTokens ?? 0,
  costPico: picoOf(costUsd),
});

test(`${CALLS} calls, ${AT_ONCE} at once: each is booked once, with LiteLLM's own tokens and cost`, async () => {
  test.setTimeout(10 * 60_000);
  const told = await callAll();
  expect(new Set(told.map(({ id }) => id)).size).toBe(CALLS);
  await expect.poll(async () => (await ratecard.allRequests()).length, { timeout: 120_000 }).toBe(CALLS);
  const booked = await ratecard.allRequests();
  expect(inOrder(booked.map(toldOf))).toEqual(inOrder(told));
  expect(sumOf(booked.map(({ costUsd }) => costUsd))).toBe(sumOf(booked.map(({ reportedCostUsd }) => reportedCostUsd)));
});

test("the sums of the ledger are those of LiteLLM's answers, and nothing was quarantined", async () => {
  const booked = await ratecard.allRequests();
  const totals = await ratecard.trpc.requests.totals.query({});
  const tokens = booked.reduce((sum, { totalTokens }) => sum + (totalTokens ?? 0), 0);
  expect(totals).toMatchObject({ kind: "exact", readFrom: "sums", requests: CALLS, tokens: String(tokens) });
  expect(totals.kind === "exact" && picoOf(totals.costUsd)).toBe(
    sumOf(booked.map(({ reportedCostUsd }) => reportedCostUsd)),
  );
  const { groups } = await ratecard.trpc.requests.groups.query({ by: "model" });
  expect(new Set(groups.map(({ name }) => name))).toEqual(new Set(MODELS));
  expect((await ratecard.trpc.usage.quarantine.query({})).items).toEqual([]);
});
