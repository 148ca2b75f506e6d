/** What is left to do after the servers were asked: how many of the names they serve have no price. Errors: none. */
import type { ActingContext } from "#server/services/context";
import { proposePrices } from "./propose-prices";

export type PricedNames = Readonly<{
  names: number;
  /** Nothing but the default entry would answer. */
  missing: number;
  /** Their entry is a placeholder. */
  placeholder: number;
}>;

export async function countUnpriced(ctx: ActingContext): Promise<PricedNames> {
  const { proposals } = await proposePrices(ctx, undefined);
  const countOf = (wanted: string) => proposals.filter(({ status }) => status === wanted).length;
  return { names: proposals.length, missing: countOf("missing"), placeholder: countOf("placeholder") };
}
