/** What prices a request that no entry and no catalogue knows: the default entry, and settings of the server. */
import { DEFAULT_MODEL } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { findPinning } from "./pins/pinning-rows";
import { findPrice, type PriceView } from "#server/entries/rows";

export type PricingDefaults = Readonly<{
  /** The price-book entry `default`. */
  entry: PriceView | null;
  onUnpriced: "default" | "error";
  typicalInputTokens: number;
  typicalOutputTokens: number;
  /** The file of PRICING_CONFIG, if set, and how its last reading went (`problem` null: it was taken). */
  pricingConfig: Readonly<{ path: string; problem: string | null; readAt: string | null }> | null;
}>;

export async function pricingDefaults({ db, env, prices }: ActingContext): Promise<PricingDefaults> {
  const [entry, pinning] = await Promise.all([findPrice(db.pool, DEFAULT_MODEL), findPinning(db)]);
  const { settings, onUnpriced } = prices.now();
  return {
    entry: entry?.view ?? null,
    onUnpriced,
    typicalInputTokens: settings.typicalInputTokens,
    typicalOutputTokens: settings.typicalOutputTokens,
    pricingConfig:
      env.PRICING_CONFIG === undefined
        ? null
        : { path: env.PRICING_CONFIG, problem: pinning?.problem ?? null, readAt: pinning?.at ?? null },
  };
}
