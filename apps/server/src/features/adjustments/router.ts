/** Discounts and margins of providers: check the input, call one verb. */
import { EndAdjustment, PreviewAdjustment, SetAdjustment } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { listAdjustments } from "./list-adjustments";
import { endAdjustment, previewAdjustment, setAdjustment } from "./set-adjustment";

export const adjustmentsRouter = router({
  list: procedure("price-book:read").query(({ ctx }) => listAdjustments(ctx)),

  /** Writes nothing. */
  preview: procedure("price-book:read")
    .input(PreviewAdjustment)
    .query(({ ctx, input }) => previewAdjustment(ctx, input)),

  /** From now or a date on. Fails with VERSION_MOVED, VERSION_REQUIRED, INVALID_INPUT. */
  set: procedure("price-book:write")
    .input(SetAdjustment)
    .mutation(({ ctx, input }) => setAdjustment(ctx, input)),

  /** Fails with VERSION_MOVED, VERSION_REQUIRED, NOT_FOUND. */
  end: procedure("price-book:write")
    .input(EndAdjustment)
    .mutation(({ ctx, input }) => endAdjustment(ctx, input)),
});
