/** The catalogue for people. */
import { CompareSnapshots, DecideChanges, OneSnapshot, PreviewChanges, ReviewPolicy } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { catalogState, reviewState, setReviewPolicy } from "./catalog-state";
import { listChangesOf, sumChangesOf } from "./change-rows";
import { compareSnapshots } from "./compare-snapshots";
import { acceptChanges, previewChanges, rejectChanges } from "./decide-changes";
import { previewRefresh, refreshCatalog } from "./refresh-catalog";

export const catalogRouter = router({
  state: procedure("catalog:read").query(({ ctx }) => catalogState(ctx)),

  /** Fails with CATALOG_REFUSED; the last good one stays in force. */
  refresh: procedure("catalog:refresh").mutation(({ ctx }) => refreshCatalog(ctx)),

  /** What a refresh would change; nothing is written. Fails with CATALOG_REFUSED. */
  previewRefresh: procedure("catalog:refresh").query(({ ctx }) => previewRefresh(ctx)),

  /** What waits for a decision, what was rejected, the setting, and the snapshots. */
  review: procedure("catalog:read").query(({ ctx }) => reviewState(ctx)),

  /** What one refresh changed, as it was recorded. */
  changes: procedure("catalog:read")
    .input(OneSnapshot)
    .query(async ({ ctx: { db }, input: { snapshotId } }) => ({
      changes: await listChangesOf(db.pool, snapshotId),
      totals: await sumChangesOf(db.pool, snapshotId),
    })),

  /** Between any two snapshots. Fails with NOT_FOUND. */
  diff: procedure("catalog:read")
    .input(CompareSnapshots)
    .query(({ ctx, input }) => compareSnapshots(ctx, input)),

  /** The last 30 days with open changes accepted. A mutation only because its ids may be too many for an address; it writes nothing. */
  previewChanges: procedure("catalog:read")
    .input(PreviewChanges)
    .mutation(({ ctx, input }) => previewChanges(ctx, input)),

  /** In force from now. NOT_FOUND: one of them waits no more, and none is accepted. */
  accept: procedure("catalog:review")
    .input(DecideChanges)
    .mutation(({ ctx, input }) => acceptChanges(ctx, input)),

  /** The old price stays until the source says something else. */
  reject: procedure("catalog:review")
    .input(DecideChanges)
    .mutation(({ ctx, input }) => rejectChanges(ctx, input)),

  setPolicy: procedure("catalog:refresh")
    .input(ReviewPolicy)
    .mutation(({ ctx, input }) => setReviewPolicy(ctx, input)),
});
