/**
 * What a provider's discount or margins would have meant for the requests of the last 30 days, were they in force now.
 * Units   decimal strings in USD. Errors: INVALID_INPUT as a save; nothing is written.
 */
import type { PreviewAdjustment } from "@ratecard/contract";
import type { ActingContext } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import { impactOfAdjustments } from "#server/impact/impact-of-adjustments";
import type { PricesImpact } from "#server/impact/measure-impact";
import { adjustmentOf } from "#server/pricing/load-adjustments";
import { providerOf, readAdjustment } from "./read-adjustment";

export async function previewAdjustment(ctx: ActingContext, input: PreviewAdjustment): Promise<PricesImpact> {
  const after = new Map(ctx.prices.now().settings.adjustments);
  const provider = providerOf(input.provider);
  if (input.terms === null) after.delete(provider);
  else {
    const read = readAdjustment({ provider, ...input.terms });
    if (!read.ok) throw new DomainError("INVALID_INPUT", { issues: read.issues });
    after.set(provider, [adjustmentOf(read.terms)]);
  }
  return impactOfAdjustments(ctx, after);
}
