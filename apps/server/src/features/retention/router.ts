/** How long single requests are kept. */
import { ChangeRetention, PreviewRetention } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { changeRetention, previewRetention, showRetention } from "./change-retention";

export const retentionRouter = router({
  show: procedure("ledger:retention").query(({ ctx }) => showRetention(ctx)),

  /** Which months would go. */
  preview: procedure("ledger:retention")
    .input(PreviewRetention)
    .query(({ ctx, input }) => previewRetention(ctx, input)),

  /** They are dropped in the background, within the hour. Fails with INVALID_INPUT. */
  change: procedure("ledger:retention")
    .input(ChangeRetention)
    .mutation(({ ctx, input }) => changeRetention(ctx, input)),
});
