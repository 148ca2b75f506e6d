/** Sample data, one click each: load, remove. Both answer at once; `state` says how far the job is. */
import { procedure, router } from "#server/rpc/trpc";
import { loadSampleWorld } from "./load-sample-world";
import { findSampleWorld, removeSampleWorld, type SampleWorldParts } from "./sample-world";

export const createSampleWorldRouter = (parts: SampleWorldParts) =>
  router({
    state: procedure("sample-world:write").query(({ ctx }) => findSampleWorld(ctx, parts)),

    /** Fails with JOB_RUNNING, and in its job with ALREADY_EXISTS. */
    load: procedure("sample-world:write").mutation(({ ctx }) => loadSampleWorld(ctx, parts)),

    /** Fails with JOB_RUNNING. */
    remove: procedure("sample-world:write").mutation(({ ctx }) => removeSampleWorld(ctx, parts)),
  });
