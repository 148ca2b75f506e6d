/** Whether sample data is there, what removing it would take away, and what would stay. */
import { SAMPLE_WORLD_JOB, type SampleWorldState, type UsageEvent } from "@ratecard/contract";
import { SAMPLE_GATEWAY } from "@ratecard/fixtures";
import type { Database, Transaction } from "@ratecard/prisma";
import type { JobView } from "#server/jobs/job-runner";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import {
  countAliases,
  dropMarker,
  dropServers,
  findMarker,
  findSamplePrices,
  findServers,
  withdrawPrices,
} from "./rows";

type SampleContents = Readonly<{ servers: number; aliases: number; prices: number; requests: number }>;

export type SampleWorldView = Readonly<{
  state: SampleWorldState;
  /** The latest load or removal, running or over. */
  job: JobView | null;
  /** What a removal would take away. */
  contents: SampleContents;
  /** Sample prices that were edited since: a removal keeps them. */
  editedPrices: readonly string[];
  /** Real prices that stood in the way of sample ones and were left alone. */
  existingPrices: readonly string[];
}>;

export async function findSampleWorld(services: Services, parts: SampleWorldParts): Promise<SampleWorldView> {
  const { db, jobs } = services;
  const [job, marker, prices, servers, aliases, requests] = await Promise.all([
    jobs.latest(SAMPLE_WORLD_JOB),
    findMarker(db),
    findSamplePrices(db.prisma),
    findServers(db),
    countAliases(db),
    parts.countGatewayUsage(db, SAMPLE_GATEWAY),
  ]);
  const own = prices.filter(({ isEdited }) => !isEdited);
  const contents = { servers: servers.length, aliases, prices: own.length, requests };
  return {
    state: stateOf(job, marker?.phase, contents),
    job,
    contents,
    editedPrices: prices.filter(({ isEdited }) => isEdited).map(({ model }) => model),
    existingPrices: marker?.existing ?? [],
  };
}

function stateOf(job: JobView | null, phase: string | undefined, contents: SampleContents): SampleWorldState {
  if (job?.state === "running") return "busy";
  if (phase === "loaded") return "loaded";
  const isEmpty = Object.values(contents).every((count) => count === 0);
  return phase === undefined && isEmpty ? "absent" : "partial";
}

/** What the sample world needs of the usage feature. The router puts both together: features never import features. */
export type SampleWorldParts = Readonly<{
  /** Books requests under the name of a gateway, priced as of their time. */
  ingestEvents: (
    services: Services,
    batch: Readonly<{ gateway: string; events: readonly UsageEvent[] }>,
  ) => Promise<readonly Readonly<{ status: string }>[]>;
  /** Takes every trace of a gateway out of ledger, rollups and counts; answers how many requests there were. */
  removeGatewayUsage: (tx: Transaction, gateway: string) => Promise<number>;
  countGatewayUsage: (db: Database, gateway: string) => Promise<number>;
}>;

/** Removes sample data as a job, so that a closed tab loses nothing. Errors: JOB_RUNNING. Where none is, nothing happens. */
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
