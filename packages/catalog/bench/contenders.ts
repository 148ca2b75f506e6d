/**
 * Everybody answers the same question: the price of this model, times these tokens.
 *
 * Units   USD or pico-USD, as each engine has it; what `run` returns only keeps the work from being dropped.
 */
import { calcPrice } from "@pydantic/genai-prices";
import { isZero, picoUsd, type RatePerToken, rateToPico, ZERO, ZERO_RATE } from "@ratecard/money";
import { createPriceBook, createPricer, DEFAULT_COST_SETTINGS, DEFAULT_MODEL } from "@ratecard/pricing";
import { costFromUsage } from "tokenlens";
import { estimateUsdCost, type PricingMap, pricingFromUsdPerToken, resolvePricingFromMap } from "tokentally";
import { createCatalogView } from "../src/index";
import { BENCH_AT, type BenchCatalog } from "./load-catalog";
import type { RequestMix } from "./request-mix";

export type Contender = Readonly<{
  name: string;
  /** Requests as this engine wants them, made before the clock starts. */
  prepare: (mix: RequestMix) => () => unknown;
  pricesName: (model: string) => boolean;
}>;

/** A bare Map lookup and two multiplications of doubles: what no exact engine can beat. */
export const LIMIT = "limit: Map and two products";

export const contenders = (catalog: BenchCatalog): readonly Contender[] => [
  limit(catalog),
  ratecard(catalog),
  tokentally(catalog),
  tokenlens(),
  genaiPrices(),
];

const usdPerToken = (rate: RatePerToken | undefined): number => Number(rateToPico(rate ?? ZERO_RATE)) / 1e12;

function limit({ index }: BenchCatalog): Contender {
  const prices = new Map(
    [...index.entries].map(([key, { terms }]) => [
      key,
      { input: usdPerToken(terms.rates.input), output: usdPerToken(terms.rates.output) },
    ]),
  );
  return {
    name: LIMIT,
    prepare:
      ({ requests }) =>
      () => {
        let total = 0;
        for (const { model, promptTokens, completionTokens } of requests) {
          const price = prices.get(model);
          if (price) total += price.input * promptTokens + price.output * completionTokens;
        }
        return total;
      },
    pricesName: (model) => prices.has(model),
  };
}

function ratecard({ index }: BenchCatalog): Contender {
  const snapshot = { id: "bench", source: "bench", fetchedAt: BENCH_AT, inForceFrom: 0, inForceUntil: null, index };
  const book = createPriceBook([
    {
      versionId: "1",
      model: DEFAULT_MODEL,
      provider: "openai",
      isActive: true,
      validFrom: null,
      validUntil: null,
      terms: { rates: {}, perRequest: picoUsd(5_000_000_000) },
    },
  ]);
  const pricer = createPricer(book, createCatalogView([snapshot]), DEFAULT_COST_SETTINGS);
  const event = (model: string, promptTokens = 1000, completionTokens = 500) => ({
    model,
    provider: undefined,
    at: BENCH_AT,
    usage: { promptTokens, completionTokens },
  });
  return {
    name: "ratecard (exact)",
    prepare: ({ requests }) => {
      const events = requests.map((request) => event(request.model, request.promptTokens, request.completionTokens));
      return () => {
        let priced = 0;
        for (const each of events) if (!isZero(pricer.charge(each).costUsd ?? ZERO)) priced += 1;
        return priced;
      };
    },
    pricesName: (model) => pricer.price(event(model)).source !== "default",
  };
}

function tokentally({ index }: BenchCatalog): Contender {
  const map: PricingMap = Object.fromEntries(
    [...index.entries].map(([key, { terms }]) => [
      key,
      pricingFromUsdPerToken({
        inputUsdPerToken: usdPerToken(terms.rates.input),
        outputUsdPerToken: usdPerToken(terms.rates.output),
      }),
    ]),
  );
  return {
    name: "tokentally (floats)",
    prepare: ({ requests }) => {
      const calls = requests.map(({ model, promptTokens, completionTokens }) => ({
        model,
        usage: { inputTokens: promptTokens, outputTokens: completionTokens },
      }));
      return () => {
        let total = 0;
        for (const { model, usage } of calls)
          total += estimateUsdCost({ usage, pricing: resolvePricingFromMap(map, model) })?.totalUsd ?? 0;
        return total;
      };
    },
    pricesName: (model) => resolvePricingFromMap(map, model) !== null,
  };
}

function tokenlens(): Contender {
  const priceOf = (id: string, prompt_tokens: number, completion_tokens: number): number | undefined =>
    costFromUsage({ id, usage: { prompt_tokens, completion_tokens } });
  return {
    name: "tokenlens (floats)",
    prepare:
      ({ requests }) =>
      () => {
        let total = 0;
        for (const { model, promptTokens, completionTokens } of requests)
          total += priceOf(model, promptTokens, completionTokens) ?? 0;
        return total;
      },
    pricesName: (model) => (priceOf(model, 1000, 500) ?? 0) > 0,
  };
}

function genaiPrices(): Contender {
  return {
    name: "genai-prices (floats)",
    prepare: ({ requests }) => {
      const calls = requests.map(({ model, promptTokens, completionTokens }) => ({
        model,
        usage: { input_tokens: promptTokens, output_tokens: completionTokens },
      }));
      return () => {
        let total = 0;
        for (const { model, usage } of calls) total += calcPrice(usage, model)?.total_price ?? 0;
        return total;
      };
    },
    pricesName: (model) => calcPrice({ input_tokens: 1000, output_tokens: 500 }, model) !== null,
  };
}
