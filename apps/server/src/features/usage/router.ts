/** What waits in quarantine, and files of usage that are brought in, for people. */
import {
  ListQuarantine,
  OneQuarantined,
  OneUsageImport,
  PreviewUsageImport,
  RememberedColumns,
  SettleQuarantined,
  SettleQuarantineGroup,
  StartUsageImport,
  TryUsageRows,
  UsageImportRows,
} from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { endUsageImport, listImports, rememberedColumns, startImport, tryRows } from "./import/imports";
import { previewImport } from "./import/overlap";
import { takeRows } from "./import/take-rows";
import { findQuarantinedItem, listQuarantine, quarantineCount, quarantineGroups } from "./quarantine/list-quarantine";
import { QUARANTINE_JOB, settleGroup } from "./quarantine/settle-group";
import { settleOneQuarantined } from "./quarantine/settle-quarantined";

export const usageRouter = router({
  quarantine: procedure("requests:read")
    .input(ListQuarantine)
    .query(({ ctx, input }) => listQuarantine(ctx, input)),

  quarantineCount: procedure("requests:read").query(({ ctx }) => quarantineCount(ctx)),

  quarantineGroups: procedure("requests:read").query(({ ctx }) => quarantineGroups(ctx)),

  /** Fails with NOT_FOUND. */
  quarantined: procedure("requests:read")
    .input(OneQuarantined)
    .query(({ ctx, input }) => findQuarantinedItem(ctx, input)),

  /** Fails with NOT_FOUND, or INVALID_INPUT where it cannot be taken. */
  settle: procedure("quarantine:settle")
    .input(SettleQuarantined)
    .mutation(({ ctx, input }) => settleOneQuarantined(ctx, input)),

  /** Starts a job. Fails with JOB_RUNNING. */
  settleGroup: procedure("quarantine:settle")
    .input(SettleQuarantineGroup)
    .mutation(({ ctx, input }) => settleGroup(ctx, input)),

  /** null: none was ever started. */
  settlingGroup: procedure("requests:read").query(({ ctx }) => ctx.jobs.latest(QUARANTINE_JOB)),

  imports: procedure("requests:read").query(({ ctx }) => listImports(ctx)),

  /** null: files with these columns are new. */
  rememberedColumns: procedure("usage:import")
    .input(RememberedColumns)
    .query(({ ctx, input }) => rememberedColumns(ctx, input.names)),

  /** Writes nothing. A mutation, because rows are too long for an address. */
  tryRows: procedure("usage:import")
    .input(TryUsageRows)
    .mutation(({ ctx, input }) => tryRows(ctx, input)),

  /** What is booked on the days of the file already. A mutation, because those are too many for an address. */
  previewImport: procedure("usage:import")
    .input(PreviewUsageImport)
    .mutation(({ ctx, input }) => previewImport(ctx, input)),

  /** Goes on with the same file where it did not come to its end. Fails with INVALID_INPUT where its days have requests, unless that is accepted. */
  startImport: procedure("usage:import")
    .input(StartUsageImport)
    .mutation(({ ctx, input }) => startImport(ctx, input)),

  /** Fails with NOT_FOUND, TOO_BUSY, or INVALID_INPUT where the import stands elsewhere. */
  importRows: procedure("usage:import")
    .input(UsageImportRows)
    .mutation(({ ctx, input }) => takeRows(ctx, input)),

  /** Fails with NOT_FOUND where it was cancelled. */
  finishImport: procedure("usage:import")
    .input(OneUsageImport)
    .mutation(({ ctx, input }) => endUsageImport(ctx, input.id, "done")),

  /** Rows that were taken stay. Fails with NOT_FOUND where it was finished. */
  cancelImport: procedure("usage:import")
    .input(OneUsageImport)
    .mutation(({ ctx, input }) => endUsageImport(ctx, input.id, "cancelled")),
});
