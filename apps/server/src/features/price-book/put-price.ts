/**
 * PUT of a whole price: creates the entry, or replaces it when `If-Match` names the version that was read.
 * Errors  VERSION_REQUIRED without If-Match for an existing entry, VERSION_MOVED when it is older than that; NOT_FOUND when
 *         If-Match is sent and there is no entry; and those of an edit.
 */
import type { PriceInput } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { noSuchPrice } from "#server/entries/check-edit";
import { findPrice } from "#server/entries/rows";
import { createPrice, editPrice, type SavedPrice } from "./save-price";

export async function putPrice(
  ctx: ActingContext,
  { model, input, version }: Readonly<{ model: string; input: PriceInput; version: number | null }>,
): Promise<SavedPrice> {
  const existing = await findPrice(ctx.db.pool, model);
  if (!existing) {
    if (version !== null) throw noSuchPrice(model);
    return createPrice(ctx, { model, input });
  }
  if (version === null) throw new DomainError("VERSION_REQUIRED", { what: "price", name: model, as: "If-Match" });
  return editPrice(ctx, { model, input, version, mode: "replace" });
}
