/**
 * What a provider's discount or margins would have meant for the requests of the last 30 days, were they in force now.
 * Units   decimal strings in USD. Errors: INVALID_INPUT as a save; nothing is written.
 */
import type { PreviewAdjustment } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { impactOfAdjustments } from "#server/impact/impact-of-adjustments";
import type { PricesImpact } from "#server/impact/measure-impact";
import { adjustmentOf } from "#server/pricing/load-adjustments";
import { type AdjustmentTerms, providerOf, readTerms } from "./read-adjustment";

export async function previewAdjustment(
  ctx: ActingContext,
  { provider, terms }: PreviewAdjustment,
): Promise<PricesImpact> {
  return impactOfTerms(ctx, providerOf(provider), terms && readTerms({ provider, ...terms }));
}

/** `terms` null: without any. */
export async function impactOfTerms(
  ctx: ActingContext,
  provider: string,
  terms: AdjustmentTerms | null,
): Promise<PricesImpact> {
  const after = new Map(ctx.prices.now().settings.adjustments);
  if (terms === null) after.delete(provider);
  else after.set(provider, [adjustmentOf(terms)]);
  return impactOfAdjustments(ctx, after);
}
