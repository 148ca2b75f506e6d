/** Which catalogue is in force, how old it is, and how the last refresh went. Time: ISO 8601 UTC. */
import type { ActingContext } from "#server/services/context";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import type { CatalogOrigin } from "#server/pricing/snapshot-body";
import { countWaiting } from "./change-rows";
import { findAttempt } from "./rows";

export type CatalogState = Readonly<{
  /** null: none was stored yet. */
  inForce: Readonly<{
    snapshotId: string;
    origin: CatalogOrigin;
    /** A URL, a file, "bundled". */
    source: string;
    sha256: string;
    entryCount: number;
    fetchedAt: string;
    /** Last found to be the newest there is: fetched again and the same. */
    confirmedAt: string;
    inForceFrom: string;
  }> | null;
  snapshotCount: number;
  /** The bundled list that priced until the first catalogue was fetched; null: it still does, or never did. */
  replacedBundledId: string | null;
  /** Changes of the source that are not in force until somebody accepts them. */
  waitingCount: number;
  /** Where the next refresh asks. */
  configuredSource: string;
  refreshEveryHours: number;
  lastAttemptAt: string | null;
  lastSuccessAt: string | null;
  /** Why the last attempt failed; null when it did not. */
  lastError: string | null;
}>;

export async function catalogState({
  db,
  env,
  prices,
}: Pick<ActingContext, "db" | "env" | "prices">): Promise<CatalogState> {
  const { snapshots } = prices.now();
  const latest = snapshots.at(-1);
  const { lastAttemptAt, lastSuccessAt, lastError } = await findAttempt(db);
  const waitingCount = await countWaiting(db.pool);
  const confirmed =
    latest?.origin === "bundled" ? latest.fetchedAt : Math.max(latest?.fetchedAt ?? 0, lastSuccessAt?.getTime() ?? 0);
  return {
    inForce: latest
      ? {
          snapshotId: latest.snapshotId,
          origin: latest.origin,
          source: latest.source,
          sha256: latest.sha256,
          entryCount: latest.entryCount,
          fetchedAt: new Date(latest.fetchedAt).toISOString(),
          confirmedAt: new Date(confirmed).toISOString(),
          inForceFrom: new Date(latest.inForceFrom).toISOString(),
        }
      : null,
    snapshotCount: snapshots.length,
    replacedBundledId: replacedBundled(snapshots)?.snapshotId ?? null,
    waitingCount,
    configuredSource: env.LITELLM_CATALOG_URL,
    refreshEveryHours: env.CATALOG_TTL_HOURS,
    lastAttemptAt: lastAttemptAt?.toISOString() ?? null,
    lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
    lastError,
  };
}

const replacedBundled = (snapshots: readonly LoadedSnapshot[]): LoadedSnapshot | undefined =>
  snapshots.at(-1)?.origin === "bundled" ? undefined : snapshots.find(({ origin }) => origin === "bundled");
