/**
 * The rates a price declares for one request, before anything falls back.
 * Units   pico-USD per token; thresholds and tiers count prompt tokens.
 * Source  LiteLLM: a tier table beats service tiers and thresholds; every crossed threshold, in rising
 *         order, replaces the rates it names; an open off-peak window replaces what is left.
 */
import type { OffPeak, OffPeakWindow, PriceTerms, Rates, ServiceTier, Threshold, Tier } from "./price-terms";
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

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/**
 * Is an off-peak window open?
 * Time    UTC minutes of the day, [start, end); a window with start >= end passes midnight. The
 *         weekday is that of the moment itself, read in the block's zone.
 * Source  LiteLLM: windows without weekdays hold every day.
 */
function isOffPeak(offPeak: OffPeak, at: number): boolean {
  const minute = Math.floor(at / MINUTE_MS) % DAY_MINUTES;
  return offPeak.windows.some(
    (window) => coversMinute(window, minute) && coversWeekday(window, at, offPeak.weekdayZone),
  );
}

const coversMinute = ({ startMinute, endMinute }: OffPeakWindow, minute: number): boolean =>
  startMinute < endMinute ? startMinute <= minute && minute < endMinute : minute >= startMinute || minute < endMinute;

const coversWeekday = (window: OffPeakWindow, at: number, zone: string | undefined): boolean =>
  window.weekdays === undefined || window.weekdays.includes(weekdayOf(at, zone));

/** 1 = Monday. A zone the runtime does not know counts as UTC. */
const weekdayOf = (at: number, zone = "UTC"): number => WEEKDAYS.indexOf(formatOf(zone).format(at)) + 1;

/** Making a formatter costs a hundred times what using one does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = makeFormat(zone);
  formats.set(zone, format);
  return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });
  }
}
