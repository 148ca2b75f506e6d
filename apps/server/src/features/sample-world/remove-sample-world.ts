/** Removes sample data as a job, so that a closed tab loses nothing. Errors: JOB_RUNNING. Where none is, nothing happens. */
import { SAMPLE_WORLD_JOB } from "@ratecard/contract";
import { SAMPLE_GATEWAY } from "@ratecard/fixtures";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findSampleWorld, type SampleContents, type SampleWorldParts, type SampleWorldView } from "./find-sample-world";
import { dropMarker, dropServers, findMarker, findSamplePrices, withdrawPrices } from "./rows";

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

type Cleared = Readonly<{ removed: SampleContents; keptPrices: readonly string[] }>;

const NOTHING: Cleared = { removed: { servers: 0, aliases: 0, prices: 0, requests: 0 }, keptPrices: [] };

/**
 * Takes sample data out again, all of it in one transaction: requests with their rollups, prices nobody edited since, servers.
 * Errors  none of its own; where nothing is, nothing happens.
 */
export async function clearSampleWorld(ctx: ActingContext, parts: SampleWorldParts): Promise<Cleared> {
  const { contents } = await findSampleWorld(ctx, parts);
  const isAny = Object.values(contents).some((count) => count > 0) || (await findMarker(ctx.db)) !== null;
  await ctx.sampleGateway.stop();
  if (!isAny) return NOTHING;

  const entry = { action: "sample-world.remove", subject: "sample world", source: "sample" as const };
  const cleared = await write(ctx, { ...entry, details: (result: Cleared) => result }, async (tx) => {
    const requests = await parts.removeGatewayUsage(tx, SAMPLE_GATEWAY);
    const prices = await findSamplePrices(tx);
    const own = prices.filter(({ isEdited }) => !isEdited).map(({ model }) => model);
    await withdrawPrices(tx, own);
    const { servers, aliases } = await dropServers(tx);
    await dropMarker(tx);
    const keptPrices = prices.filter(({ isEdited }) => isEdited).map(({ model }) => model);
    return { removed: { servers, aliases, prices: own.length, requests }, keptPrices };
  });
  await ctx.prices.refresh();
  return cleared;
}
