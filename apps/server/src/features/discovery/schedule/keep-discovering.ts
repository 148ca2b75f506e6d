/**
 * Asks all servers when the schedule says so, as the job a person starts, and tells what is new. Prices are never touched.
 * Time    of several processes on one database, the one that moves `next_at` runs; a discovery that runs already is waited for.
 * Errors  those of the database. What cannot be told is logged, the job goes on.
 */
import { createHash } from "node:crypto";
import type { NewNotification } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { JobView } from "#server/jobs/job-runner";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import type { ActingContext, Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";
import { discoverAll, DISCOVERY_JOB } from "../discover-models";
import type { Discovered } from "../discover-server";
import { proposePrices } from "../propose-prices";
import type { ServerRow } from "../rows";
import { SCHEDULED_SERVERS } from "./edit-schedule";

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

type DiscoveryRun = Readonly<{
  jobId: string;
  discovered: readonly Discovered[];
  /** Names without a price. */
  missing: ReadonlySet<string>;
  /** Ids of servers that could not be asked before either. */
  failedBefore: ReadonlySet<string>;
}>;

const MOST_NAMED = 5;

/** What of a scheduled discovery is worth telling: models that are new and have no price, servers that fail since then. Pure. */
function newsOfDiscovery(run: DiscoveryRun): readonly NewNotification[] {
  return [missingNews(run), failedNews(run)].filter((news) => news !== null);
}

/** By its names: a server that lists the same models anew is no news. */
function missingNews({ discovered, missing }: DiscoveryRun): NewNotification | null {
  const found = discovered
    .map(({ result, newNames }) => ({ server: result, names: newNames.filter((name) => missing.has(name)) }))
    .filter(({ names }) => names.length > 0);
  const names = [...new Set(found.flatMap((at) => at.names))].sort();
  const [first] = found;
  if (!first) return null;
  const at = found.length === 1 ? `&at=${first.server.serverId}` : "";
  return {
    key: `discovery.missing:${createHash("sha256").update(JSON.stringify(names)).digest("hex")}`,
    title: `${counted(names.length, "new model")} without a price at ${counted(found.length, "server")}`,
    detail: `${listed(names)}. Served by ${listed(found.map(({ server }) => server.name))}.`,
    link: `/admin/discovery?tab=sync&step=review&show=missing${at}`,
    permission: "discovery:read",
  };
}

function failedNews({ jobId, discovered, failedBefore }: DiscoveryRun): NewNotification | null {
  const failed = discovered
    .map(({ result }) => result)
    .filter(({ isOk, code, serverId }) => !isOk && code !== "aborted" && !failedBefore.has(serverId));
  if (failed.length === 0) return null;
  return {
    key: `discovery.failed:${jobId}`,
    title: `${counted(failed.length, "server")} could not be asked for models`,
    detail: failed
      .slice(0, MOST_NAMED)
      .map(({ name, message }) => `${name}: ${message ?? ""}`)
      .join(" "),
    link: "/admin/discovery?tab=servers&sort=health",
    permission: "discovery:read",
  };
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(", ");
  return more > 0 ? `${shown} and ${more.toLocaleString("en")} more` : shown;
}

/**
 * Looks in the background whether the servers are to be asked again.
 * Time    every half minute; nothing here delays the start or the stop. Errors: logged, and tried again at the next look.
 */
const LOOK_MS = 30_000;

export const keepDiscovering = (services: Services, tell: Tell): Keeper =>
  keepLooking(services, { everyMs: LOOK_MS, failed: "scheduled discovery could not be looked at" }, () =>
    runScheduled(services, tell),
  );
