/**
 * api.json of models.dev: providers, their models, and a `cost` each.
 *
 * Units   USD per 1,000,000 tokens. A tier of the type `context` holds above its size; `context_over_200k` is its older form.
 * Errors  nothing but zeros is left out: it stands for free models and for those of a subscription alike.
 * Source  packages/core/src/schema.ts of anomalyco/models.dev.
 */
import { isZeroRate, type RatePerToken } from "@ratecard/money";
import { type PriceTerms, providerId, type Rates, type Threshold, type TokenKind } from "@ratecard/pricing";
import { arrayField, asObject, digitsField, field, type JsonObject, objectField } from "../read-json";
import {
  amountAt,
  type ForeignPrice,
  type ForeignPrices,
  foreignProblem,
  type ForeignProblem,
  NO_PRICE,
  ONLY_ZEROS,
  ratePer1M,
  type UnpricedName,
} from "./foreign-price";

const RATE_FIELDS: readonly (readonly [name: string, kind: TokenKind])[] = [
  ["input", "input"],
  ["output", "output"],
  ["cache_read", "cacheRead"],
  ["cache_write", "cacheWrite"],
  ["reasoning", "reasoning"],
  ["input_audio", "audioInput"],
  ["output_audio", "audioOutput"],
];
const OLD_TIER = "context_over_200k";
const OLD_TIER_TOKENS = 200_000;
const READ_FIELDS = new Set([...RATE_FIELDS.map(([name]) => name), "tiers", OLD_TIER]);

export const isModelsDev = (value: JsonObject): boolean =>
  Object.values(value).some((provider) =>
    Object.values(objectField(asObject(provider), "models") ?? {}).some((model) => asObject(model) !== undefined),
  );

export function readModelsDev(value: JsonObject): ForeignPrices {
  const prices: ForeignPrice[] = [];
  const leftOut: UnpricedName[] = [];
  let number = 0;
  for (const [seller, provider] of Object.entries(value)) {
    const names = { seller, provider: providerId(seller.replaceAll("-", "_")) };
    for (const [model, entry] of Object.entries(objectField(asObject(provider), "models") ?? {})) {
      number += 1;
      const read = readCost(model, objectField(asObject(entry), "cost"));
      if (typeof read === "string") leftOut.push({ model: `${seller}: ${model}`, reason: read });
      else prices.push({ number, model, ...names, ...read });
    }
  }
  return { prices, leftOut };
}

type ReadCost = Readonly<{ terms: PriceTerms }> | Readonly<{ problems: readonly ForeignProblem[] }> | string;

function readCost(model: string, cost: JsonObject | undefined): ReadCost {
  if (!cost) return NO_PRICE;
  const problems: ForeignProblem[] = Object.keys(cost)
    .filter((name) => !READ_FIELDS.has(name))
    .map((name) => foreignProblem(`cost.${name}`, "cost-field-unknown"));
  const rates = ratesOf(cost, "cost", problems);
  const thresholds = thresholdsOf(cost, problems);
  if (problems.length > 0) return { problems };
  const all = [rates, ...thresholds.map((threshold) => threshold.rates)].flatMap((own) => Object.values(own));
  if (all.length === 0) return NO_PRICE;
  if (all.every(isZeroRate) && !/(?:^|[/:-])free$/i.test(model)) return ONLY_ZEROS;
  return { terms: { rates, ...(thresholds.length > 0 && { thresholds }) } };
}

function ratesOf(object: JsonObject, path: string, problems: ForeignProblem[]): Rates {
  const rates: Partial<Record<TokenKind, RatePerToken>> = {};
  for (const [name, kind] of RATE_FIELDS) {
    const amount = amountAt(object, name, `${path}.${name}`, problems);
    const rate = amount && ratePer1M(amount, `${path}.${name}`, problems);
    if (rate !== undefined) rates[kind] = rate;
  }
  return rates;
}

function thresholdsOf(cost: JsonObject, problems: ForeignProblem[]): readonly Threshold[] {
  const tiers = arrayField(cost, "tiers");
  const old = objectField(cost, OLD_TIER);
  if (!tiers) return old ? [{ aboveTokens: OLD_TIER_TOKENS, rates: ratesOf(old, `cost.${OLD_TIER}`, problems) }] : [];
  const thresholds = tiers.flatMap((item, index): Threshold[] => {
    const path = `cost.tiers[${index}]`;
    const tier = objectField(asObject(item), "tier");
    const size = digitsField(tier, "size") ?? "";
    if (field(tier, "type") === "context" && /^[1-9]\d{0,9}$/.test(size)) {
      return [{ aboveTokens: Number.parseInt(size, 10), rates: ratesOf(asObject(item) ?? {}, path, problems) }];
    }
    problems.push(foreignProblem(`${path}.tier`, "not-a-context-tier"));
    return [];
  });
  return thresholds.sort((a, b) => a.aboveTokens - b.aboveTokens);
}
