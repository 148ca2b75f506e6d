import { costOf, costToJson, DEFAULT_COST_SETTINGS, termsToJson } from "@ratecard/pricing";
import { describe, expect, it, test } from "vitest";
import { acceptCatalog, parseCatalog } from "./parse-catalog";
import { catalogIndex, catalogText } from "./testing/catalog-text";
import { CATALOG_FILE, sharedText } from "./testing/shared-data";

const PRICE = '"input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05';

const termsOf = (body: string) => {
  const entry = catalogIndex({ m: body, priced: PRICE }).entries.get("m");
  return entry && termsToJson(entry.terms);
};

describe("every field that prices is read from its digits", () => {
  it.each<[string, object]>([
    [PRICE, { inputPer1M: "2.5", outputPer1M: "10" }],
    ['"input_cost_per_token": 5.46875e-07', { inputPer1M: "0.546875" }],
    ['"input_cost_per_token": "3e-7"', { inputPer1M: "0.3" }],
    ['"input_cost_per_token": null, "output_cost_per_token": 0', { outputPer1M: "0" }],
    [
      '"cache_creation_input_token_cost": 1e-6, "cache_creation_input_token_cost_above_1hr": 2e-6, "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 4e-6',
      {
        cacheWritePer1M: "1",
        cacheWrite1hPer1M: "2",
        thresholds: [{ aboveTokens: 200_000, cacheWrite1hPer1M: "4" }],
      },
    ],
    [
      '"input_cost_per_token_above_272k_tokens": 1e-6, "input_cost_per_token_above_272k_tokens_priority": 2e-6, "input_cost_per_token_above_100_tokens": 3e-6',
      {
        thresholds: [
          { aboveTokens: 100, inputPer1M: "3" },
          { aboveTokens: 272_000, inputPer1M: "1", serviceTiers: { priority: { inputPer1M: "2" } } },
        ],
      },
    ],
    [
      '"input_cost_per_token_batches": 1e-6, "input_cost_per_token_flex": 2e-6',
      { serviceTiers: { batch: { inputPer1M: "1" }, flex: { inputPer1M: "2" } } },
    ],
    ['"input_cost_per_token_cache_hit": 1e-6', { cacheReadPer1M: "1" }],
    ['"input_cost_per_token_cache_hit": 1e-6, "cache_read_input_token_cost": 2e-6', { cacheReadPer1M: "2" }],
    ['"input_cost_per_request": 0.005', { perRequest: "0.005" }],
    ['"input_cost_per_pixel": 2.4414e-17', { perUnit: { inputPixels: "0.000000000000000024414" } }],
    ['"output_cost_per_second_480p": 0.041256', { perUnit: { outputSeconds480p: "0.041256" } }],
    ['"google_maps_grounding_cost_per_query": 0.025', { perUnit: { mapsQueries: "0.025" } }],
    ['"ocr_cost_per_page_batches": 0.002', { perUnit: { batchPages: "0.002" } }],
    ['"input_cost_per_second": 1, "cost_per_second": 0.001902', { perUnit: { inputSeconds: "0.001902" } }],
    ['"file_search_cost_per_1k_calls": 2.5', { perUnit: { fileSearchCalls: "0.0025" } }],
    [
      '"search_context_cost_per_query": {"search_context_size_low": 0.03, "search_context_size_medium": 0.035}',
      { perUnit: { webSearchesLow: "0.03", webSearchesMedium: "0.035" } },
    ],
    [
      '"litellm_provider": "gemini", "search_context_cost_per_query": {"search_context_size_medium": 0.035}',
      { perUnit: { groundedRequests: "0.035" } },
    ],
    [
      '"litellm_provider": "gemini", "web_search_billing_unit": "per_query", "search_context_cost_per_query": {"search_context_size_medium": 0.014}',
      { perUnit: { webSearchesMedium: "0.014" } },
    ],
    [
      '"tiered_pricing": [{"range": [32000, 1.28e5], "input_cost_per_token": 2e-6}, {"range": [0, 32000.0], "input_cost_per_token": 1e-6}]',
      {
        tiers: [
          { fromTokens: 0, toTokens: 32_000, inputPer1M: "1" },
          { fromTokens: 32_000, toTokens: 128_000, inputPer1M: "2" },
        ],
      },
    ],
    [
      '"tiered_pricing": [{"max_results_range": [0, 25], "input_cost_per_query": 0.005}]',
      { queryTiers: [{ fromResults: 0, toResults: 25, perQuery: "0.005" }] },
    ],
    [
      '"input_cost_per_token": 1e-6, "regional_processing_uplift_multiplier_eu": 1.1, "provider_specific_entry": {"us": 1.1, "fast": 6, "schema": "titan"}',
      { inputPer1M: "1", multipliers: { residency: { eu: "1.1" }, geo: { us: "1.1" }, fast: "6" } },
    ],
    [
      '"off_peak_pricing": {"hours_utc": "16:30-00:30", "windows": [{"weekdays": ["sat", 7], "hours_utc": ["00:00-00:00", "25:00-26:00"]}], "weekday_timezone": "Asia/Shanghai", "input_cost_per_token": 1e-6}',
      {
        offPeak: {
          windows: [
            { startMinute: 990, endMinute: 30 },
            { startMinute: 0, endMinute: 0, weekdays: [6, 7] },
          ],
          inputPer1M: "1",
          weekdayZone: "Asia/Shanghai",
        },
      },
    ],
    [
      '"litellm_provider": "fireworks_ai", "input_cost_per_token": 9e-07',
      { inputPer1M: "0.9", cacheReadPer1M: "0.45" },
    ],
    [
      '"litellm_provider": "xai", "input_cost_per_token": 1e-6, "input_dbu_cost_per_token": 1.5e-07, "max_tokens": 4096',
      { inputPer1M: "1", inclusiveThresholds: true, unknownFields: { input_dbu_cost_per_token: "1.5e-07" } },
    ],
  ])("%s", (body, terms) => expect(termsOf(body)).toEqual(terms));

  test("what is no price is kept beside the terms", () => {
    const entry = catalogIndex({ m: `${PRICE}, "mode": "chat", "supported_regions": ["us", 1.50, null]` }).entries.get(
      "m",
    );
    expect(entry?.mode).toBe("chat");
    expect(entry?.otherFields.get("supported_regions")).toBe('["us",1.50,null]');
  });
});

describe("a name that stands for another entry", () => {
  const index = catalogIndex({
    "azure/latest": '"alias_of": "azure/m-6", "input_cost_per_token": 9e-6',
    "azure/m-6": `${PRICE}, "litellm_provider": "azure", "mode": "chat", "max_tokens": 9`,
    "of nothing": '"alias_of": "m-7"',
    "of itself": '"alias_of": "of itself"',
    "of an alias": '"alias_of": "azure/latest"',
    "of no name": '"alias_of": ["azure/m-6"]',
  });

  it("has its price and provider, under its own name", () => {
    const [alias, target] = ["azure/latest", "azure/m-6"].map((key) => index.entries.get(key));
    expect(alias).toEqual({
      ...target,
      key: "azure/latest",
      otherFields: new Map([
        ["max_tokens", "9"],
        ["alias_of", '"azure/m-6"'],
      ]),
    });
  });

  it.each(["of nothing", "of itself", "of an alias", "of no name"])("%s has no price", (key) => {
    expect(index.entries.get(key)).toMatchObject({ terms: { rates: {} }, unpriced: true });
  });

  it("counts as priced with the other", () => expect(index.pricedCount).toBe(2));
});

const ZEROS = '"input_cost_per_token": 0.0, "output_cost_per_token": 0.0';
const NO_QUERY_COST = '"input_cost_per_query": 0.0, "mode": "search"';

describe("zeros are free where the row says so itself", () => {
  it.each<[string, string, boolean]>([
    ["omni-moderation-latest", `${ZEROS}, "mode": "moderation"`, true],
    ["omni-moderation-latest", '"input_cost_per_token": 0.0, "mode": "moderation"', false],
    ["unlisted-moderation", '"mode": "moderation"', false],
    ["openrouter/openrouter/free", ZEROS, true],
    ["openrouter/acme/small:free", ZEROS, true],
    ["together_ai/acme/Small-Turbo-Free", ZEROS, true],
    ["acme/freehand", ZEROS, false],
    ["acme/free", '"mode": "chat"', false],
    ["duckduckgo/search", `${NO_QUERY_COST}, "metadata": {"notes": "The API is free and needs no key."}`, true],
    ["you_com/search", NO_QUERY_COST, false],
    ["acme/preview", `${ZEROS}, "metadata": {"notes": "At no cost during public preview."}`, false],
    ["ollama/llama2", `${ZEROS}, "mode": "chat"`, false],
    ["omni-moderation-latest", '"input_cost_per_token": "x", "output_cost_per_token": 0, "mode": "moderation"', false],
  ])("%s {%s}: %s", (key, body, isFree) =>
    expect(catalogIndex({ [key]: body, priced: PRICE }).entries.get(key)?.unpriced).toBe(!isFree),
  );
});

describe("entries without a usable price are unpriced, not free", () => {
  it.each([
    ['"input_cost_per_token": 0, "output_cost_per_token": 0', true],
    ['"max_tokens": 5', true],
    ['"input_cost_per_token": 0, "output_cost_per_token": 0, "output_cost_per_image": 0.04', false],
    ['"input_cost_per_token": 0, "output_cost_per_token": 1e-6', false],
    ['"input_cost_per_token": -1e-6, "output_cost_per_token": 1e-6', true],
    ['"input_cost_per_token": "free", "output_cost_per_token": 1e-6', true],
    ['"cache_read_input_token_cost": -1, "input_cost_per_token": 1e-6', false],
    ['"tiered_pricing": [{"range": [0, 10], "input_cost_per_token": 1e-6}]', false],
  ])("%s: %s", (body, unpriced) =>
    expect(catalogIndex({ m: body, priced: PRICE }).entries.get("m")?.unpriced).toBe(unpriced),
  );
});

test("names that objects have are ordinary keys", () => {
  const index = catalogIndex({ constructor: PRICE, toString: PRICE });
  expect([...index.entries.keys()]).toEqual(["constructor", "toString"]);
  expect(index.entries.get("hasOwnProperty")).toBeUndefined();
});

test("notes tell what was skipped, refused, rounded, de-noised and said twice", () => {
  const text = `{"sample_spec": {${PRICE}}, "fallback_generalizations": {"rules": []}, "list": [], "text": "x",
    "a": {${PRICE}, "cache_read_input_token_cost": NaN_HERE},
    "a": {"input_cost_per_token": 1.7999999999999999e-06, "output_cost_per_token": 1e-13, "cache_read_input_token_cost": -1}}`;
  const parsed = parseCatalog(text.replace("NaN_HERE", "0"));
  expect(parsed.ok && parsed.notes).toEqual([
    { kind: "duplicate-key", key: "a" },
    { kind: "skipped", key: "sample_spec" },
    { kind: "skipped", key: "fallback_generalizations" },
    { kind: "skipped", key: "list" },
    { kind: "skipped", key: "text" },
    { kind: "denoised", key: "a", field: "input_cost_per_token", detail: "1.7999999999999999e-06" },
    { kind: "rounded", key: "a", field: "output_cost_per_token", detail: "1e-13" },
    { kind: "refused", key: "a", field: "cache_read_input_token_cost", detail: "negative: -1" },
  ]);
});

describe("a lying or truncated catalogue gets a reason", () => {
  const good = catalogIndex(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`model-${index}`, PRICE])));
  const full = catalogText({ a: PRICE, b: PRICE });
  it.each([
    ["", "empty"],
    ["  \n", "empty"],
    ["<!doctype html><title>Rate limited</title>", "html"],
    ["404: Not Found", "not-json"],
    [full.slice(0, -5), "not-json"],
    [`{"a": {"input_cost_per_token": NaN}}`, "not-json"],
    ["[]", "not-an-object"],
    ["null", "not-an-object"],
    ['"text"', "not-an-object"],
    ["3", "not-an-object"],
    ["{}", "no-prices"],
    ['{"message": "Not found"}', "no-prices"],
    ['{"sample_spec": {"input_cost_per_token": 1}}', "no-prices"],
    [catalogText({ a: '"input_cost_per_token": -1' }), "no-prices"],
    [full, "shrunk"],
  ])("%j: %s", (text, problem) => expect(acceptCatalog(text, good)).toMatchObject({ ok: false, problem }));

  test("without a predecessor a small catalogue is welcome", () => {
    expect(acceptCatalog(full, undefined)).toMatchObject({ ok: true });
    expect(acceptCatalog(full, catalogIndex({ a: PRICE, b: PRICE, c: PRICE, d: PRICE }))).toMatchObject({ ok: true });
  });
});

const real = sharedText(CATALOG_FILE);
describe.runIf(real !== undefined)("the real catalogue of 2026-08-01", () => {
  const parsed = parseCatalog(real ?? "");
  const index = parsed.ok ? parsed.index : undefined;

  test("all of its 2,984 models, and no rate is lost to rounding", () => {
    expect(index?.entries.size).toBe(2984);
    expect(index?.pricedCount).toBeGreaterThan(2700);
    expect(parsed.ok && parsed.notes.filter(({ kind }) => kind === "rounded" || kind === "refused")).toEqual([]);
  });

  test("gpt-5.6 above its threshold, by priority, in the EU", () => {
    const entry = index?.entries.get("gpt-5.6");
    const usage = {
      promptTokens: 300_000,
      completionTokens: 1000,
      cacheReadTokens: 100_000,
      serviceTier: "priority",
      region: "eu",
    };
    // no priority rate above 272k: 200k x 10 + 100k x 1 + 1k x 45 per 1M, times 1.1
    expect(entry && costToJson(costOf(entry.terms, usage, DEFAULT_COST_SETTINGS)).totalUsd).toBe("2.3595");
  });
});
