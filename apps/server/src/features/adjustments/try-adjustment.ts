/** A change of a provider's discount and margins without the writing: what gives way, and the last 30 days. Errors: those of the change. */
import type { EndAdjustment, SetAdjustment } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { type AdjustmentChange, changeOf } from "./adjustment-change";
import { type AdjustmentOrder, checkChange, orderOf } from "./check-change";
import { impactOfTerms } from "./preview-adjustment";
import { readTerms } from "./read-adjustment";
import { findAdjustments } from "./rows";

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
