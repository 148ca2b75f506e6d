/**
 * Compares the ledger with its sums every night, as the job a person starts. Nothing is repaired without a person.
 * Time    in the first look of a day of UTC; of several processes the first one does it. Errors: logged, and tried again at the next look.
 */
import { VERIFY_JOB } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import type { ActingContext, Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";
import { startVerify, type Tell } from "./verify-ledger";

const LOOK_MS = 10 * 60 * 1000;

export async function verifyOnceADay(services: Services, tell: Tell): Promise<boolean> {
  const ctx: ActingContext = { ...services, actor: SYSTEM, requestId: "nightly check" };
  const latest = await ctx.jobs.latest(VERIFY_JOB);
  const today = ctx.clock().toISOString().slice(0, 10);
  if (latest && (latest.state === "running" || latest.createdAt.slice(0, 10) >= today)) return false;
  try {
    await startVerify(ctx, { repair: false }, tell);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "JOB_RUNNING") return false;
    throw error;
  }
}

export const keepVerified = (services: Services, tell: Tell): Keeper =>
  keepLooking(
    services,
    { everyMs: LOOK_MS, failed: "the nightly check of the ledger could not be started", isPatient: true },
    () => verifyOnceADay(services, tell),
  );
