/**
 * One price record of `@pydantic/genai-prices` as price terms.
 *
 * Units   the record's numbers are literals of its source (USD per 1M tokens, per 1K pieces, per hour);
 *         they are read by their shortest text, never calculated with.
 * Source  the keys are the package's own; those we cannot charge are kept as unknown fields.
 */
import {
  type Decimal,
  decimal,
  divideDecimal,
  formatDecimal,
  parseCatalogNumber,
  parseCatalogRate,
  parseDecimal,
  type RatePerToken,
} from "@ratecard/money";
import type { PriceTerms, Threshold, TokenKind, UnitKind } from "@ratecard/pricing";
import type { ModelPrice } from "@pydantic/genai-prices";

const TOKEN_KEYS: ReadonlyMap<string, TokenKind> = new Map([
  ["input_mtok", "input"],
  ["output_mtok", "output"],
  ["cache_read_mtok", "cacheRead"],
  ["cache_write_mtok", "cacheWrite"],
  ["cache_write_1h_mtok", "cacheWrite1h"],
  ["output_reasoning_mtok", "reasoning"],
  ["input_audio_mtok", "audioInput"],
  ["output_audio_mtok", "audioOutput"],
  ["input_image_mtok", "imageInput"],
  ["output_image_mtok", "imageOutput"],
  ["input_video_mtok", "videoInput"],
  ["output_video_mtok", "videoOutput"],
  ["cache_audio_read_mtok", "cacheReadAudio"],
  ["output_citation_mtok", "citation"],
]);

const UNIT_KEYS: ReadonlyMap<string, Readonly<{ kinds: readonly UnitKind[]; per: bigint }>> = new Map([
  ["web_searches_kcount", { kinds: ["webSearchesLow", "webSearchesMedium", "webSearchesHigh"], per: 1000n }],
  ["audio_hours", { kinds: ["inputSeconds"], per: 3600n }],
  ["input_audio_hours", { kinds: ["inputSeconds"], per: 3600n }],
  ["input_document_kpages", { kinds: ["pages"], per: 1000n }],
  ["input_annotated_document_kpages", { kinds: ["annotationPages"], per: 1000n }],
  ["storage_searches_kcount", { kinds: ["fileSearchCalls"], per: 1000n }],
]);

const QUOTIENT_SCALE = 24;
const PER_1M_SCALE = 6;

export function termsOfRecord(record: ModelPrice): PriceTerms {
  const rates: Partial<Record<TokenKind, RatePerToken>> = {};
  const steps = new Map<number, Partial<Record<TokenKind, RatePerToken>>>();
  const units: Partial<Record<UnitKind, Decimal>> = {};
  const unknownFields = new Map<string, string>();
  for (const [name, price] of Object.entries(record)) {
    if (price === undefined) continue;
    const kind = TOKEN_KEYS.get(name);
    const unit = UNIT_KEYS.get(name);
    const base = typeof price === "number" ? price : price.base;
    if (kind) {
      setRate(rates, kind, base);
      for (const tier of typeof price === "number" ? [] : price.tiers) {
        const step = steps.get(tier.start) ?? {};
        setRate(step, kind, tier.price);
        steps.set(tier.start, step);
      }
    } else if (unit) {
      for (const each of unit.kinds) setUnit(units, each, base, unit.per);
    } else unknownFields.set(name, JSON.stringify(price));
  }
  const thresholds = [...steps]
    .sort(([a], [b]) => a - b)
    .map(([aboveTokens, own]): Threshold => ({ aboveTokens, rates: own }));
  return {
    rates,
    ...(thresholds.length > 0 ? { thresholds } : {}),
    ...(Object.keys(units).length > 0 ? { units } : {}),
    ...(unknownFields.size > 0 ? { unknownFields } : {}),
  };
}

/** Some numbers carry double noise (0.18000000000000002) or never end (0.08333333333333334). */
function setRate(rates: Partial<Record<TokenKind, RatePerToken>>, kind: TokenKind, per1M: number): void {
  const number = parseCatalogNumber(String(per1M));
  if (!number.ok) return;
  const { digits, scale } = number.value.value;
  const rate = parseCatalogRate(formatDecimal(decimal(digits, scale + PER_1M_SCALE)));
  if (rate.ok) rates[kind] = rate.value.rate;
}

function setUnit(units: Partial<Record<UnitKind, Decimal>>, kind: UnitKind, price: number, per: bigint): void {
  const parsed = parseDecimal(String(price));
  if (parsed.ok) units[kind] = divideDecimal(parsed.value, per, QUOTIENT_SCALE);
}
