/**
 * Terms as JSON: the one form of a price, for the wire, files, forms and `model_pricing.details`.
 * Units   decimal strings in USD: `inputPer1M` per 1,000,000 tokens, here and in every part; `perRequest`, `requestFee`, `perUnit`, `perQuery`.
 * Source  absent stays absent: an empty optional is not written, an explicit 0 is.
 */
import { type Decimal, formatDecimal, formatPer1M, formatUsd } from "@ratecard/money";
import type { Multipliers, OffPeak, OffPeakWindow, PriceTerms, Rates, RatesByTier, ServiceTier } from "./price-terms";
import { RATE_FIELD, RATE_FIELDS, type RateField, TOKEN_KINDS } from "./token-kinds";
import { UNIT_KINDS, type UnitKind } from "./unit-kinds";

/** `inputPer1M`, ... */
export type RatesJson = Readonly<Partial<Record<RateField, string>>>;
export type TierRatesJson = Readonly<Partial<Record<ServiceTier, RatesJson>>>;
export type ThresholdJson = RatesJson & Readonly<{ aboveTokens: number; serviceTiers?: TierRatesJson }>;
export type TierJson = RatesJson & Readonly<{ fromTokens: number; toTokens: number }>;
type OffPeakJson = RatesJson & Readonly<{ windows: readonly OffPeakWindow[]; weekdayZone?: string }>;
type QueryTierJson = Readonly<{ fromResults: number; toResults: number; perQuery: string }>;

type OtherTermsJson = Readonly<{
  perRequest?: string;
  requestFee?: string;
  thresholds?: readonly ThresholdJson[];
  tiers?: readonly TierJson[];
  serviceTiers?: TierRatesJson;
  offPeak?: OffPeakJson;
  multipliers?: Readonly<{
    residency?: Readonly<Record<string, string>>;
    geo?: Readonly<Record<string, string>>;
    fast?: string;
    regionalEndpoint?: string;
  }>;
  perUnit?: Readonly<Partial<Record<UnitKind, string>>>;
  queryTiers?: readonly QueryTierJson[];
  inclusiveThresholds?: boolean;
  /** JSON text by field name: prices this product does not know, kept. */
  unknownFields?: Readonly<Record<string, string>>;
}>;

export type TermsJson = RatesJson & OtherTermsJson;
export type TermField = keyof TermsJson;

/** The prices by units, in the order of their kinds. USD per unit. */
export const unitPrices = ({ perUnit = {} }: TermsJson): readonly Readonly<{ unit: UnitKind; usd: string }>[] =>
  UNIT_KINDS.flatMap((unit) => {
    const usd = perUnit[unit];
    return usd === undefined ? [] : { unit, usd };
  });

/** Every field, in the order of columns and forms. */
export const TERM_FIELDS: readonly TermField[] = [
  "perRequest",
  ...RATE_FIELDS,
  ...([
    "requestFee",
    "thresholds",
    "tiers",
    "serviceTiers",
    "offPeak",
    "multipliers",
    "perUnit",
    "queryTiers",
    "inclusiveThresholds",
    "unknownFields",
  ] as const),
];

export function termsToJson(terms: PriceTerms): TermsJson {
  const { perRequest, requestFee, thresholds, tiers, serviceTiers, offPeak, multipliers } = terms;
  return {
    ...(perRequest === undefined ? {} : { perRequest: formatUsd(perRequest) }),
    ...(requestFee === undefined ? {} : { requestFee: formatUsd(requestFee) }),
    ...ratesToJson(terms.rates),
    ...(thresholds && {
      thresholds: thresholds.map(({ aboveTokens, rates, serviceTiers: own }) => ({
        aboveTokens,
        ...ratesToJson(rates),
        ...(own && { serviceTiers: byTierToJson(own) }),
      })),
    }),
    ...(tiers && { tiers: tiers.map(({ rates, ...bounds }) => ({ ...bounds, ...ratesToJson(rates) })) }),
    ...(serviceTiers && { serviceTiers: byTierToJson(serviceTiers) }),
    ...(offPeak && { offPeak: offPeakToJson(offPeak) }),
    ...(multipliers && { multipliers: multipliersToJson(multipliers) }),
    ...otherToJson(terms),
  };
}

const offPeakToJson = ({ rates, ...hours }: OffPeak): OffPeakJson => ({ ...hours, ...ratesToJson(rates) });

function otherToJson({ units, queryTiers, inclusiveThresholds, unknownFields }: PriceTerms): TermsJson {
  return {
    ...(units && {
      perUnit: Object.fromEntries(Object.entries(units).map(([kind, price]) => [kind, formatDecimal(price)])),
    }),
    ...(queryTiers && {
      queryTiers: queryTiers.map((tier) => ({ ...tier, perQuery: formatDecimal(tier.perQuery) })),
    }),
    ...(inclusiveThresholds ? { inclusiveThresholds } : {}),
    ...(unknownFields && { unknownFields: Object.fromEntries(unknownFields) }),
  };
}

/** USD per 1M as decimal strings, in the order of TOKEN_KINDS. */
function ratesToJson(rates: Rates): RatesJson {
  const json: Partial<Record<RateField, string>> = {};
  for (const kind of TOKEN_KINDS) {
    const rate = rates[kind];
    if (rate !== undefined) json[RATE_FIELD[kind]] = formatPer1M(rate);
  }
  return json;
}

const byTierToJson = (byTier: RatesByTier): TierRatesJson =>
  Object.fromEntries(Object.entries(byTier).map(([tier, rates]) => [tier, ratesToJson(rates)]));

const multipliersToJson = ({ residency, geo, fast, regionalEndpoint }: Multipliers): TermsJson["multipliers"] => ({
  ...(residency && { residency: factorsToJson(residency) }),
  ...(geo && { geo: factorsToJson(geo) }),
  ...(fast && { fast: formatDecimal(fast) }),
  ...(regionalEndpoint && { regionalEndpoint: formatDecimal(regionalEndpoint) }),
});

const factorsToJson = (factors: ReadonlyMap<string, Decimal>): Record<string, string> =>
  Object.fromEntries([...factors].map(([name, factor]) => [name, formatDecimal(factor)]));
