/**
 * What one price says: base rates, what changes them, and prices by other units.
 * Units   rates are pico-USD per token, unit prices USD per unit, factors plain decimals.
 * Errors  none here; `termsFromJson` checks what comes from outside.
 * Source  absent is not zero: a kind without a rate has none, an explicit 0 is free.
 */
import type { Decimal, PicoUsd, RatePerToken } from "@ratecard/money";
import type { TokenKind } from "./token-kinds";
import type { UnitKind } from "./unit-kinds";

export type Rates = Readonly<Partial<Record<TokenKind, RatePerToken>>>;

/** Suffix keys of the catalogue; `fast` is served as `priority`, batches have their own rates. */
export const SERVICE_TIERS = ["flex", "balanced", "priority", "ultrafast", "batch"] as const;
export type ServiceTier = (typeof SERVICE_TIERS)[number];

export type RatesByTier = Readonly<Partial<Record<ServiceTier, Rates>>>;

/** Above `aboveTokens` prompt tokens the whole request uses `rates`, each falling back to its lower rate. */
export type Threshold = Readonly<{ aboveTokens: number; rates: Rates; serviceTiers?: RatesByTier }>;

/** Prices the whole request when fromTokens < prompt <= toTokens; the last one has no ceiling. */
export type Tier = Readonly<{ fromTokens: number; toTokens: number; rates: Rates }>;

/** A daily window in UTC minutes, [start, end); start >= end passes midnight. Weekdays: 1 = Monday. */
export type OffPeakWindow = Readonly<{
  startMinute: number;
  endMinute: number;
  weekdays?: readonly number[];
}>;

/** Replaces the rates it names while a window is open. `weekdayZone` is an IANA name, UTC if absent. */
export type OffPeak = Readonly<{
  windows: readonly OffPeakWindow[];
  rates: Rates;
  weekdayZone?: string;
}>;

/** Factors on the token cost, applied last: where and how the request was served. */
export type Multipliers = Readonly<{
  /** By data residency, lower case ("eu", "us"). */
  residency?: ReadonlyMap<string, Decimal>;
  /** By the geo a request was served from ("us"). */
  geo?: ReadonlyMap<string, Decimal>;
  /** The fast speed mode. */
  fast?: Decimal;
  /** Any endpoint that is not global. */
  regionalEndpoint?: Decimal;
}>;

/** Prices of a search by its number of results, [fromResults, toResults]. */
export type QueryTier = Readonly<{ fromResults: number; toResults: number; perQuery: Decimal }>;

export type PriceTerms = Readonly<{
  /** Instead of what was counted, where nothing was. */
  perRequest?: PicoUsd;
  /** On top of what was counted, once a request. */
  requestFee?: PicoUsd;
  rates: Rates;
  thresholds?: readonly Threshold[];
  tiers?: readonly Tier[];
  serviceTiers?: RatesByTier;
  offPeak?: OffPeak;
  multipliers?: Multipliers;
  units?: Readonly<Partial<Record<UnitKind, Decimal>>>;
  queryTiers?: readonly QueryTier[];
  /** xAI bills the higher rates at the threshold, not above it. */
  inclusiveThresholds?: boolean;
  /** Price fields nobody here knows, kept as JSON text by their name. */
  unknownFields?: ReadonlyMap<string, string>;
}>;

export const NO_TERMS: PriceTerms = { rates: {} };

/**
 * Where the length of a prompt changes its rates.
 * Units   prompt tokens, rising; requests above one cut and not above the next have the same rates.
 */
export function promptCuts(terms: PriceTerms): readonly number[] {
  const below = terms.inclusiveThresholds ? 1 : 0;
  const cuts = new Set([
    ...(terms.thresholds ?? []).map(({ aboveTokens }) => aboveTokens - below),
    ...(terms.tiers ?? []).flatMap(({ fromTokens, toTokens }) => [0, fromTokens, toTokens]),
  ]);
  return [...cuts].filter((cut) => cut >= 0).sort((a, b) => a - b);
}

/** The entry that answers when nothing else does; it matches by no other rung. */
export const DEFAULT_MODEL = "default";

export type PriceVersion = Readonly<{
  versionId: string;
  model: string;
  /** A LiteLLM provider id. */
  provider: string;
  isActive: boolean;
  /** Written from the default price: it stands for a price until a person sets one. */
  isPlaceholder?: boolean;
  /** null: since the beginning of time. */
  validFrom: number | null;
  /** null: for good. */
  validUntil: number | null;
  terms: PriceTerms;
}>;

export const inForce = (version: PriceVersion, at: number): boolean =>
  (version.validFrom === null || version.validFrom <= at) && (version.validUntil === null || at < version.validUntil);
