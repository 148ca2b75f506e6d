/** Removes sample data as a job, so that a closed tab loses nothing. Errors: JOB_RUNNING. Where none is, nothing happens. */
import { SAMPLE_WORLD_JOB } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { clearSampleWorld } from "./clear-sample-world";
import { findSampleWorld, type SampleWorldView } from "./find-sample-world";
import type { SampleWorldParts } from "./parts";

export async function removeSampleWorld(ctx: ActingContext, parts: SampleWorldParts): Promise<SampleWorldView> {
  const { state } = await findSampleWorld(ctx, parts);
  if (state !== "absent") {
    await ctx.jobs.start(SAMPLE_WORLD_JOB, ctx.actor, { action: "remove" }, async (job) => {
      await job.report({ done: 0, total: null, label: "Removing sample data" });
      return { action: "remove", ...(await clearSampleWorld(ctx, parts)) };
    });
  }
  return findSampleWorld(ctx, parts);
}
