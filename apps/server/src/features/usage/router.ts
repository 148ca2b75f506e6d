/** What waits in quarantine, for people: seen by who sees requests, settled by who may. */
import { ListQuarantine, OneQuarantined, SettleQuarantined, SettleQuarantineGroup } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
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
});
