/**
 * The catalogue's fields that are objects or lists: tiers, search prices, off-peak blocks, multipliers.
 *
 * Units   as price-reader.ts. Time: off-peak hours are UTC.
 * Errors  a malformed part is noted as refused and left out; windows are read as LiteLLM reads them.
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
      tiers.push({ fromTokens: tokens[0], toTokens: tokens[1], rates: readRates(reader, tier, "tiered_pricing") });
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
function readRates(reader: PriceReader, body: JsonObject, where: string): Rates {
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
    const price = value[name] == null ? undefined : reader.decimal(`${field}.${name}`, value[name]);
    if (price) prices[kind] = price;
  }
  return prices;
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

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
  const rates = readRates(reader, value, "off_peak_pricing");
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

const RESIDENCY = /^regional_processing_uplift_multiplier_([a-z]+)$/;

/** `provider_specific_entry` mixes geos, the fast mode and settings; only numbers are factors. */
export function readMultipliers(reader: PriceReader, body: JsonObject): Multipliers | undefined {
  const residency = new Map<string, Decimal>();
  const geo = new Map<string, Decimal>();
  let fast: Decimal | undefined;
  for (const [name, value] of Object.entries(body)) {
    const region = RESIDENCY.exec(name)?.[1];
    const factor = region === undefined ? undefined : reader.decimal(name, value);
    if (region !== undefined && factor) residency.set(region, factor);
  }
  const specific = isJsonObject(body.provider_specific_entry) ? body.provider_specific_entry : {};
  for (const [name, value] of Object.entries(specific)) {
    if (typeof value === "string" || typeof value === "boolean" || value === null) continue;
    const factor = reader.decimal(`provider_specific_entry.${name}`, value);
    if (name === "fast") fast = factor;
    else if (factor) geo.set(name.toLowerCase(), factor);
  }
  const endpoint = body.regional_endpoint_uplift_multiplier;
  const regionalEndpoint =
    endpoint == null ? undefined : reader.decimal("regional_endpoint_uplift_multiplier", endpoint);
  if (residency.size + geo.size === 0 && !fast && !regionalEndpoint) return undefined;
  return {
    ...(residency.size > 0 ? { residency } : {}),
    ...(geo.size > 0 ? { geo } : {}),
    ...(fast ? { fast } : {}),
    ...(regionalEndpoint ? { regionalEndpoint } : {}),
  };
}

export const isMultiplierField = (name: string): boolean =>
  RESIDENCY.test(name) || name === "regional_endpoint_uplift_multiplier";
