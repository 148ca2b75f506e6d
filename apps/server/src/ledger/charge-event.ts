/**
 * Prices one event as of its time.
 * Units   costUsd is pico-USD; null: not priced, which is not 0.
 * Time    epoch ms UTC of the event selects the price.
 * Errors  none: no price is an answer (source `none`).
 */
import type { UsageEvent } from "@ratecard/contract";
import {
  compare,
  decimalToPicoUsd,
  formatUsd,
  parseCatalogNumber,
  parseSignedUsd,
  parseUsd,
  type PicoUsd,
  subtract,
  times,
  ZERO,
} from "@ratecard/money";
import {
  type CostFlag,
  createPricer,
  type PricedEvent,
  type Pricer,
  RESOLUTION_WARNINGS,
  type Usage,
} from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { type Consumption, isFreeOfCharge } from "./usage-of-event";

export type Charge = PricedEvent;

export type ToCharge = Readonly<{
  event: Consumption & Report & Readonly<{ model: string }>;
  /** What the event consumed: usageOf(event). */
  usage: Usage;
  at: number;
  /** As the event, or its booked row, names it. */
  provider: string | undefined;
  serverProvider?: string | undefined;
}>;

export function chargeEvent({ event, usage, at, provider, serverProvider }: ToCharge, prices: PricesNow): Charge {
  const priced = pricerOf(prices).price({ model: event.model, provider, serverProvider, at, usage });
  if (isFreeOfCharge(event)) return freeCharge(priced);
  const { costUsd, flags } = priced;
  const notPriced = [...priced.notPriced, ...(event.otherUsage ?? [])];
  const reported = reportFlags(event, costUsd);
  return { ...priced, notPriced, flags: reported.length === 0 ? flags : [...new Set([...flags, ...reported])].sort() };
}

/** Nothing was bought, so no price is missing; how one was found stays worth knowing. */
function freeCharge(priced: PricedEvent): Charge {
  const isFound = priced.source !== "default" && priced.source !== "none";
  return {
    ...(isFound ? priced : { ...NO_ORIGIN, provider: priced.provider }),
    costUsd: ZERO,
    flags: isFound ? priced.flags.filter(isAboutThePrice) : [],
    notPriced: [],
  };
}

const NO_ORIGIN = { source: "none", versionId: undefined, catalogKey: undefined, snapshotId: undefined } as const;

/** How it was multiplied does not matter for nothing. */
const isAboutThePrice = (flag: CostFlag): boolean => RESOLUTION_WARNINGS.some((warning) => warning === flag);

const pricers = new WeakMap<PricesNow, Pricer>();

/** One memory of resolutions for each state of the prices. */
function pricerOf(prices: PricesNow): Pricer {
  const known = pricers.get(prices);
  if (known) return known;
  const { book, catalog, settings, onUnpriced } = prices;
  const pricer = createPricer(book, catalog, { ...settings, onUnpriced });
  pricers.set(prices, pricer);
  return pricer;
}

type Report = Pick<UsageEvent, "assumedCounts" | "otherUsage" | "reportedCostUsd">;

/**
 * What an event itself says against its cost: counts that were worked out, usage that no count of ours holds, another cost.
 * Units   pico-USD.
 */
function reportFlags(event: Report, costUsd: PicoUsd | null): readonly CostFlag[] {
  const flags: CostFlag[] = [];
  if ((event.assumedCounts ?? []).length > 0) flags.push("counts-assumed");
  if ((event.otherUsage ?? []).length > 0) flags.push("usage-not-priced");
  if (costUsd !== null && isAnotherCost(costUsd, reportedOf(event))) flags.push("differs-from-reported");
  return flags;
}

/** One part in twenty of what was reported. */
const FIVE_PERCENT = 20;

function isAnotherCost(ours: PicoUsd, theirs: PicoUsd | null): boolean {
  if (theirs === null) return false;
  const [low, high] = compare(ours, theirs) < 0 ? [ours, theirs] : [theirs, ours];
  return compare(times(subtract(high, low), FIVE_PERCENT), theirs) > 0;
}

function reportedOf({ reportedCostUsd }: Report): PicoUsd | null {
  const text = reportedCostUsd ? readReportedCost(reportedCostUsd) : null;
  const parsed = text === null ? null : parseSignedUsd(text);
  return parsed?.ok ? parsed.value : null;
}

/**
 * The gateway's own idea of a cost, kept for comparison only.
 * Units   USD as decimal text, freed from double noise, half-even at 12 decimals; null: no such amount.
 * Source  LiteLLM computes it in doubles, so 1.0499999999999999e-05 stands for 0.0000105.
 */
export function readReportedCost(text: string): string | null {
  const parsed = parseCatalogNumber(text);
  if (!parsed.ok) return null;
  const usd = formatUsd(decimalToPicoUsd(parsed.value.value));
  return parseUsd(usd).ok ? usd : null;
}
