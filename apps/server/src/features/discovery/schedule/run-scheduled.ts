/**
 * Asks all servers when the schedule says so, as the job a person starts, and tells what is new. Prices are never touched.
 * Time    of several processes on one database, the one that moves `next_at` runs; a discovery that runs already is waited for.
 * Errors  those of the database. What cannot be told is logged, the job goes on.
 */
import type { NewNotification } from "@ratecard/contract";
import type { ActingContext, Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import type { JobView } from "#server/jobs/job-runner";
import { SYSTEM } from "#server/write/system-actor";
import { DISCOVERY_JOB, discoverAll } from "../discover-models";
import type { Discovered } from "../discover-server";
import { proposePrices } from "../propose-prices";
import type { ServerRow } from "../rows";
import { SCHEDULED_SERVERS } from "./find-schedule";
import { newsOfDiscovery } from "./news-of-discovery";

export type Tell = (news: NewNotification) => Promise<void>;

const RETRY_MINUTES = 15;

/** null: it is off, not due, somebody else's, or there is nobody to ask. */
export async function runScheduled(services: Services, tell: Tell): Promise<JobView | null> {
  const ctx: ActingContext = { ...services, actor: SYSTEM, requestId: "schedule" };
  const { prisma } = ctx.db;
  const now = ctx.clock();
  const servers = await prisma.litellmServer.findMany({ where: SCHEDULED_SERVERS, orderBy: { name: "asc" } });
  if (servers.length === 0) return null;
  const claimed = await prisma.$executeRaw`UPDATE discovery_schedule
    SET next_at = ${now}::timestamptz + make_interval(hours => every_hours) WHERE next_at <= ${now}::timestamptz`;
  if (claimed === 0) return null;
  const input = { serverIds: servers.map(({ id }) => id) };
  try {
    const job = await ctx.jobs.start(DISCOVERY_JOB, SYSTEM, input, async (handle) => {
      const discovered = await discoverAll(ctx, servers, handle);
      await tellNews(ctx, { jobId: handle.id, servers, discovered }, tell);
      return { servers: discovered.map(({ result }) => result) };
    });
    await prisma.discoverySchedule.updateMany({ data: { lastStartedAt: now, lastJobId: job.id } });
    return job;
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "JOB_RUNNING")) throw error;
    await prisma.$executeRaw`UPDATE discovery_schedule
      SET next_at = ${now}::timestamptz + make_interval(mins => ${RETRY_MINUTES}::integer) WHERE every_hours IS NOT NULL`;
    return null;
  }
}

type Run = Readonly<{ jobId: string; servers: readonly ServerRow[]; discovered: readonly Discovered[] }>;

async function tellNews(ctx: ActingContext, { jobId, servers, discovered }: Run, tell: Tell): Promise<void> {
  try {
    const isAnyNew = discovered.some(({ newNames }) => newNames.length > 0);
    const ids = servers.map(({ id }) => id);
    const proposals = isAnyNew ? (await proposePrices(ctx, ids)).proposals : [];
    const missing = new Set(proposals.filter(({ status }) => status === "missing").map(({ name }) => name));
    const failedBefore = new Set(servers.filter(({ health }) => health === "failed").map(({ id }) => id));
    for (const news of newsOfDiscovery({ jobId, discovered, missing, failedBefore })) await tell(news);
  } catch (error) {
    ctx.log.error({ err: error, job: jobId }, "what a scheduled discovery found was not told");
  }
}
