/**
 * Makes the sums of all days anew by the zone of the ledger, newest day first, while the intake goes on: each day is made to agree with
 * its requests in one statement, so that the end is exact whatever was booked meanwhile.
 * Time    days of the ledger. How far it came stands in the database: another start, of any server, goes on from there.
 * Errors  JOB_RUNNING.
 */
import { RESUM_JOB } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { JobHandle, JobView } from "#server/jobs/job-runner";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import { compareDay, daysOfLedger } from "#server/ledger/compare-day";
import { type LedgerZone, readZone } from "#server/ledger/ledger-days";
import { isNothing } from "#server/ledger/rollups";
import { compareUnits } from "#server/ledger/units";
import type { ActingContext, Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";
import { saveHoldsFrom } from "./rows";

export const startResum = (ctx: ActingContext): Promise<JobView> =>
  ctx.jobs.start(RESUM_JOB, ctx.actor, {}, async (job) => ({ days: await resumDays(ctx, job) }));

type Parts = Pick<Services, "db" | "clock">;

/** Answers how many days were made anew. */
export async function resumDays({ db, clock }: Parts, job: Pick<JobHandle, "report" | "isCancelled">): Promise<number> {
  let done = 0;
  while (!job.isCancelled()) {
    const state = await readZone(db.pool, clock());
    if (state.holdsFrom === null) break;
    done += await resumBefore(db, state, state.holdsFrom, job);
  }
  return done;
}

/** Ends early when the zone is changed once more. */
async function resumBefore(
  { pool }: Services["db"],
  { zone }: LedgerZone,
  holdsFrom: string,
  job: Pick<JobHandle, "report" | "isCancelled">,
): Promise<number> {
  const days = await daysOfLedger(pool);
  const waiting = days.filter((day) => day < holdsFrom).toReversed();
  let done = 0;
  for (const day of waiting) {
    if (job.isCancelled()) return done;
    await compareDay(pool, day, { repair: true });
    await compareUnits(pool, day, { repair: true });
    if (!(await saveHoldsFrom(pool, zone, day))) return done;
    done += 1;
    await job.report({
      done: days.length - waiting.length + done,
      total: days.length,
      label: `Adding up days of ${zone}`,
    });
  }
  await pool.query(`DELETE FROM usage_sums WHERE ${isNothing()}`);
  await pool.query("DELETE FROM usage_units_by_model_day WHERE requests = 0 AND quantity = 0");
  await saveHoldsFrom(pool, zone, null);
  return done;
}

const LOOK_MS = 20_000;

/** Goes on with what a server that is gone had begun. */
export async function resumeResum(services: Services): Promise<boolean> {
  const { holdsFrom } = await readZone(services.db.pool, services.clock());
  if (holdsFrom === null) return false;
  try {
    await startResum({ ...services, actor: SYSTEM, requestId: "days of another zone" });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "JOB_RUNNING") return false;
    throw error;
  }
}

export const keepResumming = (services: Services): Keeper =>
  keepLooking(services, { everyMs: LOOK_MS, failed: "the days of the ledger's zone could not be added up" }, () =>
    resumeResum(services),
  );
