/** What differs between two versions of one model, in the order they are named. Errors: NOT_FOUND. */
import { type EntryDifference, entryDifferences } from "@ratecard/changes";
import type { CompareVersions } from "@ratecard/contract";
import type { Pool } from "pg";
import type { ActingContext } from "#server/services/context";
import { noSuchVersion } from "#server/entries/check-edit";
import { findVersion } from "#server/entries/version-rows";

export type VersionComparison = Readonly<{ model: string; differences: readonly EntryDifference[] }>;

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
