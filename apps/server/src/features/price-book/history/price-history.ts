/** Every value an entry ever had, will have, or was believed to have. Errors: NOT_FOUND when nobody ever priced the name. */
import type { ActingContext } from "#server/services/context";
import { noSuchPrice } from "#server/entries/check-edit";
import { findPrice, type PriceView } from "#server/entries/rows";
import { findVersions, type PriceVersionView } from "#server/entries/version-rows";

export type PriceHistory = Readonly<{
  model: string;
  /** null: the entry was deleted. */
  current: PriceView | null;
  /** Newest record first. */
  versions: readonly PriceVersionView[];
}>;

export async function priceHistory({ db }: ActingContext, model: string): Promise<PriceHistory> {
  const [current, versions] = await Promise.all([findPrice(db.pool, model), findVersions(db.pool, model)]);
  if (!current && versions.length === 0) throw noSuchPrice(model);
  return { model, current: current?.view ?? null, versions };
}
