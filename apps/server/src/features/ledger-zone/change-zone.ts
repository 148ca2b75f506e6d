/**
 * Another zone for the days of the ledger: from the next booking on, and by a job for all days that are there.
 * Errors  ZONE_KEPT once a month is closed, REQUESTS_NOT_KEPT once requests were dropped, JOB_RUNNING while costs of some days are corrected; INVALID_INPUT for a name that this server or its database does not know; UNAVAILABLE when the intake cannot be stopped for the moment.
 */
import { type ChangeLedgerZone, RECOST_RUN_JOB, RESUM_JOB } from "@ratecard/contract";
import { DomainError, refusedField, unavailable } from "#server/errors/domain-error";
import { type Kept, readKept, SELECT_KEPT } from "#server/ledger/kept-days";
import { type LedgerZone, readZone } from "#server/ledger/ledger-days";
import type { JobView } from "#server/jobs/job-runner";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { resumeResum } from "./resum-days";
import { findMonthOfZone, isRecosting, isZoneKnown, saveZone, stopIntake } from "./rows";

/** `keptFrom`: the first day of which requests are kept; null: all are. */
export type LedgerZoneView = LedgerZone & Readonly<{ job: JobView | null; keptFrom: string | null }>;

/** `job`: the one that adds up, while it is not done. */
export async function showZone({ db, clock, jobs }: Pick<Services, "db" | "clock" | "jobs">): Promise<LedgerZoneView> {
  const zone = await readZone(db.pool, clock());
  const kept = await readKept(db.pool);
  const job = zone.holdsFrom === null ? null : await jobs.latest(RESUM_JOB);
  return { ...zone, job, keptFrom: kept?.day ?? null };
}

export async function changeZone(ctx: ActingContext, { zone }: ChangeLedgerZone): Promise<LedgerZoneView> {
  if (!isZoneHere(zone) || !(await isZoneKnown(ctx.db.pool, zone))) throw refusedField("zone", "not-a-zone");
  const { zone: current } = await readZone(ctx.db.pool, ctx.clock());
  if (current === zone) return showZone(ctx);
  const details = (before: string) => ({ before, after: zone });
  await write(ctx, { action: "ledger.zone", subject: zone, details }, async (tx) => {
    await stopIntake(tx).catch((error: unknown) => {
      throw isLockTimeout(error) ? unavailable() : error;
    });
    const [kept] = await tx.$queryRawUnsafe<Kept[]>(SELECT_KEPT);
    if (kept) throw new DomainError("REQUESTS_NOT_KEPT", { from: kept.day, doing: "zone" });
    const month = await findMonthOfZone(tx);
    if (month !== null) throw new DomainError("ZONE_KEPT", { zone: current, month });
    if (await isRecosting(tx)) throw new DomainError("JOB_RUNNING", { kind: RECOST_RUN_JOB });
    return saveZone(tx, zone);
  });
  await resumeResum(ctx);
  return showZone(ctx);
}

function isZoneHere(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const LOCK_NOT_AVAILABLE = "55P03";
const isLockTimeout = (error: unknown): boolean => error instanceof Error && error.message.includes(LOCK_NOT_AVAILABLE);
