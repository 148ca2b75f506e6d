/**
 * The catalogue that serves before LiteLLM's was ever fetched, and the second reference for suspects.
 * Time    prices with a start date: those in force at `at`, epoch ms UTC; daily windows become off-peak.
 * Source  @pydantic/genai-prices, under `provider/model` and, where one provider is meant, `model`.
 */
import type { ConditionalPrice, MatchLogic, ModelInfo, ModelPrice, Provider } from "@pydantic/genai-prices";
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
import {
  detectProvider,
  type OffPeakWindow,
  type PriceTerms,
  providerId,
  type Threshold,
  type TokenKind,
  type UnitKind,
} from "@ratecard/pricing";
import { type CatalogEntry, type CatalogIndex, indexOf } from "./catalog-index";
import { isUnpriced } from "./entry-terms";

export const BUNDLED_SOURCE = "bundled";

/** LiteLLM's ids for providers that name themselves otherwise here. */
const PROVIDER_IDS: ReadonlyMap<string, string> = new Map([
  ["github-copilot", "github_copilot"],
  ["voyageai", "voyage"],
]);

/** Makers, in the order in which a bare name is theirs. Others only resell. */
const MAKERS = [
  "openai",
  "anthropic",
  "gemini",
  "mistral",
  "deepseek",
  "cohere",
  "xai",
  "moonshot",
  "minimax",
  "perplexity",
  "voyage",
  "groq",
];

export async function bundledCatalog(at: number): Promise<CatalogIndex> {
  const { waitForUpdate } = await import("@pydantic/genai-prices");
  return indexBundled((await waitForUpdate()) ?? [], at);
}

export function indexBundled(providers: readonly Provider[], at: number): CatalogIndex {
  const entries = new Map<string, CatalogEntry>();
  const bare = new Map<string, CatalogEntry>();
  for (const provider of providers) {
    const litellmProvider = PROVIDER_IDS.get(provider.id) ?? providerId(provider.id);
    for (const model of provider.models) {
      const terms = termsAt(model, at);
      for (const name of namesOf(model)) {
        const entry = entryOf(`${litellmProvider}/${name}`, litellmProvider, terms);
        if (!entries.has(entry.key)) entries.set(entry.key, entry);
        const rival = bare.get(name);
        if (!rival || rank(name, litellmProvider) < rank(name, rival.litellmProvider)) {
          bare.set(name, { ...entry, key: name });
        }
      }
    }
  }
  for (const [name, entry] of bare) if (!entries.has(name)) entries.set(name, entry);
  return indexOf(entries);
}

const entryOf = (key: string, litellmProvider: string, terms: PriceTerms): CatalogEntry => ({
  key,
  terms,
  litellmProvider,
  mode: undefined,
  unpriced: isUnpriced(terms),
  otherFields: new Map(),
});

/** The id and every name the package equates with it; its patterns are not names. */
function namesOf(model: ModelInfo): ReadonlySet<string> {
  return new Set([model.id, ...equalNames(model.match)]);
}

function equalNames(match: MatchLogic): readonly string[] {
  if ("equals" in match) return [match.equals];
  if ("or" in match) return match.or.flatMap(equalNames);
  return [];
}

/** The provider a name speaks of, then its makers, then anybody. */
function rank(name: string, provider: string | undefined): number {
  if (provider === undefined) return MAKERS.length + 1;
  if (detectProvider(name) === provider) return -1;
  const place = MAKERS.indexOf(provider);
  return place === -1 ? MAKERS.length : place;
}

function termsAt({ prices }: ModelInfo, at: number): PriceTerms {
  if (!Array.isArray(prices)) return termsOfRecord(prices);
  const begun = prices.filter(({ constraint }) => !isDaily(constraint) && hasBegun(constraint, at));
  const base = termsOfRecord((begun.at(-1) ?? prices[0])?.prices ?? {});
  const daily = prices.filter(({ constraint }) => isDaily(constraint));
  const last = daily.at(-1);
  if (!last) return base;
  const windows = daily
    .filter((price) => JSON.stringify(price.prices) === JSON.stringify(last.prices))
    .flatMap(({ constraint }) => windowOf(constraint));
  return { ...base, offPeak: { windows, rates: termsOfRecord(last.prices).rates } };
}

const isDaily = (constraint: ConditionalPrice["constraint"]): boolean => constraint?.type === "time_of_date";

const hasBegun = (constraint: ConditionalPrice["constraint"], at: number): boolean =>
  constraint?.type !== "start_date" || Date.parse(constraint.start_date) <= at;

function windowOf(constraint: ConditionalPrice["constraint"]): OffPeakWindow[] {
  if (constraint?.type !== "time_of_date") return [];
  const startMinute = minuteOf(constraint.start_time);
  const endMinute = minuteOf(constraint.end_time);
  return startMinute === undefined || endMinute === undefined ? [] : [{ startMinute, endMinute }];
}

/** "16:30:00Z"; the package writes UTC. */
function minuteOf(time: string): number | undefined {
  const match = /^(\d{2}):(\d{2}):\d{2}(?:\.\d+)?Z$/.exec(time);
  return match ? Number.parseInt(match[1] ?? "", 10) * 60 + Number.parseInt(match[2] ?? "", 10) : undefined;
}

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

/**
 * One price record of `@pydantic/genai-prices` as price terms.
 * Units   the record's numbers are literals of its source (USD per 1M tokens, per 1K pieces, per hour);
 *         they are read by their shortest text, never calculated with.
 * Source  the keys are the package's own; those we cannot charge are kept as unknown fields.
 */
function termsOfRecord(record: ModelPrice): PriceTerms {
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
