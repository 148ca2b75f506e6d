/** Price-sync procedures: check the input, call one verb. No rule is decided here. */
import { ApplySync, PreviewSync } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { applySync } from "./apply-sync";
import { previewSync } from "./preview-sync";

export const priceSyncRouter = router({
  /** A mutation only because its choices may be too many for an address; it writes nothing. */
  preview: procedure("discovery:read")
    .input(PreviewSync)
    .mutation(({ ctx, input }) => previewSync(ctx, input)),

  /** All rows or none. Fails with VERSION_MOVED (which rows moved), INVALID_INPUT (which rows need a tick). */
  sync: procedure("discovery:write")
    .input(ApplySync)
    .mutation(({ ctx, input }) => applySync(ctx, input)),
});
