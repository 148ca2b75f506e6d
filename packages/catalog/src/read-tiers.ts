/**
 * The catalogue's tiers (by prompt tokens, by search results) and its prices per search.
 *
 * Units   as price-reader.ts.
 * Errors  a malformed part is noted as refused and left out.
 */
import type { Decimal, RatePerToken } from "@ratecard/money";
import type { QueryTier, Rates, Tier, TokenKind, UnitKind } from "@ratecard/pricing";
import { tokenField } from "./field-names";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, wholeOf } from "./json-text";
import type { PriceReader } from "./price-reader";

export type TieredPricing = Readonly<{ tiers?: readonly Tier[]; queryTiers?: readonly QueryTier[] }>;

export function readTieredPricing(reader: PriceReader, value: JsonValue): TieredPricing {
  if (!isJsonArray(value)) return reader.refuse("tiered_pricing", value, "not-a-list") ?? {};
  const tiers: Tier[] = [];
  const queryTiers: QueryTier[] = [];
  for (const item of value) {
    const tier = isJsonObject(item) ? item : undefined;
    const tokens = bounds(tier?.range);
    const results = bounds(tier?.max_results_range);
    const usdPerQuery = tier?.input_cost_per_query;
    if (tier && tokens) {
      tiers.push({ fromTokens: tokens[0], toTokens: tokens[1], rates: readBaseRates(reader, tier, "tiered_pricing") });
    } else if (results && usdPerQuery !== undefined) {
      const price = reader.decimal("tiered_pricing.input_cost_per_query", usdPerQuery);
      if (price) queryTiers.push({ fromResults: results[0], toResults: results[1], usdPerQuery: price });
    } else reader.refuse("tiered_pricing", item, "no-range");
  }
  tiers.sort((a, b) => a.fromTokens - b.fromTokens);
  return { ...(tiers.length > 0 ? { tiers } : {}), ...(queryTiers.length > 0 ? { queryTiers } : {}) };
}

function bounds(value: JsonValue | undefined): readonly [number, number] | undefined {
  if (!isJsonArray(value) || value.length !== 2) return undefined;
  const [low, high] = [wholeOf(value[0]), wholeOf(value[1])];
  return low === undefined || high === undefined ? undefined : [low, high];
}

/** Base rates only: a tier or an off-peak block has neither thresholds nor service tiers. */
export function readBaseRates(reader: PriceReader, body: JsonObject, where: string): Rates {
  const rates: Partial<Record<TokenKind, RatePerToken>> = {};
  for (const [name, value] of Object.entries(body)) {
    const field = tokenField(name);
    if (!field || value === null || field.aboveTokens !== undefined || field.serviceTier) continue;
    const rate = reader.rate(`${where}.${name}`, value);
    if (rate !== undefined) rates[field.kind] = rate;
  }
  return rates;
}

const SEARCH_SIZES: readonly (readonly [string, UnitKind])[] = [
  ["search_context_size_low", "webSearchesLow"],
  ["search_context_size_medium", "webSearchesMedium"],
  ["search_context_size_high", "webSearchesHigh"],
];

export function readSearchPrices(reader: PriceReader, value: JsonValue): Partial<Record<UnitKind, Decimal>> {
  const field = "search_context_cost_per_query";
  if (!isJsonObject(value)) return reader.refuse(field, value, "not-an-object") ?? {};
  const prices: Partial<Record<UnitKind, Decimal>> = {};
  for (const [name, kind] of SEARCH_SIZES) {
    const own = value[name] ?? null;
    const price = own === null ? undefined : reader.decimal(`${field}.${name}`, own);
    if (price) prices[kind] = price;
  }
  return prices;
}

/** Google charges a prompt once however often it searched, unless the row says that each query counts. */
export function groundedOnce(units: Partial<Record<UnitKind, Decimal>>, body: JsonObject): typeof units {
  const { webSearchesLow, webSearchesMedium, webSearchesHigh, ...others } = units;
  const price = webSearchesMedium ?? webSearchesLow ?? webSearchesHigh;
  if (price === undefined || !isGoogle(body.litellm_provider) || body.web_search_billing_unit === "per_query")
    return units;
  return { ...others, groundedRequests: price };
}

/** Claude and others at Vertex bill as their makers do. */
const isGoogle = (provider: JsonValue | undefined): boolean =>
  provider === "gemini" || provider === "vertex_ai" || provider === "vertex_ai-language-models";
