/** Of which zone the days of the ledger are. */
import { ChangeLedgerZone } from "@ratecard/contract";
import { procedure, router, signedInProcedure } from "#server/rpc/trpc";
import { changeZone, showZone } from "./change-zone";

export const ledgerZoneRouter = router({
  show: signedInProcedure.query(({ ctx }) => showZone(ctx)),

  /** Starts the job that adds up all days anew. Fails with INVALID_INPUT, ZONE_KEPT, UNAVAILABLE. */
  change: procedure("ledger:zone")
    .input(ChangeLedgerZone)
    .mutation(({ ctx, input }) => changeZone(ctx, input)),
});
