/** What is suggested for the models of an import, from everything the connected servers and catalogues say. */
import type { PriceReference } from "@ratecard/discovery";
import type { ActingContext } from "#server/services/context";
import { type Proposed, proposePrices } from "./propose-prices";

export type ImportReferences = Omit<Proposed, "proposals" | "discovered"> &
  Readonly<{ references: ReadonlyMap<string, readonly PriceReference[]> }>;

export async function importReferences(ctx: ActingContext): Promise<ImportReferences> {
  const { proposals, prices, at } = await proposePrices(ctx, undefined);
  return { prices, at, references: new Map(proposals.map(({ name, suggestions }) => [name, suggestions])) };
}
