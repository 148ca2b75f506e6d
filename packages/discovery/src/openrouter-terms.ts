/**
 * OpenRouter's `pricing` object as price terms.
 *
 * Units   decimal strings, USD per token; `request` is USD per request.
 * Errors  undefined where there is no price: "-1" says that it varies.
 * Source  discovery.md "Servers"; `overrides[].min_prompt_tokens` holds from that count on. `image` has been per image and per
 *         token in turn, `request` is charged on top of tokens, tools are per call: such fields are kept, not guessed.
 */
import { parseCatalogRate, parseUsd, type RatePerToken } from "@ratecard/money";
import type { PriceTerms, Rates, Threshold, TokenKind } from "@ratecard/pricing";
import { arrayField, asObject, digitsField, type JsonObject } from "./read-json";

const RATE_FIELDS: readonly (readonly [field: string, kind: TokenKind])[] = [
  ["prompt", "input"],
  ["completion", "output"],
  ["input_cache_read", "cacheRead"],
  ["input_cache_write", "cacheWrite"],
  ["input_cache_write_1h", "cacheWrite1h"],
  ["internal_reasoning", "reasoning"],
  ["audio", "audioInput"],
  ["audio_output", "audioOutput"],
  ["input_audio_cache", "cacheReadAudio"],
  ["image_output", "imageOutput"],
];
const READ_FIELDS = new Set([...RATE_FIELDS.map(([name]) => name), "overrides"]);

export function openRouterTerms(pricing: JsonObject | undefined): PriceTerms | undefined {
  if (!pricing) return undefined;
  const rates = ratesOf(pricing);
  if (!rates) return undefined;
  if (rates.input === undefined && rates.output === undefined) return perRequestOnly(pricing);
  const thresholds = (arrayField(pricing, "overrides") ?? []).flatMap(thresholdOf);
  const unknownFields = keptFields(pricing);
  return {
    rates,
    ...(thresholds.length > 0 ? { thresholds, inclusiveThresholds: true } : {}),
    ...(unknownFields.size > 0 ? { unknownFields } : {}),
  };
}

/** undefined when one of them varies or is unreadable: half a price would undercount. */
function ratesOf(pricing: JsonObject): Rates | undefined {
  const rates: Partial<Record<TokenKind, RatePerToken>> = {};
  for (const [name, kind] of RATE_FIELDS) {
    const digits = digitsField(pricing, name);
    if (digits === undefined) continue;
    const parsed = parseCatalogRate(digits);
    if (!parsed.ok) return undefined;
    rates[kind] = parsed.value.rate;
  }
  return rates;
}

function perRequestOnly(pricing: JsonObject): PriceTerms | undefined {
  const digits = digitsField(pricing, "request");
  const parsed = digits === undefined ? undefined : parseUsd(digits);
  return parsed?.ok ? { perRequest: parsed.value, rates: {} } : undefined;
}

function thresholdOf(entry: unknown): Threshold[] {
  const override = asObject(entry);
  const tokens = digitsField(override, "min_prompt_tokens");
  if (!override || tokens === undefined || !/^\d{1,12}$/.test(tokens)) return [];
  const rates = ratesOf(override);
  return rates ? [{ aboveTokens: Number.parseInt(tokens, 10), rates }] : [];
}

function keptFields(pricing: JsonObject): ReadonlyMap<string, string> {
  const kept = Object.keys(pricing).filter((name) => !READ_FIELDS.has(name));
  return new Map(
    kept.flatMap((name) => [[name, digitsField(pricing, name) ?? ""] as const]).filter(([, text]) => text !== ""),
  );
}
