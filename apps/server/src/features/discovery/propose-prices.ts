/** The proposals of the chosen servers against the prices in force now. */
import { type Proposal, proposals } from "@ratecard/discovery";
import type { ActingContext } from "#server/services/context";
import type { PricesNow } from "#server/pricing/live-prices";
import { inSlices } from "#server/changes/in-slices";
import { type Discovered, loadDiscovered } from "./load-discovered";
import { secondReference } from "#server/pricing/second-reference";

export type Proposed = Readonly<{
  proposals: readonly Proposal[];
  discovered: Discovered;
  prices: PricesNow;
  /** Epoch ms: the moment the prices were looked up for. */
  at: number;
}>;

export async function proposePrices(ctx: ActingContext, serverIds: readonly string[] | undefined): Promise<Proposed> {
  const at = ctx.clock().getTime();
  const [prices, discovered] = await Promise.all([ctx.prices.refresh(), loadDiscovered(ctx, serverIds)]);
  const { book, catalog, settings } = prices;
  const second = await secondReference(catalog, at);
  const { models, mappings, others } = discovered;
  const rows = proposals({ models, mappings, others, book, catalog, second, settings, at });
  return { proposals: await inSlices(rows), discovered, prices, at };
}
