/** The engine and the catalogue beside @pydantic/genai-prices, on the models both know. */
import { calcPrice, type Usage as GenaiUsage, waitForUpdate } from "@pydantic/genai-prices";
import { toNumberForChart, ZERO } from "@ratecard/money";
import { costOf, DEFAULT_COST_SETTINGS, diffTerms, providerId, type Usage } from "@ratecard/pricing";
import { describe, expect, test } from "vitest";
import { bundledCatalog } from "./bundled-catalog";
import { parseCatalog } from "./parse-catalog";
import { GENAI_DIFFERENCES } from "./testing/genai-differences";
import { CATALOG_FILE, sharedText } from "./testing/shared-data";

const AT = Date.UTC(2026, 7, 1, 2);
const bundled = await bundledCatalog(AT);

/** The same request in both packages' words. */
const REQUESTS: readonly (readonly [string, Usage, GenaiUsage])[] = [
  ["text", { promptTokens: 1000, completionTokens: 500 }, { input_tokens: 1000, output_tokens: 500 }],
  ["long", { promptTokens: 300_000, completionTokens: 500 }, { input_tokens: 300_000, output_tokens: 500 }],
  [
    "cached",
    { promptTokens: 1000, completionTokens: 500, cacheReadTokens: 400, cacheWriteTokens: 100 },
    { input_tokens: 1000, output_tokens: 500, cache_read_tokens: 400, cache_write_tokens: 100 },
  ],
  [
    "cached for an hour",
    { promptTokens: 1000, completionTokens: 500, cacheWrite1hTokens: 300 },
    { input_tokens: 1000, output_tokens: 500, cache_write_tokens: 300, cache_write_1h_tokens: 300 },
  ],
  [
    "spoken",
    { promptTokens: 1000, completionTokens: 500, audioInputTokens: 400, audioOutputTokens: 100 },
    { input_tokens: 1000, output_tokens: 500, input_audio_tokens: 400, output_audio_tokens: 100 },
  ],
  [
    "reasoned",
    { promptTokens: 1000, completionTokens: 500, reasoningTokens: 400 },
    { input_tokens: 1000, output_tokens: 500, output_reasoning_tokens: 400 },
  ],
];

/** Their floats, and our rates of whole pico-dollars: half of one, times a thousand tokens. */
const isSame = (ours: number, theirs: number): boolean =>
  Math.abs(ours - theirs) <= 1e-9 + 1e-9 * Math.max(ours, theirs);

test("one price list, two engines: one answer, but for fees per request", async () => {
  const providers = (await waitForUpdate()) ?? [];
  const differences = new Set<string>();
  let agreed = 0;
  for (const provider of providers) {
    for (const model of provider.models) {
      const entry = bundled.entries.get(`${providerId(provider.id)}/${model.id}`);
      for (const [name, usage, theirs] of entry ? REQUESTS : []) {
        const answer = calcPrice(theirs, model.id, { providerId: provider.id, timestamp: new Date(AT) });
        if (answer?.model.id !== model.id || !entry) continue;
        const ours = costOf(entry.terms, usage, DEFAULT_COST_SETTINGS, { at: AT });
        const hasFee = answer.model_price.requests_kcount !== undefined;
        if (isSame(toNumberForChart(ours.total ?? ZERO), answer.total_price)) agreed += 1;
        else differences.add(hasFee ? "fee per request, which LiteLLM bills as a search" : `${entry.key}: ${name}`);
      }
    }
  }
  expect([...differences]).toEqual(["fee per request, which LiteLLM bills as a search"]);
  expect(agreed).toBeGreaterThan(9000);
});

const real = sharedText(CATALOG_FILE);
describe.runIf(real !== undefined)("two price lists", () => {
  const parsed = parseCatalog(real ?? "");
  const litellm = parsed.ok ? parsed.index.entries : new Map<string, never>();
  const known = [...bundled.entries.values()].filter(
    (entry) => !entry.unpriced && litellm.get(entry.key)?.unpriced === false,
  );
  const differing = known.filter((entry) => {
    const theirs = litellm.get(entry.key)?.terms.rates ?? {};
    const changes = diffTerms({ rates: entry.terms.rates }, { rates: theirs });
    return changes.some(({ from, to }) => from !== null && to !== null);
  });

  test("most of what both know they price alike", () => {
    expect(known.length).toBeGreaterThan(500);
    expect(differing.length * 4).toBeLessThan(known.length);
  });

  test("every difference is explained, once, and nothing else is", () => {
    const explained = Object.values(GENAI_DIFFERENCES).flatMap(({ keys }) => keys);
    expect(explained.toSorted()).toEqual(differing.map(({ key }) => key).sort());
  });
});
