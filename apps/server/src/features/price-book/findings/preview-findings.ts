/**
 * Many findings shown before they are applied: each with its difference, and what the requests of the last 30 days would have cost.
 * Units   decimal strings in USD; requests as counts. Errors: none of its own; nothing is written.
 */
import type { PreviewFindings } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";
import type { PriceToSave } from "#server/pricing/save-prices";
import { countOutcomes, decideNow } from "./apply-findings";
import type { FindingDecision, FindingOutcome } from "./decide-findings";

export type FindingsPreview = Readonly<{
  counts: Readonly<Record<FindingOutcome, number>>;
  impact: TotalImpact;
  /** In the order they were named. */
  rows: readonly Omit<FindingDecision, "price">[];
}>;

export async function previewFindings(ctx: ActingContext, input: PreviewFindings): Promise<FindingsPreview> {
  const { decisions } = await decideNow(ctx, input);
  const { total: impact } = await impactByEntry(ctx, new Map(decisions.flatMap(editsOf)));
  return { counts: countOutcomes(decisions), impact, rows: decisions.map(({ price: __, ...row }) => row) };
}

/** A rename takes the price from one name and gives it to another. */
const editsOf = ({ model, price }: FindingDecision): (readonly [string, PriceToSave | null])[] => {
  if (price === null) return [];
  return price.model === model
    ? [[model, price]]
    : [
        [model, null],
        [price.model, price],
      ];
};
