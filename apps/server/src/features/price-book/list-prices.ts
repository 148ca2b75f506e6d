/**
 * The whole price book in one answer: every entry with its use in the last 30 days, its drift from the catalogue and, of a copy, from
 * its base.
 * Units   decimal strings, USD; requests as counts. Time: days of UTC, today included.
 */
import type { ActingContext } from "#server/context";
import { type BaseDrift, baseDrift } from "./base-drift";
import { type CatalogDrift, catalogDrift } from "./catalog-drift";
import { findPrices, type PriceView } from "./rows";
import { usageOfModels } from "#server/impact/usage-of-models";

export type ListedPrice = PriceView &
  Readonly<{
    /** Of requests sent under this very name. Missing: there were none. */
    usage?: Readonly<{ requests: number; costUsd: string }>;
    drift?: CatalogDrift;
    /** Of copies only. */
    baseDrift?: BaseDrift;
  }>;

export async function listPrices({ db, prices, clock }: ActingContext): Promise<{ prices: readonly ListedPrice[] }> {
  const now = clock();
  const [stored, usage] = await Promise.all([findPrices(db.pool), usageOfModels(db.pool, now)]);
  const pricesNow = prices.now();
  return {
    prices: stored.map((price) => {
      const { view } = price;
      const used = usage.get(view.model);
      const drift = catalogDrift(view, pricesNow.catalog, now.getTime());
      const copied = baseDrift(price, pricesNow, now.getTime());
      return { ...view, ...(used && { usage: used }), ...(drift && { drift }), ...(copied && { baseDrift: copied }) };
    }),
  };
}
