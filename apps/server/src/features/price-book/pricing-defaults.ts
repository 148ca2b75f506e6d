/** What prices a request that no entry and no catalogue knows: the default entry, and settings of the server. */
import { DEFAULT_MODEL } from "@ratecard/pricing";
import type { ActingContext } from "#server/context";
import { findPrice, type PriceView } from "./rows";

export type PricingDefaults = Readonly<{
  /** The price-book entry `default`. */
  entry: PriceView | null;
  onUnpriced: "default" | "error";
  typicalInputTokens: number;
  typicalOutputTokens: number;
  /** The file of PRICING_CONFIG, if set. */
  pricingConfig: string | null;
}>;

export async function pricingDefaults({ db, env, prices }: ActingContext): Promise<PricingDefaults> {
  const entry = await findPrice(db.pool, DEFAULT_MODEL);
  const { settings, onUnpriced } = prices.now();
  return {
    entry: entry?.view ?? null,
    onUnpriced,
    typicalInputTokens: settings.typicalInputTokens,
    typicalOutputTokens: settings.typicalOutputTokens,
    pricingConfig: env.PRICING_CONFIG ?? null,
  };
}
