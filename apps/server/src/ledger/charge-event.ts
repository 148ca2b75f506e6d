/**
 * Prices one event as of its time.
 * Units   costUsd is pico-USD; null: not priced, which is not 0.
 * Time    epoch ms UTC of the event selects the price.
 * Errors  none: no price is an answer (source `none`).
 */
import { ZERO } from "@ratecard/money";
import {
  type CostFlag,
  createPricer,
  type PricedEvent,
  type Pricer,
  RESOLUTION_WARNINGS,
  type Usage,
} from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { type Report, reportFlags } from "./report-flags";
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
