/** What waits for a decision, what was rejected, and each snapshot with the count of its changes. Time: ISO 8601 UTC. */
import type { ReviewPolicy } from "@ratecard/contract";
import type { CatalogOrigin } from "#server/pricing/snapshot-body";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { type ChangeCounts, type ChangeView, countChanges, listOpenChanges } from "./change-rows";
import { findPolicy, savePolicy } from "./rows";

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

/** Which changes of a refresh wait for somebody, from the next refresh on. */
export async function setReviewPolicy(ctx: ActingContext, policy: ReviewPolicy): Promise<ReviewPolicy> {
  const before = await findPolicy(ctx.db);
  const details = () => ({ before, after: policy });
  await write(ctx, { action: "catalog.policy", subject: "catalog-review", details }, (tx) =>
    savePolicy(tx, policy, ctx.actor.label, ctx.clock()),
  );
  return policy;
}
