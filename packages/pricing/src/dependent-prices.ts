/**
 * The prices of an entry that belong to its input and output price, in the groups a person thinks of them.
 * Source  a rate belongs to the side of its kind (token-kinds.ts); the price per request to what a typical request costs. Prices
 *         by other units, the fee of a request and citations belong to neither.
 */
import type { RatePerToken } from "@ratecard/money";
import type { PriceTerms, Rates, RatesByTier } from "./price-terms";
import type { RatesJson, TermsJson } from "./terms-json";
import { byKind, RATE_FIELD, TOKEN_KINDS, type TokenKind } from "./token-kinds";

/** `otherTokens`: reasoning, audio, images, video. `thresholds`: all rates by the length of the prompt. */
export const DEPENDENT_PRICES = [
  "cache",
  "otherTokens",
  "serviceTiers",
  "thresholds",
  "offPeak",
  "perRequest",
] as const;
export type DependentPrices = (typeof DEPENDENT_PRICES)[number];

/** In the middle of a sentence. */
export const DEPENDENT_PRICES_WORDS: Readonly<Record<DependentPrices, string>> = {
  cache: "cache rates",
  otherTokens: "reasoning, audio, image and video rates",
  serviceTiers: "batch and other service tier rates",
  thresholds: "rates by length of the prompt",
  offPeak: "off-peak rates",
  perRequest: "price per request",
};

/** Where a rate stands: `base` are input, output and what has no base; the groups are told apart by kind, then by place. */
export type RatePlace = "base" | Exclude<DependentPrices, "perRequest">;

/** The standard rate of a kind. */
const PLACE_OF_KIND = byKind(({ kind, side }): Extract<RatePlace, "base" | "cache" | "otherTokens"> => {
  if (kind === side || side === "beside") return "base";
  return kind.startsWith("cache") ? "cache" : "otherTokens";
});

export const SIDE_OF_KIND = byKind(({ side }) => side);

type Side = "input" | "output";

/** A rate on a side without a base rate belongs to nothing: it is what the entry charges. */
export function isOwnPrice({ rates }: PriceTerms, kind: TokenKind, place: RatePlace): place is "base" {
  const side = SIDE_OF_KIND[kind];
  return place === "base" || side === "beside" || rates[side] === undefined;
}

/** The groups of which a price has something that belongs to its price of these sides. Reads no digit: it is asked of many at once. */
export function dependentPrices(terms: TermsJson, sides: readonly Side[]): ReadonlySet<DependentPrices> {
  const { thresholds = [], tiers = [], serviceTiers = {}, offPeak, perRequest } = terms;
  const bases = sides.filter((side) => terms[RATE_FIELD[side]] !== undefined);
  const isMoving = (kind: TokenKind) => bases.some((side) => side === SIDE_OF_KIND[kind]);
  const movingOf = (rates: RatesJson) =>
    TOKEN_KINDS.filter((kind) => rates[RATE_FIELD[kind]] !== undefined && isMoving(kind));
  const movesAny = (all: readonly RatesJson[]) => all.some((rates) => movingOf(rates).length > 0);
  const standard = movingOf(terms);
  const laneByLength = thresholds.flatMap((threshold) => Object.values(threshold.serviceTiers ?? {}));
  const found: Readonly<Record<DependentPrices, boolean>> = {
    cache: standard.some((kind) => PLACE_OF_KIND[kind] === "cache"),
    otherTokens: standard.some((kind) => PLACE_OF_KIND[kind] === "otherTokens"),
    serviceTiers: movesAny(Object.values(serviceTiers)),
    thresholds: movesAny([...thresholds, ...tiers, ...laneByLength]),
    offPeak: offPeak !== undefined && movesAny([offPeak]),
    perRequest: perRequest !== undefined && bases.length > 0,
  };
  return new Set(DEPENDENT_PRICES.filter((group) => found[group]));
}

type MapRate = (rate: RatePerToken, kind: TokenKind, place: RatePlace) => RatePerToken;

/** The same price with every rate mapped. */
export function mapRates(terms: PriceTerms, map: MapRate): PriceTerms {
  const { rates, serviceTiers, thresholds, tiers, offPeak } = terms;
  const at = (place: RatePlace) => (own: Rates) => mapEach(own, (rate, kind) => map(rate, kind, place));
  const byTier = (own: RatesByTier, place: RatePlace): RatesByTier => mapEach(own, at(place));
  const byLength = at("thresholds");
  return {
    ...terms,
    rates: mapEach(rates, (rate, kind) => map(rate, kind, PLACE_OF_KIND[kind])),
    ...(serviceTiers && { serviceTiers: byTier(serviceTiers, "serviceTiers") }),
    ...(thresholds && {
      thresholds: thresholds.map((threshold) => ({
        ...threshold,
        rates: byLength(threshold.rates),
        ...(threshold.serviceTiers && { serviceTiers: byTier(threshold.serviceTiers, "thresholds") }),
      })),
    }),
    ...(tiers && { tiers: tiers.map((tier) => ({ ...tier, rates: byLength(tier.rates) })) }),
    ...(offPeak && { offPeak: { ...offPeak, rates: at("offPeak")(offPeak.rates) } }),
  };
}

/** What is absent stays absent. */
export function mapEach<Key extends string, Value>(
  values: Readonly<Partial<Record<Key, Value>>>,
  map: (value: Value, key: Key) => Value,
): Partial<Record<Key, Value>> {
  const entries = Object.entries<Value | undefined>(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, map(value, key as Key)] as const],
  );
  return Object.fromEntries(entries) as Partial<Record<Key, Value>>;
}
