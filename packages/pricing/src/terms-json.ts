/**
 * Terms as JSON, for the wire and for `model_pricing.details`.
 * Units   decimal strings: ratesPer1M in USD per 1,000,000 tokens, perRequestUsd, requestFeeUsd and unitsUsd in USD.
 * Source  absent stays absent: an empty optional is not written, an explicit 0 is.
 */
import { type Decimal, formatDecimal, formatPer1M, formatUsd } from "@ratecard/money";
import type { Multipliers, OffPeakWindow, PriceTerms, Rates, RatesByTier, ServiceTier } from "./price-terms";
import { TOKEN_KINDS, type TokenKind } from "./token-kinds";
import type { UnitKind } from "./unit-kinds";

export type RatesJson = Readonly<Partial<Record<TokenKind, string>>>;
export type TierRatesJson = Readonly<Partial<Record<ServiceTier, RatesJson>>>;

export type TermsJson = Readonly<{
  perRequestUsd?: string;
  requestFeeUsd?: string;
  ratesPer1M?: RatesJson;
  thresholds?: readonly Readonly<{
    aboveTokens: number;
    ratesPer1M: RatesJson;
    serviceTiersPer1M?: TierRatesJson;
  }>[];
  tiers?: readonly Readonly<{ fromTokens: number; toTokens: number; ratesPer1M: RatesJson }>[];
  serviceTiersPer1M?: TierRatesJson;
  offPeak?: Readonly<{ windows: readonly OffPeakWindow[]; ratesPer1M: RatesJson; weekdayZone?: string }>;
  multipliers?: Readonly<{
    residency?: Readonly<Record<string, string>>;
    geo?: Readonly<Record<string, string>>;
    fast?: string;
    regionalEndpoint?: string;
  }>;
  unitsUsd?: Readonly<Partial<Record<UnitKind, string>>>;
  queryTiers?: readonly Readonly<{ fromResults: number; toResults: number; usdPerQuery: string }>[];
  inclusiveThresholds?: boolean;
  /** JSON text by field name: prices this product does not know, kept. */
  unknownFields?: Readonly<Record<string, string>>;
}>;

export function termsToJson(terms: PriceTerms): TermsJson {
  const { perRequest, requestFee, rates, thresholds, tiers, serviceTiers, offPeak, multipliers } = terms;
  const ratesPer1M = ratesToJson(rates);
  return {
    ...(perRequest === undefined ? {} : { perRequestUsd: formatUsd(perRequest) }),
    ...(requestFee === undefined ? {} : { requestFeeUsd: formatUsd(requestFee) }),
    ...(Object.keys(ratesPer1M).length === 0 ? {} : { ratesPer1M }),
    ...(thresholds && {
      thresholds: thresholds.map((threshold) => ({
        aboveTokens: threshold.aboveTokens,
        ratesPer1M: ratesToJson(threshold.rates),
        ...(threshold.serviceTiers && { serviceTiersPer1M: byTierToJson(threshold.serviceTiers) }),
      })),
    }),
    ...(tiers && {
      tiers: tiers.map(({ fromTokens, toTokens, rates: own }) => ({
        fromTokens,
        toTokens,
        ratesPer1M: ratesToJson(own),
      })),
    }),
    ...(serviceTiers && { serviceTiersPer1M: byTierToJson(serviceTiers) }),
    ...(offPeak && {
      offPeak: {
        windows: offPeak.windows,
        ratesPer1M: ratesToJson(offPeak.rates),
        ...(offPeak.weekdayZone === undefined ? {} : { weekdayZone: offPeak.weekdayZone }),
      },
    }),
    ...(multipliers && { multipliers: multipliersToJson(multipliers) }),
    ...otherToJson(terms),
  };
}

function otherToJson({ units, queryTiers, inclusiveThresholds, unknownFields }: PriceTerms): TermsJson {
  return {
    ...(units && {
      unitsUsd: Object.fromEntries(Object.entries(units).map(([kind, price]) => [kind, formatDecimal(price)])),
    }),
    ...(queryTiers && {
      queryTiers: queryTiers.map((tier) => ({ ...tier, usdPerQuery: formatDecimal(tier.usdPerQuery) })),
    }),
    ...(inclusiveThresholds ? { inclusiveThresholds } : {}),
    ...(unknownFields && { unknownFields: Object.fromEntries(unknownFields) }),
  };
}

/** USD per 1M as decimal strings, in the order of TOKEN_KINDS. */
export function ratesToJson(rates: Rates): RatesJson {
  const json: Partial<Record<TokenKind, string>> = {};
  for (const kind of TOKEN_KINDS) {
    const rate = rates[kind];
    if (rate !== undefined) json[kind] = formatPer1M(rate);
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
