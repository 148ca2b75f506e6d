/**
 * Every price of some terms under a name of its own, for comparing and showing.
 * Units   canonical text: USD per 1,000,000 tokens, USD per unit, plain factors, or words.
 * Source  names follow PriceTerms: `input`, `above 200000.output`, `flex.input`, `units.outputImages`.
 */
import { type Decimal, formatDecimal, formatPer1M, formatUsd } from "@ratecard/money";
import type { Multipliers, PriceTerms, Rates, RatesByTier } from "./price-terms";
import { TOKEN_KINDS } from "./token-kinds";

export type PriceField = Readonly<{
  name: string;
  unit: "usd-per-1m" | "usd" | "factor" | "text";
  text: string;
}>;

export function priceFields(terms: PriceTerms): ReadonlyMap<string, PriceField> {
  return new Map([...fieldsOf(terms)].map((field) => [field.name, field]));
}

function* fieldsOf(terms: PriceTerms): Generator<PriceField> {
  if (terms.perRequest !== undefined) yield { name: "perRequest", unit: "usd", text: formatUsd(terms.perRequest) };
  if (terms.requestFee !== undefined) yield { name: "requestFee", unit: "usd", text: formatUsd(terms.requestFee) };
  yield* rateFields("", terms.rates);
  yield* tierFields("", terms.serviceTiers);
  for (const { aboveTokens, rates, serviceTiers } of terms.thresholds ?? []) {
    yield* rateFields(`above ${aboveTokens}.`, rates);
    yield* tierFields(`above ${aboveTokens}.`, serviceTiers);
  }
  for (const { fromTokens, toTokens, rates } of terms.tiers ?? []) {
    yield* rateFields(`tier ${fromTokens}-${toTokens}.`, rates);
  }
  yield* otherFields(terms);
}

function* rateFields(prefix: string, rates: Rates): Generator<PriceField> {
  for (const kind of TOKEN_KINDS) {
    const rate = rates[kind];
    if (rate !== undefined) yield { name: prefix + kind, unit: "usd-per-1m", text: formatPer1M(rate) };
  }
}

function* tierFields(prefix: string, byTier: RatesByTier | undefined): Generator<PriceField> {
  for (const [tier, rates] of Object.entries(byTier ?? {})) yield* rateFields(`${prefix}${tier}.`, rates);
}

function* otherFields(terms: PriceTerms): Generator<PriceField> {
  const { offPeak, units, queryTiers, inclusiveThresholds, unknownFields } = terms;
  if (offPeak) {
    yield* rateFields("offPeak.", offPeak.rates);
    const windows = JSON.stringify([offPeak.windows, offPeak.weekdayZone ?? "UTC"]);
    yield { name: "offPeak.windows", unit: "text", text: windows };
  }
  if (terms.multipliers) yield* multiplierFields(terms.multipliers);
  for (const [kind, price] of Object.entries(units ?? {})) {
    yield { name: `units.${kind}`, unit: "usd", text: formatDecimal(price) };
  }
  for (const { fromResults, toResults, perQuery } of queryTiers ?? []) {
    yield { name: `queries ${fromResults}-${toResults}`, unit: "usd", text: formatDecimal(perQuery) };
  }
  if (inclusiveThresholds) yield { name: "inclusiveThresholds", unit: "text", text: "true" };
  for (const [name, text] of unknownFields ?? []) yield { name: `unknown.${name}`, unit: "text", text };
}

function* multiplierFields({ residency, geo, fast, regionalEndpoint }: Multipliers): Generator<PriceField> {
  const named = new Map<string, Decimal | undefined>([
    ...[...(residency ?? [])].map(([name, factor]) => [`residency.${name}`, factor] as const),
    ...[...(geo ?? [])].map(([name, factor]) => [`geo.${name}`, factor] as const),
    ["fast", fast],
    ["regionalEndpoint", regionalEndpoint],
  ]);
  for (const [name, factor] of named) {
    if (factor) yield { name, unit: "factor", text: formatDecimal(factor) };
  }
}
