/**
 * The whole price book in one answer: every entry with its use in the last 30 days and its drift from the catalogue.
 * Units   decimal strings, USD; requests as counts. Time: days of UTC, today included.
 */
import type { ActingContext } from "#server/context";
import { type CatalogDrift, catalogDrift } from "./catalog-drift";
import { findPrices, type PriceView } from "./rows";
import { usageOfModels } from "#server/impact/usage-of-models";

export type ListedPrice = PriceView &
  Readonly<{
    /** Of requests sent under this very name. Missing: there were none. */
    usage?: Readonly<{ requests: number; costUsd: string }>;
    drift?: CatalogDrift;
  }>;

export type PriceList = Readonly<{
  prices: readonly ListedPrice[];
  /** Rises with every change of a price, whoever made it. */
  pricesVersion: string;
}>;

export async function listPrices({ db, prices, clock }: ActingContext): Promise<PriceList> {
  const now = clock();
  // Before the rows are read: a change in between is found by the next look, not missed.
  const pricesVersion = prices.now().version.toString();
  const [stored, usage] = await Promise.all([findPrices(db.pool), usageOfModels(db.pool, now)]);
  const { catalog } = prices.now();
  return {
    pricesVersion,
    prices: stored.map(({ view }) => {
      const used = usage.get(view.model);
      const drift = catalogDrift(view, catalog, now.getTime());
      return { ...view, ...(used && { usage: used }), ...(drift && { drift }) };
    }),
  };
}
