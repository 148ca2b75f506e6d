/** Corrections of what was booked, for people: dry run, confirm, stop, take back. */
import { ConfirmRecost, OneRequestKey, PreviewRecost, RecostRunId } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { confirmRecost, stopRecost } from "./confirm-recost";
import { previewRecost, requireRun } from "./preview-recost";
import { findHistory, findRuns } from "./rows";

export const recostRouter = router({
  list: procedure("requests:read").query(({ ctx }) => findRuns(ctx.db.pool)),
  /** Fails with NOT_FOUND. */
  get: procedure("requests:read")
    .input(RecostRunId)
    .query(({ ctx, input }) => requireRun(ctx, input.id)),
  /** Of one request. */
  history: procedure("requests:read")
    .input(OneRequestKey)
    .query(({ ctx, input }) => findHistory(ctx.db.pool, [input.occurredAt, input.requestId, input.gateway])),
  /** Starts a job; the run holds its result. Fails with JOB_RUNNING. */
  preview: procedure("requests:read")
    .input(PreviewRecost)
    .mutation(({ ctx, input }) => previewRecost(ctx, input)),
  confirm: procedure("recost:run")
    .input(ConfirmRecost)
    .mutation(({ ctx, input }) => confirmRecost(ctx, input)),
  stop: procedure("recost:run")
    .input(RecostRunId)
    .mutation(({ ctx, input }) => stopRecost(ctx, input)),
});
