/**
 * Writes the values of an old version as the price from now on; a deleted entry comes back by it.
 * Time    from now: requests of before keep the price they had.
 * Errors  NOT_FOUND, INVALID_INPUT for a version that cannot be read whole, and those of an edit.
 */
import type { PriceInput, RestorePrice } from "@ratecard/contract";
import { termsToJson } from "@ratecard/pricing";
import { noSuchVersion, versionMoved } from "#server/entries/check-edit";
import { findVersion, type StoredVersion } from "#server/entries/known-prices";
import { findPrice } from "#server/entries/rows";
import { refusedField } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { createPrice, editPrice, type SavedPrice } from "../save-price";

export async function restorePrice(ctx: ActingContext, restore: RestorePrice): Promise<SavedPrice> {
  const { model, versionId, version } = restore;
  const stored = await findVersion(ctx.db.pool, model, versionId);
  if (!stored) throw noSuchVersion(model, versionId);
  if (stored.view.problem !== null) throw unreadable(stored.view.problem);
  const input = inputOf(stored);
  const reason = restore.reason || `Restores version ${versionId}`;
  const edit = { model, input, reason, restores: versionId };
  if (version !== null) return editPrice(ctx, { ...edit, version, mode: "replace" });

  const current = await findPrice(ctx.db.pool, model);
  if (current) throw versionMoved(model, current.view);
  return createPrice(ctx, edit);
}

/** Every field is named, so that nothing of the entry as it stands is kept. */
const inputOf = ({ view, terms }: StoredVersion): PriceInput => ({
  ...termsToJson(terms),
  provider: view.provider,
  isCustom: view.isCustom,
  isActive: view.isActive,
  isPlaceholder: view.isPlaceholder,
  notes: view.notes,
  copiedFrom: view.copiedFrom,
  copiedFromProvider: view.copiedFromProvider,
});

const unreadable = (problem: string) => refusedField("versionId", "not-restorable", { problem });
