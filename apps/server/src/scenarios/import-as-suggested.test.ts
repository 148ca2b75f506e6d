/** Every name a catalogue prices, and every kind of price a server can state: what is suggested is what is stored. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CATALOG_FILE, OPENROUTER_FILE, sharedText } from "@ratecard/catalog/testing";
import { type CostSettings, perRequestToStore, type PriceTerms, termsFromJson, termsToJson } from "@ratecard/pricing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readEntries } from "#server/changes/entries";
import { storeBundledCatalog } from "#server/features/catalog/keep-catalog-fresh";
import { refreshCatalog } from "#server/features/catalog/refresh-catalog";
import { type ProposalJson, reviewModels } from "#server/features/discovery/review-models";
import { importRow } from "#server/features/discovery/testing/import-row";
import { type DiscoveryTest, openDiscoveryTest } from "#server/features/discovery/testing/open-discovery-test";
import { modelList } from "#server/features/discovery/testing/serve-listing";
import { makeChange } from "#server/testing/changes";

const [catalogText, openRouterText] = [sharedText(CATALOG_FILE), sharedText(OPENROUTER_FILE)];

let test: DiscoveryTest;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-suggested-"));
  const file = join(folder, "prices.json");
  test = await openDiscoveryTest({ LITELLM_CATALOG_URL: pathToFileURL(file).href });
  if (catalogText === undefined) return;
  await writeFile(file, catalogText);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => test.empty());

/** LiteLLM's own fields: USD per unit. */
const KINDS: Readonly<Record<string, object>> = {
  "tokens only": { input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5 },
  "input only, an embedding": { mode: "embedding", input_cost_per_token: 1.3e-7 },
  free: { input_cost_per_token: 0, output_cost_per_token: 0 },
  "free searches": { mode: "search", input_cost_per_query: 0, input_cost_per_token: 0, output_cost_per_token: 0 },
  "images only": { mode: "image_generation", output_cost_per_image: 0.04 },
  "images beside zero tokens": { input_cost_per_token: 0, output_cost_per_token: 0, output_cost_per_image: 0.04 },
  seconds: { mode: "audio_transcription", input_cost_per_second: 0.0001, output_cost_per_second: 0 },
  characters: { mode: "audio_speech", input_cost_per_character: 0.000015 },
  pixels: { mode: "image_generation", input_cost_per_pixel: 1.0172526e-8, output_cost_per_pixel: 0 },
  queries: { mode: "rerank", input_cost_per_query: 0.002, input_cost_per_token: 0, output_cost_per_token: 0 },
  pages: { mode: "ocr", ocr_cost_per_page: 0.001, annotation_cost_per_page: 0.003 },
  "per request": { input_cost_per_request: 0.005 },
  thresholds: {
    input_cost_per_token: 1.25e-6,
    output_cost_per_token: 1e-5,
    input_cost_per_token_above_200k_tokens: 2.5e-6,
    output_cost_per_token_above_200k_tokens: 1.5e-5,
  },
  "tiers only": {
    tiered_pricing: [
      { range: [0, 32000], input_cost_per_token: 1e-6, output_cost_per_token: 5e-6 },
      { range: [32000, 128000], input_cost_per_token: 2e-6, output_cost_per_token: 1e-5 },
    ],
  },
  "service tiers": {
    input_cost_per_token: 2e-6,
    output_cost_per_token: 8e-6,
    input_cost_per_token_priority: 3.5e-6,
    output_cost_per_token_flex: 4e-6,
    input_cost_per_token_batches: 1e-6,
  },
  "finer than a pico-dollar": { input_cost_per_token: 1.00000000000001e-7, output_cost_per_token: 2e-13 },
  searches: {
    input_cost_per_token: 3e-6,
    output_cost_per_token: 1.5e-5,
    search_context_cost_per_query: { search_context_size_low: 0.01, search_context_size_high: 0.014 },
  },
};

const namedBy = (what: string): string => `kind of price: ${what}`;

async function reviewed(names: readonly string[], modelInfo: object): Promise<readonly ProposalJson[]> {
  const gateway = await test.serve({ "/v1/models": modelList(...names), "/model/info": modelInfo });
  await test.discover(await test.connect("gateway", gateway.url));
  return (await reviewModels(test.ctx, {})).rows.filter(({ name }) => name !== "default");
}

const termsOf = (json: object): PriceTerms => {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.terms;
};

/** A price per request that nobody stated is the typical request's; nothing else is added, changed or lost. */
const stored = (json: object, settings: CostSettings): object => {
  const terms = termsOf(json);
  const perRequest = perRequestToStore(terms, settings);
  return termsToJson(perRequest === undefined ? terms : { ...terms, perRequest });
};

async function importAsSuggested(rows: readonly ProposalJson[]): Promise<void> {
  const chosen = rows.flatMap(({ name, provider, suggestions }) => {
    const terms = suggestions[0]?.terms;
    return terms ? [importRow(name, terms, { provider: provider ?? "unknown" })] : [];
  });
  await makeChange(test.ctx, { kind: "models", prices: chosen }, { held: "all" });
  const { settings } = test.ctx.prices.now();
  const { byName: entries } = await readEntries(test.ctx.db);
  for (const { model, terms } of chosen) {
    const entry = entries.get(model);
    expect([model, entry && termsToJson(entry.terms)]).toEqual([model, stored(terms, settings)]);
  }
}

it.each(Object.entries(KINDS))("%s", async (what, price) => {
  const name = namedBy(what);
  const fields = Object.keys(price).filter((field) => field !== "mode");
  const rows = await reviewed([name], {
    data: [
      {
        model_name: name,
        litellm_params: { model: "openai/house" },
        model_info: { id: "d1", mode: "chat", ...price, pricing_overrides: fields },
      },
    ],
  });
  expect(rows[0]?.suggestions).toHaveLength(1);
  await importAsSuggested(rows);
});

it("all names of the catalogue", async () => {
  await (catalogText === undefined ? storeBundledCatalog(test.ctx) : refreshCatalog(test.ctx));
  const { catalog } = await test.ctx.prices.refresh();
  const names = [...catalog.keysAt(Date.now())].filter((name) => name.length <= 255 && !name.includes("*"));
  const rows = await reviewed(names, { data: [] });
  expect(rows.filter(({ suggestions }) => suggestions.length > 0).length).toBeGreaterThan(1000);
  await importAsSuggested(rows);
});

it.runIf(openRouterText !== undefined)("all names that OpenRouter lists", async () => {
  const gateway = await test.serve({ "/api/v1/models": openRouterText ?? "" });
  await test.discover(await test.connect("openrouter", `${gateway.url}/api`, { kind: "openrouter" }));
  const { rows } = await reviewModels(test.ctx, {});
  expect(rows.filter(({ suggestions }) => suggestions.length > 0).length).toBeGreaterThan(300);
  await importAsSuggested(rows);
});
