/** What a first catalogue means at the doors: usage, LiteLLM's callback, the request page. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";
import { catalogState } from "./catalog-state";
import { storeBundledCatalog } from "./keep-catalog-fresh";
import { refreshCatalog } from "./refresh-catalog";

let test: TestApp;
let folder: string;
let headers: { authorization: string };

const ZEROS = { input_cost_per_token: 0, output_cost_per_token: 0, litellm_provider: "openai" };
const CATALOG = {
  "azure/gpt-4o": {
    input_cost_per_token: 2.5e-6,
    output_cost_per_token: 1e-5,
    litellm_provider: "azure",
    mode: "chat",
  },
  "wandb/openai/oss": { input_cost_per_token: 0.015, output_cost_per_token: 0.06, litellm_provider: "wandb" },
  "omni-moderation-latest": { ...ZEROS, mode: "moderation" },
  "no-price-known": { ...ZEROS, mode: "chat" },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-doors-"));
  await writeFile(join(folder, "prices.json"), JSON.stringify(CATALOG));
  test = await createTestApp({ LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href });
  headers = await test.keyWith("ingest");
  await storeBundledCatalog(test.services);
  await book({ requestId: "early", model: "gpt-4o", provider: "openai" });
  await refreshCatalog(test.ctx);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const DAY_MS = 86_400_000;
const YESTERDAY = new Date(Date.now() - DAY_MS).toISOString();

async function book(event: object) {
  const counts = { occurredAt: YESTERDAY, promptTokens: 10_000, completionTokens: 1000 };
  const payload = { events: [{ ...counts, ...event }] };
  const { statusCode } = await test.app.inject({ method: "POST", url: "/api/usage", headers, payload });
  expect(statusCode).toBe(200);
}

const rowOf = async (requestId: string) =>
  (
    await test.database.pool.query<{ cost: string | null; source: string; flags: string[]; snapshot: string | null }>(
      `SELECT trim_scale(cost_usd)::text AS cost, pricing_source AS source, flags, catalog_snapshot_id::text AS snapshot
       FROM usage_logs WHERE request_id = $1`,
      [requestId],
    )
  ).rows[0];

it("a request of yesterday is priced by the first fetched catalogue, flagged; what the bundled list priced stays", async () => {
  await book({ requestId: "backfill", model: "azure/gpt-4o", provider: "azure" });
  expect(await rowOf("backfill")).toMatchObject({ cost: "0.035", flags: ["price-postdates-event"] });
  const { rows } = await test.database.pool.query<{ id: string; origin: string }>(
    "SELECT id::text, origin FROM catalog_snapshots ORDER BY in_force_from",
  );
  expect(rows.map(({ origin }) => origin)).toEqual(["bundled", "file"]);
  expect((await rowOf("early"))?.snapshot).toBe(rows[0]?.id);
  const { replacedBundledId } = await catalogState(test.ctx);
  expect(replacedBundledId).toBe(rows[0]?.id);
  const read = await test.keyWith("read");
  const url = `/api/usage/logs?catalogSnapshot=${replacedBundledId}`;
  const found = await test.app.inject({ method: "GET", url, headers: read });
  expect(found.json()).toMatchObject({ requests: [{ requestId: "early" }] });
});

it("a rate that looks like a mistake prices nothing", async () => {
  await book({ requestId: "absurd", model: "openai/oss", provider: "wandb" });
  expect(await rowOf("absurd")).toMatchObject({ cost: "0.005", source: "default" });
});

it.each([
  ["omni-moderation-latest", { cost: "0", source: "catalog-bare", flags: [] }],
  ["no-price-known", { cost: "0.005", source: "default" }],
])("%s by LiteLLM's callback", async (model, row) => {
  const startTime = Date.now() / 1000;
  const payload = {
    id: model,
    call_type: "amoderation",
    status: "success",
    model,
    model_group: model,
    custom_llm_provider: "openai",
    startTime,
    endTime: startTime + 1,
    response_cost: 0,
    metadata: { usage_object: {} },
  };
  await test.app.inject({ method: "POST", url: "/api/usage/litellm", headers, payload });
  expect(await rowOf(model)).toMatchObject(row);
});
