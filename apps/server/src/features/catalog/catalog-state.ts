/** Which catalogue is in force, how old it is, and how the last refresh went. Time: ISO 8601 UTC. */
import type { ReviewPolicy } from "@ratecard/contract";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import type { CatalogOrigin } from "#server/pricing/catalog-body";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { type ChangeCounts, type ChangeView, countChanges, countWaiting, listOpenChanges } from "./change-rows";
import { findAttempt, findPolicy, savePolicy } from "./rows";

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

type ReviewState = Readonly<{
  /** By setting every change of a model with requests waits, not only the doubtful ones. */
  holdUsed: boolean;
  /** Most used first. */
  waiting: readonly ChangeView[];
  rejected: readonly ChangeView[];
  /** Newest first. */
  snapshots: readonly SnapshotView[];
}>;

type SnapshotView = Readonly<{
  snapshotId: string;
  origin: CatalogOrigin;
  source: string;
  entryCount: number;
  inForceFrom: string;
  /** null: still in force. */
  inForceUntil: string | null;
  /** null: no refresh of the same source went before, or changes were accepted. */
  counts: ChangeCounts | null;
}>;

/** What waits for a decision, what was rejected, and each snapshot with the count of its changes. Time: ISO 8601 UTC. */
export async function reviewState({ db, prices }: Pick<ActingContext, "db" | "prices">): Promise<ReviewState> {
  const { pool } = db;
  const [{ holdUsed }, open, counts] = await Promise.all([findPolicy(db), listOpenChanges(pool), countChanges(pool)]);
  const snapshots = prices.now().snapshots.map(
    ({ snapshotId, origin, source, entryCount, inForceFrom, inForceUntil }): SnapshotView => ({
      snapshotId,
      origin,
      source,
      entryCount,
      inForceFrom: new Date(inForceFrom).toISOString(),
      inForceUntil: inForceUntil === null ? null : new Date(inForceUntil).toISOString(),
      counts: counts.get(snapshotId) ?? null,
    }),
  );
  return {
    holdUsed,
    waiting: open.filter(({ state }) => state === "held"),
    rejected: open.filter(({ state }) => state === "rejected"),
    snapshots: snapshots.toReversed(),
  };
}

/** Which changes of a refresh wait for somebody, from the next refresh on. */
export async function setReviewPolicy(ctx: ActingContext, policy: ReviewPolicy): Promise<ReviewPolicy> {
  const before = await findPolicy(ctx.db);
  const details = () => ({ before, after: policy });
  await write(ctx, { action: "catalog.policy", subject: "catalog-review", details }, (tx) =>
    savePolicy(tx, policy, ctx.actor.label, ctx.clock()),
  );
  return policy;
}
