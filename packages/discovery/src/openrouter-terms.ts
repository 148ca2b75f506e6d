/**
 * OpenRouter's `pricing` object as price terms.
 *
 * Units   decimal strings, USD per token; `request` is USD per request.
 * Errors  undefined where there is no price: "-1" says that it varies.
 * Source  PublicPricing of @openrouter/sdk 1.3.19. `image` has been per image and per token in turn, tools are per call, a
 *         `discount` may be in the prices or not: such fields are kept, not guessed. `request` is charged on top of tokens.
 */
import {
  decimalToPicoUsd,
  isZero,
  parseCatalogNumber,
  parseCatalogRate,
  type PicoUsd,
  type RatePerToken,
} from "@ratecard/money";
import type { PriceTerms, Rates, TokenKind } from "@ratecard/pricing";
import { readOverrides } from "./openrouter-overrides";
import { arrayField, digitsField, type JsonObject } from "./read-json";

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
const RATE_NAMES: ReadonlySet<string> = new Set(RATE_FIELDS.map(([name]) => name));
const FEE_FIELD = "request";
const NO_DISCOUNT = "0";
const READ_FIELDS: ReadonlySet<string> = new Set([...RATE_NAMES, FEE_FIELD, "overrides"]);

export function openRouterTerms(pricing: JsonObject | undefined): PriceTerms | undefined {
  if (!pricing) return undefined;
  const rates = ratesOf(pricing);
  if (!rates) return undefined;
  const fee = feeOf(pricing);
  if (fee === "varies") return undefined;
  if (rates.input === undefined && rates.output === undefined) {
    return fee === undefined ? undefined : { perRequest: fee, rates: {} };
  }
  const { thresholds, offPeak, kept } = readOverrides(arrayField(pricing, "overrides") ?? [], RATE_NAMES, ratesOf);
  const unknownFields = new Map([...keptFields(pricing), ...kept]);
  return {
    rates,
    ...(fee === undefined || isZero(fee) ? {} : { requestFee: fee }),
    ...(thresholds.length > 0 ? { thresholds } : {}),
    ...(offPeak ? { offPeak } : {}),
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

function feeOf(pricing: JsonObject): PicoUsd | "varies" | undefined {
  const digits = digitsField(pricing, FEE_FIELD);
  if (digits === undefined) return undefined;
  const parsed = parseCatalogNumber(digits);
  return parsed.ok ? decimalToPicoUsd(parsed.value.value) : "varies";
}

function keptFields(pricing: JsonObject): ReadonlyMap<string, string> {
  const kept = Object.keys(pricing).filter((name) => !READ_FIELDS.has(name));
  return new Map(
    kept
      .flatMap((name) => [[name, digitsField(pricing, name) ?? ""] as const])
      .filter(([name, text]) => text !== "" && !(name === "discount" && text === NO_DISCOUNT)),
  );
}
