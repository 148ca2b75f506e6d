/**
 * Gives a provider a discount or margins from a time on, or ends what it has; later windows give way.
 * Errors  INVALID_INPUT with each field; VERSION_MOVED when somebody else was faster; NOT_FOUND when there is nothing to end.
 */
import type { EndAdjustment, SetAdjustment } from "@ratecard/contract";
import type { ActingContext } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import { write } from "#server/write/write";
import { decideWindows, latestOf } from "./decide-windows";
import { type AdjustmentTerms, providerOf, readAdjustment } from "./read-adjustment";
import { addWindow, closeWindows, findAdjustments, lockProvider, supersedeWindows } from "./rows";

export async function setAdjustment(ctx: ActingContext, input: SetAdjustment): Promise<void> {
  const read = readAdjustment(input);
  if (!read.ok) throw new DomainError("INVALID_INPUT", { issues: read.issues });
  await change(ctx, input, read.terms);
}

export const endAdjustment = (ctx: ActingContext, input: EndAdjustment): Promise<void> => change(ctx, input, null);

async function change(ctx: ActingContext, input: EndAdjustment, terms: AdjustmentTerms | null): Promise<void> {
  const provider = providerOf(input.provider);
  const from = input.effectiveFrom ? new Date(input.effectiveFrom) : ctx.clock();
  const action = terms === null ? "adjustment.end" : "adjustment.set";
  const details = () => ({ effectiveFrom: from.toISOString(), ...terms });
  await write(ctx, { action, subject: provider, reason: input.reason, details }, async (tx) => {
    await lockProvider(tx, provider);
    const standing = await findAdjustments(tx, { provider });
    if (latestOf(standing) !== input.replaces)
      throw new DomainError("VERSION_MOVED", { what: "adjustment", name: provider, current: standing });
    const { closed, superseded } = decideWindows(standing, from);
    if (terms === null && closed.length + superseded.length === 0)
      throw new DomainError("NOT_FOUND", { what: "adjustment", name: provider });
    await closeWindows(tx, closed, from);
    await supersedeWindows(tx, superseded, ctx.clock());
    if (terms !== null)
      await addWindow(tx, {
        ...terms,
        provider,
        validFrom: from,
        actor: ctx.actor.label,
        reason: input.reason ?? null,
      });
  });
  await ctx.prices.refresh();
}
