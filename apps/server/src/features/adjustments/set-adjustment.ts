/**
 * Gives a provider a discount or margins from a time on, or ends what it has; later windows give way.
 * Errors  INVALID_INPUT with each field; those of check-change.ts.
 */
import type { EndAdjustment, SetAdjustment } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { type AdjustmentChange, changeOf } from "./adjustment-change";
import { type AdjustmentOrder, checkChange, orderOf } from "./check-change";
import { readTerms } from "./read-adjustment";
import { addWindow, closeWindows, findAdjustments, lockProvider, supersedeWindows } from "./rows";

export const setAdjustment = async (ctx: ActingContext, input: SetAdjustment): Promise<AdjustmentChange> =>
  change(ctx, orderOf(input, readTerms(input), ctx.clock()));

export const endAdjustment = async (ctx: ActingContext, input: EndAdjustment): Promise<AdjustmentChange> =>
  change(ctx, orderOf(input, null, ctx.clock()));

async function change(ctx: ActingContext, order: AdjustmentOrder): Promise<AdjustmentChange> {
  const { provider, from, terms, reason } = order;
  const action = terms === null ? "adjustment.end" : "adjustment.set";
  const details = () => ({ effectiveFrom: from.toISOString(), ...terms });
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
