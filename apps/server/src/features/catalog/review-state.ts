/** What waits for a decision, what was rejected, and each snapshot with the count of its changes. Time: ISO 8601 UTC. */
import type { ActingContext } from "#server/services/context";
import type { CatalogOrigin } from "#server/pricing/snapshot-body";
import { type ChangeCounts, type ChangeView, countChanges, listOpenChanges } from "./change-rows";
import { findPolicy } from "./rows";

export type ReviewState = Readonly<{
  /** By setting every change of a model with requests waits, not only the quarantined. */
  holdUsed: boolean;
  /** Most used first. */
  waiting: readonly ChangeView[];
  rejected: readonly ChangeView[];
  /** Newest first. */
  snapshots: readonly SnapshotView[];
}>;

export type SnapshotView = Readonly<{
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
