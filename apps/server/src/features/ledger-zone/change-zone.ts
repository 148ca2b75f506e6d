/**
 * Another zone for the days of the ledger: from the next booking on, and by a job for all days that are there.
 * Errors  ZONE_KEPT once a month is closed; INVALID_INPUT for a name that this server or its database does not know; UNAVAILABLE when the intake cannot be stopped for the moment.
 */
import { type ChangeLedgerZone, RESUM_JOB } from "@ratecard/contract";
import { DomainError, refusedField, unavailable } from "#server/errors/domain-error";
import { type LedgerZone, readZone } from "#server/ledger/ledger-days";
import type { JobView } from "#server/jobs/job-runner";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { resumeResum } from "./resum-days";
import { findMonthOfZone, isZoneKnown, saveZone, stopIntake } from "./rows";

export type LedgerZoneView = LedgerZone & Readonly<{ job: JobView | null }>;

/** `job`: the one that adds up, while it is not done. */
export async function showZone({ db, clock, jobs }: Pick<Services, "db" | "clock" | "jobs">): Promise<LedgerZoneView> {
  const zone = await readZone(db.pool, clock());
  return { ...zone, job: zone.holdsFrom === null ? null : await jobs.latest(RESUM_JOB) };
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
    const month = await findMonthOfZone(tx);
    if (month !== null) throw new DomainError("ZONE_KEPT", { zone: current, month });
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
