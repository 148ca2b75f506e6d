/**
 * Gives an entry another name: the price begins under the new one and its windows under the old one end, both or neither.
 * Errors  ALREADY_EXISTS when the new name has an entry; NOT_FOUND, VERSION_MOVED, DEFAULT_ENTRY_KEPT.
 */
import type { ActingContext } from "#server/services/context";
import { formOfTerms } from "#server/pricing/price-form";
import { insertPrices } from "#server/pricing/save-prices";
import { write } from "#server/write/write";
import { checkDefaultKept, noSuchPrice, priceExists, versionMoved } from "./check-edit";
import { deletePriceRow, findPrice, lockPrices, type StoredPrice } from "./rows";

type Rename = Readonly<{ stored: StoredPrice; to: string; version: number; reason: string }>;

/** Answers the new name. */
export async function renamePrice(ctx: ActingContext, { stored, to, version, reason }: Rename): Promise<string> {
  const { view, terms } = stored;
  const { model, provider, isCustom, isActive } = view;
  checkDefaultKept(model, false);
  const details = () => ({ before: model, after: to, ...formOfTerms(terms) });
  await write(ctx, { action: "price.rename", subject: model, reason, details }, async (tx) => {
    const held = (await lockPrices(tx, [model])).get(model);
    if (held === undefined) throw noSuchPrice(model);
    if (held !== version) throw versionMoved(model, (await findPrice(tx, model))?.view ?? null);
    const { copiedFrom = null, copiedFromProvider = null, notes = null, isPlaceholder = false } = view;
    const base = { copiedFrom, copiedFromProvider };
    const price = { model: to, provider, terms, isCustom, isActive, isPlaceholder, notes, ...base };
    if ((await insertPrices(tx, [price])).length === 0) throw priceExists(to);
    await deletePriceRow(tx, model);
  });
  await ctx.prices.refresh();
  return to;
}
