/** Every value an entry ever had, will have, or was believed to have. Errors: NOT_FOUND when nobody ever priced the name. */
import { type EntryDifference, entryDifferences } from "@ratecard/changes";
import type { CompareVersions } from "@ratecard/contract";
import type { Pool } from "pg";
import { noSuchPrice, noSuchVersion } from "#server/entries/check-edit";
import { findVersion, findVersions, type PriceVersionView } from "#server/entries/known-prices";
import { findPrice, type PriceView } from "#server/entries/rows";
import type { ActingContext } from "#server/services/context";

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

type VersionComparison = Readonly<{ model: string; differences: readonly EntryDifference[] }>;

/** What differs between two versions of one model, in the order they are named. Errors: NOT_FOUND. */
export async function compareVersions(
  { db }: ActingContext,
  { model, from, to }: CompareVersions,
): Promise<VersionComparison> {
  const [before, after] = await Promise.all([valueOf(db.pool, model, from), valueOf(db.pool, model, to)]);
  return { model, differences: entryDifferences(before, after) };
}

async function valueOf(pool: Pool, model: string, versionId: string) {
  const found = await findVersion(pool, model, versionId);
  if (!found) throw noSuchVersion(model, versionId);
  return { ...found.view, model, terms: found.terms };
}
