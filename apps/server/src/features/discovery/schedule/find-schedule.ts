/** How often the servers are asked by themselves, when they were last and will be next. Time: ISO 8601 UTC. */
import type { ActingContext } from "#server/services/context";
import type { JobView } from "#server/jobs/job-runner";

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
