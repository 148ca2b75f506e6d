/**
 * Gives a provider a discount or margins from a time on, or ends what it has; later windows give way.
 * Errors  INVALID_INPUT with each field; those of check-change.ts.
 */
import type { EndAdjustment, PreviewAdjustment, SetAdjustment } from "@ratecard/contract";
import { type AdjustmentTerms, adjustmentsWith, providerOf, readTerms } from "#server/entries/adjustment-terms";
import { requireCases } from "#server/impact/failing-cases";
import { adjustmentCases, impactOfAdjustments, type PricesImpact } from "#server/impact/measure-impact";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { type AdjustmentChange, type AdjustmentOrder, changeOf, checkChange, orderOf } from "./check-change";
import { addWindow, closeWindows, findAdjustments, lockProvider, supersedeWindows } from "./rows";

export const setAdjustment = async (ctx: ActingContext, input: SetAdjustment): Promise<AdjustmentChange> =>
  change(ctx, orderOf(input, readTerms(input), ctx.clock()));

export const endAdjustment = async (ctx: ActingContext, input: EndAdjustment): Promise<AdjustmentChange> =>
  change(ctx, orderOf(input, null, ctx.clock()));

async function change(ctx: ActingContext, order: AdjustmentOrder): Promise<AdjustmentChange> {
  const { provider, from, terms, reason } = order;
  const action = terms === null ? "adjustment.end" : "adjustment.set";
  const cases = await requireCases(ctx, adjustmentCases(ctx, adjustmentsWith(ctx.prices.now(), provider, terms), from));
  const details = () => ({ effectiveFrom: from.toISOString(), ...terms, ...cases });
  const changed = await write(ctx, { action, subject: provider, reason, details }, async (tx) => {
    await lockProvider(tx, provider);
    const standing = await findAdjustments(tx, { provider });
    const now = ctx.clock();
    const windows = checkChange(order, standing, { now, isTrial: false });
    await closeWindows(tx, windows.closed, from);
    await supersedeWindows(tx, windows.superseded, now);
    const window = { provider, validFrom: from, actor: ctx.actor.label, reason: reason ?? null };
    const written = terms === null ? null : await addWindow(tx, { ...window, ...terms });
    return changeOf(order, windows, standing, { now, written, isTrial: false });
  });
  await ctx.prices.refresh();
  return changed;
}

/** A change of a provider's discount and margins without the writing: what gives way, and the last 30 days. Errors: those of the change. */
export const trySetting = async (ctx: ActingContext, input: SetAdjustment): Promise<AdjustmentChange> =>
  trial(ctx, orderOf(input, readTerms(input), ctx.clock()));

export const tryEnding = async (ctx: ActingContext, input: EndAdjustment): Promise<AdjustmentChange> =>
  trial(ctx, orderOf(input, null, ctx.clock()));

async function trial(ctx: ActingContext, order: AdjustmentOrder): Promise<AdjustmentChange> {
  const standing = await findAdjustments(ctx.db.prisma, { provider: order.provider });
  const now = ctx.clock();
  const windows = checkChange(order, standing, { now, isTrial: true });
  const impact = await impactOfTerms(ctx, order.provider, order.terms);
  return { ...changeOf(order, windows, standing, { now, written: null, isTrial: true }), impact };
}

/**
 * What a provider's discount or margins would have meant for the requests of the last 30 days, were they in force now.
 * Units   decimal strings in USD. Errors: INVALID_INPUT as a save; nothing is written.
 */
export async function previewAdjustment(
  ctx: ActingContext,
  { provider, terms }: PreviewAdjustment,
): Promise<PricesImpact> {
  return impactOfTerms(ctx, providerOf(provider), terms && readTerms({ provider, ...terms }));
}

/** `terms` null: without any. */
async function impactOfTerms(
  ctx: ActingContext,
  provider: string,
  terms: AdjustmentTerms | null,
): Promise<PricesImpact> {
  return impactOfAdjustments(ctx, adjustmentsWith(ctx.prices.now(), provider, terms));
}
