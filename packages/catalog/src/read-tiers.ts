/**
 * The catalogue's tiers (by prompt tokens, by search results) and its prices per search.
 * Units   as price-reader.ts.
 * Errors  a malformed part is noted as refused and left out.
 */
import type { Decimal, RatePerToken } from "@ratecard/money";
import type {
  Multipliers,
  OffPeak,
  OffPeakWindow,
  QueryTier,
  Rates,
  Tier,
  TokenKind,
  UnitKind,
} from "@ratecard/pricing";
import { tokenField } from "./field-names";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, NumberText, wholeOf } from "./json-text";
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
    const perQuery = tier?.input_cost_per_query;
    if (tier && tokens) {
      tiers.push({ fromTokens: tokens[0], toTokens: tokens[1], rates: readBaseRates(reader, tier, "tiered_pricing") });
    } else if (results && perQuery !== undefined) {
      const price = reader.decimal("tiered_pricing.input_cost_per_query", perQuery);
      if (price) queryTiers.push({ fromResults: results[0], toResults: results[1], perQuery: price });
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
function readBaseRates(reader: PriceReader, body: JsonObject, where: string): Rates {
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

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * LiteLLM's `off_peak_pricing` block.
 * Time    hours are UTC; weekdays are read in the block's own zone.
 * Errors  an hour that cannot be read is left out, as LiteLLM does; a block without any is refused.
 */
export function readOffPeak(reader: PriceReader, value: JsonValue): OffPeak | undefined {
  if (!isJsonObject(value)) return reader.refuse("off_peak_pricing", value, "not-an-object");
  const windows = hoursOf(value.hours_utc).map((hours): OffPeakWindow => hours);
  for (const rule of isJsonArray(value.windows) ? value.windows : []) {
    if (!isJsonObject(rule)) continue;
    const weekdays = isJsonArray(rule.weekdays) ? rule.weekdays.flatMap(weekdayOf) : undefined;
    for (const hours of hoursOf(rule.hours_utc)) windows.push(weekdays ? { ...hours, weekdays } : hours);
  }
  if (windows.length === 0) return reader.refuse("off_peak_pricing", value, "no-window");
  const zone = value.weekday_timezone;
  const weekdayZone = typeof zone === "string" && zone.trim() !== "" ? zone.trim() : undefined;
  const rates = readBaseRates(reader, value, "off_peak_pricing");
  return weekdayZone === undefined ? { windows, rates } : { windows, rates, weekdayZone };
}

/** "16:30-00:30", or a list of such; what cannot be read is left out. */
function hoursOf(value: JsonValue | undefined): OffPeakWindow[] {
  const texts = isJsonArray(value) ? value : [value];
  return texts.flatMap((text) => {
    const match = typeof text === "string" ? /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(text) : null;
    if (!match) return [];
    const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = match
      .slice(1)
      .map((digits) => Number.parseInt(digits, 10));
    const isTime = Math.max(startHour, endHour) < 24 && Math.max(startMinute, endMinute) < 60;
    return isTime ? [{ startMinute: startHour * 60 + startMinute, endMinute: endHour * 60 + endMinute }] : [];
  });
}

function weekdayOf(value: JsonValue): number[] {
  const whole = typeof value === "string" ? undefined : wholeOf(value);
  if (whole !== undefined) return whole >= 1 && whole <= 7 ? [whole] : [];
  if (typeof value !== "string") return [];
  const day = WEEKDAYS.indexOf(value.trim().toLowerCase().slice(0, 3)) + 1;
  return day > 0 ? [day] : [];
}

const RESIDENCY_PREFIX = "regional_processing_uplift_multiplier_";
const ENDPOINT_FIELD = "regional_endpoint_uplift_multiplier";

/** Factors of the catalogue: by data residency, by geo, for the fast mode, for regional endpoints. */
export const isMultiplierField = (name: string): boolean =>
  name.startsWith(RESIDENCY_PREFIX) || name === ENDPOINT_FIELD;

export function readMultipliers(reader: PriceReader, body: JsonObject): Multipliers | undefined {
  const residency = factorsOf(reader, body, RESIDENCY_PREFIX);
  const { fast, ...specific } = specificEntry(body);
  const geo = factorsOf(reader, specific, "");
  const fastFactor = isFactor(fast) ? reader.decimal("provider_specific_entry.fast", fast) : undefined;
  const endpoint = body[ENDPOINT_FIELD];
  const regionalEndpoint = isFactor(endpoint) ? reader.decimal(ENDPOINT_FIELD, endpoint) : undefined;
  const multipliers: Multipliers = {
    ...(residency.size > 0 && { residency }),
    ...(geo.size > 0 && { geo }),
    ...(fastFactor && { fast: fastFactor }),
    ...(regionalEndpoint && { regionalEndpoint }),
  };
  return Object.keys(multipliers).length > 0 ? multipliers : undefined;
}

/** `provider_specific_entry` mixes factors with settings: what is text or a switch is no factor. */
function specificEntry(body: JsonObject): JsonObject {
  const entry = body.provider_specific_entry;
  if (!isJsonObject(entry)) return {};
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value instanceof NumberText));
}

function factorsOf(reader: PriceReader, body: JsonObject, prefix: string): ReadonlyMap<string, Decimal> {
  const factors = new Map<string, Decimal>();
  for (const [name, value] of Object.entries(body)) {
    const factor = name.startsWith(prefix) && isFactor(value) ? reader.decimal(name, value) : undefined;
    if (factor) factors.set(name.slice(prefix.length).toLowerCase(), factor);
  }
  return factors;
}

const isFactor = (value: JsonValue | undefined): value is JsonValue => value !== undefined && value !== null;
