/** What other discounts and margins would have changed for the requests of the last 30 days, were they in force now. */
import type { CostSettings } from "@ratecard/pricing";
import { type Measuring, measureImpact, type PricesImpact } from "./measure-impact";

export async function impactOfAdjustments(
  ctx: Measuring,
  after: NonNullable<CostSettings["adjustments"]>,
): Promise<PricesImpact> {
  const { book, catalog } = ctx.prices.now();
  return measureImpact(ctx, { book, catalog }, { book, catalog }, { adjustmentsAfter: after });
}
