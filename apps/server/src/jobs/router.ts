/** Progress of long work, for anyone signed in; who may start a kind, its own feature says. */
import { FindJob, LatestJob } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { procedure, router, signedInProcedure } from "#server/rpc/trpc";

export const jobsRouter = router({
  /** Fails with NOT_FOUND. */
  find: signedInProcedure.input(FindJob).query(async ({ ctx, input }) => {
    const job = await ctx.jobs.find(input.id);
    if (!job) throw new DomainError("NOT_FOUND", { what: "job", name: input.id });
    return job;
  }),

  /** null: none of this kind has ever run. */
  latest: signedInProcedure.input(LatestJob).query(({ ctx, input }) => ctx.jobs.latest(input.kind)),

  /** Fails with NOT_FOUND when it is not running any more. */
  cancel: procedure("jobs:cancel")
    .input(FindJob)
    .mutation(({ ctx, input }) => ctx.jobs.cancel(input.id)),
});
