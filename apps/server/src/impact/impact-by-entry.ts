/** An impact told entry by entry: the total, and each entry's part by its name. Units: decimal strings in USD. */
import type { ActingContext } from "#server/services/context";
import type { ModelImpact } from "./impact-of-change";
import { type Edits, impactOfEdits } from "./impact-of-edits";
import type { PricesImpact } from "./measure-impact";

/** Of requests that the entry prices, or priced; under whatever name they were sent. */
export type EntryImpact = Omit<ModelImpact, "model" | "sourceBefore" | "sourceAfter">;

export type TotalImpact = Omit<PricesImpact, "models">;

export type ImpactByEntry = Readonly<{ total: TotalImpact; entries: ReadonlyMap<string, EntryImpact> }>;

export async function impactByEntry(ctx: ActingContext, edits: Edits): Promise<ImpactByEntry> {
  const { models, ...total } = await impactOfEdits(ctx, edits, "by-entry");
  const parts = models.map(({ model, sourceBefore: _before, sourceAfter: _after, ...sums }) => [model, sums] as const);
  return { total, entries: new Map(parts) };
}
