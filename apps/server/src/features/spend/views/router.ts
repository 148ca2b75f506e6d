/** Saved questions of spend. Whoever sees spend may keep some. */
import { ChangeSpendView, OneSpendView, SaveSpendView } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { changeView, listViews, removeView, saveView } from "./saved-views";

export const viewsRouter = router({
  list: procedure("spend:read").query(({ ctx }) => listViews(ctx)),

  save: procedure("spend-views:write")
    .input(SaveSpendView)
    .mutation(({ ctx, input }) => saveView(ctx, input)),

  /** Fails with NOT_FOUND for somebody else's. */
  change: procedure("spend-views:write")
    .input(ChangeSpendView)
    .mutation(({ ctx, input }) => changeView(ctx, input)),

  remove: procedure("spend-views:write")
    .input(OneSpendView)
    .mutation(({ ctx, input }) => removeView(ctx, input)),
});
