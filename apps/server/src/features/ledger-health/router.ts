/** The health of the ledger: who reports, how well tokens are known, and whether sums and rows agree. */
import { FindJob, VerifyLedger } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { ledgerHealth } from "./ledger-health";
import { findVerdict, startVerify, type Tell } from "./verify-ledger";

export const createLedgerHealthRouter = (tell: (ctx: Parameters<typeof startVerify>[0]) => Tell) =>
  router({
    show: procedure("requests:read").query(({ ctx }) => ledgerHealth(ctx)),

    /** What a check found. Fails with NOT_FOUND while it runs, and for one that did not end well. */
    verdict: procedure("requests:read")
      .input(FindJob)
      .query(({ ctx, input }) => findVerdict(ctx, input.id)),

    /** Starts the job; its result says what differs. Fails with JOB_RUNNING. */
    verify: procedure("ledger:verify")
      .input(VerifyLedger)
      .mutation(({ ctx, input }) => startVerify(ctx, input, tell(ctx))),
  });
