/** How often the servers are asked by themselves, when they were last and will be next. Time: ISO 8601 UTC. */
import type { SetDiscoverySchedule } from "@ratecard/contract";
import type { JobView } from "#server/jobs/job-runner";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";

export type ScheduleView = Readonly<{
  /** null: it is off. */
  everyHours: number | null;
  nextAt: string | null;
  lastStartedAt: string | null;
  /** How the last run ended; null: none was. */
  lastState: JobView["state"] | null;
  /** Servers that are asked: active, and not of the sample data. */
  serverCount: number;
}>;

/** Which servers are asked by themselves: the sample gateway has nothing new to say. */
export const SCHEDULED_SERVERS = { isActive: true, isSample: false } as const;

export async function findSchedule({ db, jobs }: Pick<ActingContext, "db" | "jobs">): Promise<ScheduleView> {
  const [row, serverCount] = await Promise.all([
    db.prisma.discoverySchedule.findFirst(),
    db.prisma.litellmServer.count({ where: SCHEDULED_SERVERS }),
  ]);
  const lastJob = row?.lastJobId ? await jobs.find(row.lastJobId) : null;
  return {
    everyHours: row?.everyHours ?? null,
    nextAt: row?.nextAt?.toISOString() ?? null,
    lastStartedAt: row?.lastStartedAt?.toISOString() ?? null,
    lastState: lastJob?.state ?? null,
    serverCount,
  };
}

/** Sets how often the servers are asked by themselves; the first time is so many hours from now. Errors: none of its own. */
const HOUR_MS = 3_600_000;

export async function setSchedule(ctx: ActingContext, { everyHours }: SetDiscoverySchedule): Promise<ScheduleView> {
  const nextAt = everyHours === null ? null : new Date(ctx.clock().getTime() + everyHours * HOUR_MS);
  const entry = { action: "discovery.schedule", subject: "discovery", details: () => ({ everyHours }) };
  await write(ctx, entry, (tx) => tx.discoverySchedule.updateMany({ data: { everyHours, nextAt } }));
  return findSchedule(ctx);
}
