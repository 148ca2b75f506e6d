/**
 * The whole price book in one answer: every entry with its use in the last 30 days, its drift from the catalogue and, of a copy, from
 * its base.
 * Units   decimal strings, USD; requests as counts. Time: days of UTC, today included.
 */
import type { ActingContext } from "#server/services/context";
import type { CatalogView } from "@ratecard/pricing";
import { type BaseDrift, baseDrift } from "./base-drift";
import { type CatalogDrift, catalogDrift } from "./catalog-drift";
import { type KnownPrices, knownPrices } from "#server/entries/known-prices";
import type { PriceView } from "#server/entries/rows";
import { usageOfModels } from "#server/impact/usage-of-models";

export type ListedPrice = PriceView &
  Readonly<{
    /** Of requests sent under this very name. Missing: there were none. */
    usage?: Readonly<{ requests: number; costUsd: string }>;
    drift?: CatalogDrift;
    /** Of copies only. */
    baseDrift?: BaseDrift;
  }>;

export type PriceList = Readonly<{
  prices: readonly ListedPrice[];
  /** Rises with every change of a price, whoever made it. */
  pricesVersion: string;
}>;

export async function listPrices({ db, prices, clock }: ActingContext): Promise<PriceList> {
  const now = clock();
  // Before the rows are read: a change in between is found by the next look, not missed.
  const pricesNow = prices.now();
  const pricesVersion = pricesNow.version.toString();
  const [known, usage] = await Promise.all([knownPrices(db.pool), usageOfModels(db.pool, now)]);
  const driftOf = driftsFrom(pricesNow.catalog, known, now.getTime());
  return {
    pricesVersion,
    prices: known.stored.map((price, at) => {
      const { view } = price;
      const used = usage.get(view.model);
      const drift = driftOf[at];
      const copied = baseDrift(price, pricesNow, now.getTime());
      return { ...view, ...(used && { usage: used }), ...(drift && { drift }), ...(copied && { baseDrift: copied }) };
    }),
  };
}

type Drifts = readonly (CatalogDrift | undefined)[];
const keptDrifts = new WeakMap<KnownPrices, Readonly<{ catalog: CatalogView; drifts: Drifts }>>();

/** In the order of the entries; compared again when the price book or the catalogue is another. */
function driftsFrom(catalog: CatalogView, known: KnownPrices, at: number): Drifts {
  const kept = keptDrifts.get(known);
  if (kept?.catalog === catalog) return kept.drifts;
  const drifts = known.stored.map(({ view }) => catalogDrift(view, catalog, at));
  keptDrifts.set(known, { catalog, drifts });
  return drifts;
}
