/**
 * Takes an entry out of the price book. Its windows end now: requests of before are still priced by it.
 * Errors  NOT_FOUND, VERSION_MOVED, ENTRY_PINNED, DEFAULT_ENTRY_KEPT.
 */
import type { DeletePrice } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { requireCases } from "#server/impact/failing-cases";
import { editCases } from "#server/impact/impact-of-edits";
import { write } from "#server/write/write";
import { checkDefaultKept, checkEditable, noSuchPrice, versionMoved } from "#server/entries/check-edit";
import { deletePriceRow, findPrice, lockPrices } from "#server/entries/rows";

export async function deletePrice(
  ctx: ActingContext,
  { model, version, reason }: DeletePrice,
): Promise<{ model: string }> {
  checkDefaultKept(model, false);
  const existing = await findPrice(ctx.db.pool, model);
  if (!existing) throw noSuchPrice(model);
  checkEditable(existing, version);
  const cases = await requireCases(ctx, editCases(ctx, new Map([[model, null]])));
  const details = () => ({ before: existing.view, ...cases });
  await write(ctx, { action: "price.delete", subject: model, reason, details }, async (tx) => {
    const held = (await lockPrices(tx, [model])).get(model);
    if (held === undefined) throw noSuchPrice(model);
    if (held !== version) throw versionMoved(model, (await findPrice(tx, model))?.view ?? null);
    await deletePriceRow(tx, model);
  });
  await ctx.prices.refresh();
  return { model };
}
