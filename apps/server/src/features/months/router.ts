/** Months of the ledger: closing, statements, corrections, re-opening. */
import { CloseMonth, ListCorrections, OneMonth, ReopenMonth } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { closeMonth, previewMonth } from "./close-month";
import { checkStatements, findStatement, listCorrections, listMonths } from "./list-months";
import { reopenMonth } from "./reopen-month";

const read = procedure("months:read");

export const monthsRouter = router({
  list: read.query(({ ctx }) => listMonths(ctx)),
  /** What a statement would say now. */
  preview: read.input(OneMonth).query(({ ctx, input }) => previewMonth(ctx, input)),
  /** Fails with NOT_FOUND. */
  statement: read.input(OneMonth).query(({ ctx, input }) => findStatement(ctx, input)),
  /** A changed statement is an answer, not an error. */
  check: read.query(({ ctx }) => checkStatements(ctx)),
  corrections: procedure("requests:read")
    .input(ListCorrections)
    .query(({ ctx, input }) => listCorrections(ctx, input)),

  /** Fails with MONTH_NOT_OVER, MONTH_OUT_OF_ORDER, MONTH_CLOSED, JOB_RUNNING. */
  close: procedure("months:close")
    .input(CloseMonth)
    .mutation(({ ctx, input }) => closeMonth(ctx, input)),

  /** Fails with MONTH_REOPENED, NOT_FOUND, MONTH_OUT_OF_ORDER, REQUESTS_NOT_KEPT. */
  reopen: procedure("months:reopen")
    .input(ReopenMonth)
    .mutation(({ ctx, input }) => reopenMonth(ctx, input)),
});
