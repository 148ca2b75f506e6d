/**
 * One catalogue entry as price terms.
 * Units   USD per token times 1,000,000 exactly = pico-USD per token; see price-reader.ts.
 * Source  fields the calculator does not know are kept: prices among the terms, the rest beside them.
 */
import { type Decimal, decimal, isZero, isZeroRate, type PicoUsd, type RatePerToken, scaleRate } from "@ratecard/money";
import type { PriceTerms, Rates, RatesByTier, ServiceTier, Threshold, TokenKind, UnitKind } from "@ratecard/pricing";
import type { CatalogEntry } from "./catalog-index";
import {
  CACHE_HIT_FIELD,
  looksLikePrice,
  PER_REQUEST_FIELD,
  tokenField,
  UNIT_FIELDS,
  WALL_CLOCK_FIELD,
} from "./field-names";
import { type JsonObject, type JsonValue, toJsonText } from "./json-text";
import { isFree, type PriceReader } from "./price-reader";
import {
  groundedOnce,
  isMultiplierField,
  readMultipliers,
  readOffPeak,
  readSearchPrices,
  readTieredPricing,
  type TieredPricing,
} from "./read-tiers";

const HALF = decimal(5n, 1);

const INCLUSIVE_PROVIDERS: ReadonlySet<string> = new Set(["xai"]);

type Kinds = Partial<Record<TokenKind, RatePerToken>>;
type Lane = ServiceTier | "standard";

class TermsDraft {
  /** By threshold (0 is the base), then by service tier. */
  readonly rates = new Map<number, Map<Lane, Kinds>>();
  units: Partial<Record<UnitKind, Decimal>> = {};
  readonly unknownFields = new Map<string, string>();
  readonly otherFields = new Map<string, string>();
  perRequest: PicoUsd | undefined;
  cacheHit: RatePerToken | undefined;
  wallClockSecond: Decimal | undefined;
  tiered: TieredPricing = {};
  offPeak: PriceTerms["offPeak"];

  setRate(aboveTokens: number, lane: Lane, kind: TokenKind, rate: RatePerToken): void {
    const lanes = this.rates.get(aboveTokens) ?? new Map<Lane, Kinds>();
    this.rates.set(aboveTokens, lanes.set(lane, { ...lanes.get(lane), [kind]: rate }));
  }
}

export function readEntry(reader: PriceReader, body: JsonObject): CatalogEntry {
  const draft = new TermsDraft();
  for (const [name, value] of Object.entries(body)) {
    if (value !== null) readField(reader, draft, name, value);
  }
  draft.units = groundedOnce(draft.units, body);
  const litellmProvider = textOf(body.litellm_provider);
  const multipliers = readMultipliers(reader, body);
  const assembled = assemble(draft);
  const terms: PriceTerms = {
    ...(litellmProvider === "fireworks_ai" ? withHalfCacheRead(assembled) : assembled),
    ...(multipliers && { multipliers }),
    ...(litellmProvider !== undefined && INCLUSIVE_PROVIDERS.has(litellmProvider) ? { inclusiveThresholds: true } : {}),
  };
  return {
    key: reader.key,
    terms,
    litellmProvider,
    mode: textOf(body.mode),
    unpriced: (isUnpriced(terms) && !isFree(reader.key, body, terms)) || isBaseRefused(reader),
    otherFields: draft.otherFields,
  };
}

function readField(reader: PriceReader, draft: TermsDraft, name: string, value: JsonValue): void {
  const token = tokenField(name);
  const unit = UNIT_FIELDS.get(name);
  if (token) {
    const rate = reader.rate(name, value);
    if (rate !== undefined) draft.setRate(token.aboveTokens ?? 0, token.serviceTier ?? "standard", token.kind, rate);
  } else if (unit) {
    const price = reader.decimal(name, value, unit.per);
    if (price) draft.units[unit.kind] = price;
  } else readSpecial(reader, draft, name, value);
}

type ReadSpecial = (reader: PriceReader, draft: TermsDraft, value: JsonValue) => void;

const nothing: ReadSpecial = () => undefined;

const SPECIAL: ReadonlyMap<string, ReadSpecial> = new Map<string, ReadSpecial>([
  [
    "search_context_cost_per_query",
    (reader, draft, value) => void Object.assign(draft.units, readSearchPrices(reader, value)),
  ],
  [
    "tiered_pricing",
    (reader, draft, value) => {
      draft.tiered = readTieredPricing(reader, value);
    },
  ],
  [
    "off_peak_pricing",
    (reader, draft, value) => {
      draft.offPeak = readOffPeak(reader, value);
    },
  ],
  [
    PER_REQUEST_FIELD,
    (reader, draft, value) => {
      draft.perRequest = reader.usd(PER_REQUEST_FIELD, value);
    },
  ],
  [
    CACHE_HIT_FIELD,
    (reader, draft, value) => {
      draft.cacheHit = reader.rate(CACHE_HIT_FIELD, value);
    },
  ],
  [
    WALL_CLOCK_FIELD,
    (reader, draft, value) => {
      draft.wallClockSecond = reader.decimal(WALL_CLOCK_FIELD, value);
    },
  ],
  ["litellm_provider", nothing],
  ["mode", nothing],
]);

/** Multipliers are read for the whole entry at once; what is left is kept as it stands. */
function readSpecial(reader: PriceReader, draft: TermsDraft, name: string, value: JsonValue): void {
  const read = isMultiplierField(name) ? nothing : SPECIAL.get(name);
  if (read) read(reader, draft, value);
  else (looksLikePrice(name) ? draft.unknownFields : draft.otherFields).set(name, toJsonText(value));
}

function assemble(draft: TermsDraft): PriceTerms {
  const { standard, serviceTiers } = lanesAt(draft, 0);
  const rates: Rates =
    draft.cacheHit === undefined || standard.cacheRead !== undefined
      ? standard
      : { ...standard, cacheRead: draft.cacheHit };
  const thresholds = [...draft.rates.keys()]
    .filter((aboveTokens) => aboveTokens > 0)
    .sort((a, b) => a - b)
    .map((aboveTokens): Threshold => {
      const lanes = lanesAt(draft, aboveTokens);
      return { aboveTokens, rates: lanes.standard, ...(lanes.serviceTiers && { serviceTiers: lanes.serviceTiers }) };
    });
  const units = draft.wallClockSecond ? { ...draft.units, inputSeconds: draft.wallClockSecond } : draft.units;
  return {
    rates,
    ...(draft.perRequest === undefined ? {} : { perRequest: draft.perRequest }),
    ...(thresholds.length > 0 ? { thresholds } : {}),
    ...(serviceTiers && { serviceTiers }),
    ...draft.tiered,
    ...(draft.offPeak && { offPeak: draft.offPeak }),
    ...(Object.keys(units).length > 0 ? { units } : {}),
    ...(draft.unknownFields.size > 0 ? { unknownFields: draft.unknownFields } : {}),
  };
}

/** Fireworks bills cache reads at half the input rate where it lists none; LiteLLM does the same. */
function withHalfCacheRead(terms: PriceTerms): PriceTerms {
  const { offPeak } = terms;
  return {
    ...terms,
    rates: halfCacheRead(terms.rates),
    ...(offPeak && { offPeak: { ...offPeak, rates: halfCacheRead(offPeak.rates) } }),
  };
}

function halfCacheRead(rates: Rates): Rates {
  if (rates.input === undefined || rates.cacheRead !== undefined) return rates;
  const half = scaleRate(rates.input, HALF);
  return half.ok ? { ...rates, cacheRead: half.value } : rates;
}

function lanesAt(draft: TermsDraft, aboveTokens: number): { standard: Rates; serviceTiers: RatesByTier | undefined } {
  const lanes = draft.rates.get(aboveTokens) ?? new Map<Lane, Kinds>();
  const byTier: Partial<Record<ServiceTier, Rates>> = {};
  for (const [lane, rates] of lanes) if (lane !== "standard") byTier[lane] = rates;
  return {
    standard: lanes.get("standard") ?? {},
    serviceTiers: Object.keys(byTier).length > 0 ? byTier : undefined,
  };
}

/** No price at all, or nothing but zeros: unknown, unless the entry is free by its own word (isFree). */
export function isUnpriced({ rates, perRequest, tiers, queryTiers, units, thresholds }: PriceTerms): boolean {
  const isEveryRateZero = [rates, ...(thresholds ?? []).map((threshold) => threshold.rates)].every((own) =>
    Object.values(own).every(isZeroRate),
  );
  const isEveryUnitZero = Object.values(units ?? {}).every((price) => price.digits === 0n);
  const hasRequestPrice = perRequest !== undefined && !isZero(perRequest);
  return isEveryRateZero && isEveryUnitZero && !hasRequestPrice && !tiers && !queryTiers;
}

/** A base price that cannot be read must not leave the other half as if it were the whole. */
const isBaseRefused = (reader: PriceReader): boolean =>
  reader.notes.some(
    ({ kind, field }) => kind === "refused" && (field === "input_cost_per_token" || field === "output_cost_per_token"),
  );

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
