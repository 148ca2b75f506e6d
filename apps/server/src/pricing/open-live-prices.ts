/** Opens the live prices of this process: an empty price book until the price-book feature loads it from the database. */
import type { Database } from "@ratecard/prisma";
import { createPriceBook, EMPTY_CATALOG } from "@ratecard/pricing";
import type { Logger } from "pino";
import type { Env } from "#server/env";
import type { LivePrices, PricesNow } from "./live-prices";

export type LivePricesParts = Readonly<{ env: Env; db: Database; log: Logger; clock: () => Date }>;

export async function openLivePrices({ env }: LivePricesParts): Promise<LivePrices> {
  const settings = { typicalInputTokens: env.TYPICAL_INPUT_TOKENS, typicalOutputTokens: env.TYPICAL_OUTPUT_TOKENS };
  const now: PricesNow = {
    book: createPriceBook([]),
    catalog: EMPTY_CATALOG,
    version: 0n,
    settings,
    onUnpriced: env.ON_UNPRICED,
  };
  return { now: () => now, refresh: async () => now, close: async () => {} };
}
