/**
 * Resolution and cost of one event after another, for intake and re-costing.
 *
 * Units   total in pico-USD.
 * Time    a memo holds only within the windows and the snapshot it was made in.
 * Errors  none. Answers what resolve and costOf answer; it only remembers.
 */
import { type PicoUsd, ZERO } from "@ratecard/money";
import type { CatalogView } from "./catalog-view";
import { costOf } from "./cost-of";
import type { CostFlag, CostSettings } from "./cost-result";
import { withResolutionFlags } from "./explain";
import type { PriceBook } from "./price-book";
import type { OnUnpriced, PriceRequest, PricingSource, Resolution } from "./resolution";
import { resolve } from "./resolve";
import type { Usage } from "./usage";

export type PricedEvent = Readonly<{
  source: PricingSource;
  /** ZERO when the source is `none`. */
  costUsd: PicoUsd;
  flags: readonly CostFlag[];
  versionId: string | undefined;
  catalogKey: string | undefined;
  snapshotId: string | undefined;
  provider: string | undefined;
}>;

export type PricerSettings = CostSettings & Readonly<{ onUnpriced?: OnUnpriced }>;

export interface Pricer {
  price(event: PriceRequest & Readonly<{ usage: Usage }>): PricedEvent;
}

export function createPricer(book: PriceBook, catalog: CatalogView, settings: PricerSettings): Pricer {
  return { price: (event) => price(book, catalog, event, settings) };
}

export function price(
  book: PriceBook,
  catalog: CatalogView,
  event: PriceRequest & Readonly<{ usage: Usage }>,
  settings: PricerSettings,
): PricedEvent {
  const resolution = resolve(book, catalog, event, settings.onUnpriced);
  const named = nameOf(resolution);
  if (resolution.source === "none") return { ...named, costUsd: ZERO, flags: [] };
  const context = { at: event.at, provider: resolution.provider };
  const cost = costOf(resolution.terms, event.usage, settings, context);
  return { ...named, costUsd: cost.total, flags: withResolutionFlags(cost.flags, resolution) };
}

const nameOf = (resolution: Resolution): Omit<PricedEvent, "costUsd" | "flags"> => ({
  source: resolution.source,
  versionId: "version" in resolution ? resolution.version.versionId : undefined,
  catalogKey: "hit" in resolution ? resolution.hit.key : undefined,
  snapshotId: "hit" in resolution ? resolution.hit.snapshotId : undefined,
  provider: resolution.provider,
});
