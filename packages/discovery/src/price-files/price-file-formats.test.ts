import { CATALOG_FILE, OPENROUTER_FILE, sharedText } from "@ratecard/catalog/testing";
import { formatPer1M } from "@ratecard/money";
import { termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import type { ForeignPrice } from "./foreign-price";
import { onePricePerName } from "./one-price-per-name";
import { type ForeignPriceFile, readForeignJson } from "./price-file-formats";

const read = (value: unknown): ForeignPriceFile => {
  const file = readForeignJson(typeof value === "string" ? value : JSON.stringify(value));
  if (!file) throw new Error("not recognised");
  return file;
};
const shown = (price: ForeignPrice) =>
  "terms" in price
    ? { model: price.model, provider: price.provider, ...termsToJson(price.terms) }
    : { model: price.model, problems: price.problems.map(({ field, code }) => `${field}: ${code}`) };
const pricesOf = (value: unknown) => read(value).prices.map(shown);

describe("LiteLLM's price map", () => {
  const ENTRY = { litellm_provider: "openai", mode: "chat", input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5 };
  const MAP = {
    sample_spec: { input_cost_per_token: 0, litellm_provider: "one of" },
    "gpt-4o": { ...ENTRY, input_cost_per_token_above_200k_tokens: 5e-6, output_cost_per_token_priority: 2e-5 },
    "gpt-nothing": { litellm_provider: "openai", input_cost_per_token: 0, output_cost_per_token: 0 },
    "gpt-wrong": { ...ENTRY, input_cost_per_token: "free" },
  };

  it("comes with thresholds and tiers; the sample and what has no price stay out", () => {
    const { title, leftOut } = read(MAP);
    expect(title).toBe("LiteLLM price map");
    expect(leftOut).toEqual([{ model: "gpt-nothing", reason: "has no price" }]);
    expect(pricesOf(MAP)[0]).toMatchObject({
      model: "gpt-4o",
      provider: "openai",
      inputPer1M: "2.5",
      outputPer1M: "10",
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "5" }],
      serviceTiers: { priority: { outputPer1M: "20" } },
    });
  });

  it("names the field that is no price", () => {
    expect(pricesOf(MAP)[1]?.problems).toEqual(["input_cost_per_token: no-amount"]);
  });
});

describe("OpenRouter's list of models", () => {
  it("is read by its pricing; what varies stays out, a price that is none is named", () => {
    const value = {
      data: [
        { id: "acme/a", pricing: { prompt: "0.0000025", completion: "0.00001", input_cache_read: "0.00000025" } },
        { id: "acme/auto", pricing: { prompt: "-1", completion: "-1" } },
        { id: "acme/b", pricing: { prompt: "much", completion: "0" } },
        { pricing: { prompt: "1" } },
      ],
    };
    expect(read(value)).toMatchObject({ title: "OpenRouter model list", leftOut: [{ model: "acme/auto" }] });
    expect(pricesOf(value)).toMatchObject([
      { model: "acme/a", provider: "openrouter", inputPer1M: "2.5", outputPer1M: "10", cacheReadPer1M: "0.25" },
      { model: "acme/b", problems: ["pricing.prompt: no-amount"] },
      { model: "", problems: ["id: no-model-name"] },
    ]);
  });
});

describe("models.dev", () => {
  const modelsDev = (cost: unknown) => ({
    "amazon-bedrock": { id: "amazon-bedrock", models: { claude: { id: "claude", cost } } },
  });

  it("is USD per 1M tokens, with tiers by context", () => {
    const cost = {
      input: 3,
      output: 15,
      cache_read: 0.3,
      cache_write: 3.75,
      input_audio: 1,
      tiers: [{ input: 6, output: 22.5, tier: { type: "context", size: 272_000 } }],
      context_over_200k: { input: 6, output: 22.5 },
    };
    expect(read(modelsDev(cost)).title).toBe("models.dev");
    expect(pricesOf(modelsDev(cost))).toEqual([
      {
        model: "claude",
        provider: "bedrock",
        inputPer1M: "3",
        outputPer1M: "15",
        cacheReadPer1M: "0.3",
        cacheWritePer1M: "3.75",
        audioInputPer1M: "1",
        thresholds: [{ aboveTokens: 272_000, inputPer1M: "6", outputPer1M: "22.5" }],
      },
    ]);
    const old = pricesOf(modelsDev({ input: 1, output: 2, context_over_200k: { input: 2 } }));
    expect(old).toMatchObject([{ thresholds: [{ aboveTokens: 200_000, inputPer1M: "2" }] }]);
  });

  it("leaves out zeros and names what it does not know", () => {
    expect(read(modelsDev({ input: 0, output: 0 })).leftOut).toEqual([
      { model: "amazon-bedrock: claude", reason: expect.stringContaining("all zeros") },
    ]);
    expect(read(modelsDev(undefined)).leftOut).toHaveLength(1);
    expect(pricesOf(modelsDev({ input: -1, output: 1, video: 3 }))[0]?.problems).toEqual([
      "cost.video: cost-field-unknown",
      "cost.input: no-amount",
    ]);
    const tiers = [{ input: 1, tier: { type: "daytime", size: 5 } }];
    expect(pricesOf(modelsDev({ input: 1, output: 1, tiers }))[0]?.problems).toEqual([
      "cost.tiers[0].tier: not-a-context-tier",
    ]);
  });

  it("takes nobody's price for a name that several sell at different ones, until a seller is chosen", () => {
    const of = (input: number) => ({
      models: { "gpt-4o": { cost: { input, output: 10 } }, mine: { cost: { input: 1, output: 1 } } },
    });
    const { prices } = read({ openai: of(2.5), azure: of(2.75) });
    expect(onePricePerName(prices, []).map(shown)).toMatchObject([
      { model: "gpt-4o", problems: ["model: prices-differ"] },
      { model: "mine", provider: undefined, inputPer1M: "1" },
    ]);
    expect(onePricePerName(prices, ["azure"]).map(shown)).toMatchObject([
      { model: "gpt-4o", provider: "azure", inputPer1M: "2.75" },
      { model: "mine", provider: "azure" },
    ]);
  });
});

describe("new-api's pricing", () => {
  const TOKENS = { model_name: "house-chat", quota_type: 0, model_ratio: 1.25, completion_ratio: 4, model_price: 0 };
  const newApi = (...data: unknown[]) => ({
    success: true,
    data,
    group_ratio: { default: 1, vip: 0.8 },
    vendors: [{ id: 7, name: "Acme" }],
  });

  it("multiplies ratios to a base of 2 USD per 1M tokens, and takes prices per call as they are", () => {
    const ratios = { cache_ratio: 0.1, create_cache_ratio: 1.25, audio_ratio: 2, audio_completion_ratio: 3 };
    const value = newApi(
      { ...TOKENS, ...ratios, vendor_id: 7 },
      { model_name: "gpt-image", quota_type: 1, model_ratio: 0, model_price: 0.04, owner_by: "OpenAI" },
    );
    expect(read(value)).toMatchObject({ title: "new-api pricing", remark: expect.stringContaining("vip (0.8)") });
    const [tokens, call] = pricesOf(value);
    expect(tokens).toMatchObject({
      provider: "acme",
      inputPer1M: "2.5",
      outputPer1M: "10",
      cacheReadPer1M: "0.25",
      cacheWritePer1M: "3.125",
      audioInputPer1M: "5",
      audioOutputPer1M: "15",
    });
    expect(call).toMatchObject({ model: "gpt-image", provider: undefined, perRequest: "0.04" });
  });

  it("guesses nothing: expressions, other quotas and missing ratios are named, the ratio of unpriced models stays out", () => {
    const { prices, leftOut } = read(
      newApi(
        { ...TOKENS, billing_expr: "p * 2.5" },
        { ...TOKENS, quota_type: 2 },
        { ...TOKENS, completion_ratio: null },
        { ...TOKENS, model_ratio: "x" },
        { ...TOKENS, model_ratio: 37.5 },
        { ...TOKENS, model_ratio: 0 },
        { quota_type: 0 },
      ),
    );
    expect(prices.flatMap((price) => ("problems" in price ? price.problems.map(({ field }) => field) : []))).toEqual([
      "billing_expr",
      "quota_type",
      "completion_ratio",
      "model_ratio",
      "model_name",
    ]);
    expect(leftOut).toHaveLength(2);
  });
});

it.each(["[]", "{}", "5", '{"data": []}', '{"data": {}}', '{"a": {"b": 1}}', "nonsense", '{"a": [1]}'])(
  "%s is no file of another program",
  (text) => expect(readForeignJson(text)).toBeUndefined(),
);

const [map, listing] = [sharedText(CATALOG_FILE), sharedText(OPENROUTER_FILE)];

it.skipIf(!map)("the real price map of August 2026 is read without a bad entry", () => {
  const { title, prices, leftOut } = read(map);
  expect([title, prices.length + leftOut.length]).toEqual(["LiteLLM price map", 2984]);
  expect(prices.filter((price) => "problems" in price)).toEqual([]);
  expect(leftOut).toHaveLength(201);
});

it.skipIf(!listing)("the real list of OpenRouter of August 2026 is read without a bad entry", () => {
  const { title, prices, leftOut } = read(listing);
  expect([title, prices.length + leftOut.length]).toEqual(["OpenRouter model list", 336]);
  expect(prices.filter((price) => "problems" in price)).toEqual([]);
  expect(leftOut.map(({ model }) => model)).toContain("openrouter/auto");
  const [first] = prices;
  expect(
    first && "terms" in first && first.terms.rates.input !== undefined && formatPer1M(first.terms.rates.input),
  ).toBe("0.14");
});
