/**
 * Prices one event as of its time.
 * Units   costUsd is pico-USD; null: not priced, which is not 0.
 * Time    epoch ms UTC of the event selects the price.
 * Errors  none: no price is an answer (source `none`).
 */
import { type PicoUsd, ZERO } from "@ratecard/money";
import { type CostFlag, createPricer, type PricedEvent, type Pricer, RESOLUTION_WARNINGS } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { type Consumption, isFreeOfCharge, usageOf } from "./usage-of-event";

export type Charge = Omit<PricedEvent, "costUsd"> & Readonly<{ costUsd: PicoUsd | null }>;

export function chargeEvent(
  event: Consumption & Readonly<{ model: string }>,
  at: number,
  provider: string | undefined,
  prices: PricesNow,
  serverProvider?: string,
): Charge {
  const { model } = event;
  const priced = pricerOf(prices).price({ model, provider, serverProvider, at, usage: usageOf(event) });
  if (isFreeOfCharge(event)) return { ...priced, costUsd: ZERO, flags: priced.flags.filter(isAboutThePrice) };
  return priced.source === "none" ? { ...priced, costUsd: null } : priced;
}

/** How the price was found stays worth knowing; how it was multiplied does not matter for nothing. */
const isAboutThePrice = (flag: CostFlag): boolean =>
  flag === "default" || RESOLUTION_WARNINGS.some((warning) => warning === flag);

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
