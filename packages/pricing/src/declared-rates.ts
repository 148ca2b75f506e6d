/**
 * The rates a price declares for one request, before anything falls back.
 *
 * Units   pico-USD per token; thresholds and tiers count prompt tokens.
 * Source  LiteLLM: a tier table beats service tiers and thresholds; every crossed threshold, in rising
 *         order, replaces the rates it names; an open off-peak window replaces what is left.
 */
import { isOffPeak } from "./off-peak";
import type { PriceTerms, Rates, ServiceTier, Threshold, Tier } from "./price-terms";
import { TOKEN_KINDS, type TokenKind } from "./token-kinds";

export type RateRequest = Readonly<{
  promptTokens: number;
  serviceTier: ServiceTier | undefined;
  at: number | undefined;
}>;

export function declaredRates(terms: PriceTerms, request: RateRequest): Rates {
  const tier = selectTier(terms.tiers, request.promptTokens);
  const base = tier ? tierRates(terms, tier) : thresholdRates(terms, request);
  const { offPeak } = terms;
  const isOpen = offPeak !== undefined && request.at !== undefined && isOffPeak(offPeak, request.at);
  return isOpen ? overlay(base, offPeak.rates) : base;
}

/** The batch rates themselves: nothing of the standard rates shows through. */
export function declaredBatchRates(terms: PriceTerms, promptTokens: number): Rates {
  const crossed = crossedThresholds(terms, promptTokens);
  return crossed.reduce<Rates>(
    (rates, threshold) => overlay(rates, threshold.serviceTiers?.batch),
    terms.serviceTiers?.batch ?? {},
  );
}

/** lo < prompt <= hi; beyond the last tier the last one holds. A tier without an input rate is none. */
function selectTier(tiers: readonly Tier[] | undefined, promptTokens: number): Tier | undefined {
  if (!tiers || promptTokens <= 0) return undefined;
  const tier =
    tiers.find(({ fromTokens, toTokens }) => fromTokens < promptTokens && promptTokens <= toTokens) ?? tiers.at(-1);
  return tier?.rates.input === undefined ? undefined : tier;
}

const TIERED_KINDS: readonly TokenKind[] = ["input", "cacheRead", "cacheWrite", "cacheWrite1h"];

/** Input and cache come from the tier alone; output may be the model's own; other kinds are. */
function tierRates(terms: PriceTerms, tier: Tier): Rates {
  const own = without(terms.rates, TIERED_KINDS);
  const hasOutput = tier.rates.output !== undefined && tier.rates.reasoning === undefined;
  return overlay(hasOutput ? without(own, ["reasoning"]) : own, tier.rates);
}

function thresholdRates(terms: PriceTerms, { serviceTier, promptTokens }: RateRequest): Rates {
  const lane = serviceTier && terms.serviceTiers?.[serviceTier];
  const crossed = crossedThresholds(terms, promptTokens);
  return crossed.reduce<Rates>(
    (rates, threshold) =>
      overlay(
        overlay(rates, threshold.rates),
        serviceTier === undefined ? undefined : threshold.serviceTiers?.[serviceTier],
      ),
    laneRates(terms.rates, lane),
  );
}

/** A service tier with an output rate of its own bills reasoning at it, not at the standard rate. */
function laneRates(rates: Rates, lane: Rates | undefined): Rates {
  if (!lane) return rates;
  const dropsReasoning = lane.output !== undefined && lane.reasoning === undefined;
  return overlay(dropsReasoning ? without(rates, ["reasoning"]) : rates, lane);
}

const NONE: readonly Threshold[] = [];

function crossedThresholds(terms: PriceTerms, promptTokens: number): readonly Threshold[] {
  if (!terms.thresholds) return NONE;
  const isInclusive = terms.inclusiveThresholds === true;
  return terms.thresholds
    .filter(({ aboveTokens }) => promptTokens > aboveTokens || (isInclusive && promptTokens === aboveTokens))
    .sort((a, b) => a.aboveTokens - b.aboveTokens);
}

export function overlay(lower: Rates, upper: Rates | undefined): Rates {
  if (!upper) return lower;
  const merged: { -readonly [K in TokenKind]?: Rates[K] } = { ...lower };
  for (const kind of TOKEN_KINDS) {
    const rate = upper[kind];
    if (rate !== undefined) merged[kind] = rate;
  }
  return merged;
}

const without = (rates: Rates, kinds: readonly TokenKind[]): Rates =>
  Object.fromEntries(Object.entries(rates).filter(([kind]) => !kinds.some((dropped) => dropped === kind)));
