/**
 * Prices one event as of its time.
 * Units   costUsd is pico-USD; null: not priced, which is not 0.
 * Time    epoch ms UTC of the event selects the price.
 * Errors  none: no price is an answer (source `none`).
 */
import type { UsageEvent } from "@ratecard/contract";
import { type PicoUsd, ZERO } from "@ratecard/money";
import { type CostFlag, type PricedEvent, price, RESOLUTION_WARNINGS } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { isFreeOfCharge, usageOf } from "./usage-of-event";

export type Charge = Omit<PricedEvent, "costUsd"> & Readonly<{ costUsd: PicoUsd | null }>;

export function chargeEvent(event: UsageEvent, at: number, provider: string | undefined, prices: PricesNow): Charge {
  const settings = { ...prices.settings, onUnpriced: prices.onUnpriced };
  const request = { model: event.model, provider, at, usage: usageOf(event) };
  const priced = price(prices.book, prices.catalog, request, settings);
  if (isFreeOfCharge(event)) return { ...priced, costUsd: ZERO, flags: priced.flags.filter(isAboutThePrice) };
  return priced.source === "none" ? { ...priced, costUsd: null } : priced;
}

/** How the price was found stays worth knowing; how it was multiplied does not matter for nothing. */
const isAboutThePrice = (flag: CostFlag): boolean =>
  flag === "default" || RESOLUTION_WARNINGS.some((warning) => warning === flag);
