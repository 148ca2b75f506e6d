/**
 * Carries on runs that a server left in the middle, and starts those that wait for another to end. Where none is left, no month is.
 * Time    at the start and every 5 s; of several servers one does it. Errors: logged, and tried again at the next look.
 */
import { RECOST_PREVIEW_JOB, RECOST_RUN_JOB } from "@ratecard/contract";
import { catchUpMonth } from "#server/ledger/month-behind";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import type { Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";
import { endDeadPreviews, findRunning } from "./rows";
import { startRun } from "./run-recost";

const LOOK_MS = 5000;

export async function carryOnRuns(services: Services): Promise<void> {
  const [preview, running] = await Promise.all([
    services.jobs.latest(RECOST_PREVIEW_JOB),
    services.jobs.latest(RECOST_RUN_JOB),
  ]);
  if (preview?.state !== "running") await endDeadPreviews(services.db.pool);
  if (running?.state === "running") return;
  const [next] = await findRunning(services.db.pool);
  if (next) await startRun(services, next, SYSTEM);
  else await catchUpMonth(services.db.pool);
}

export const keepRecosting = (services: Services): Keeper =>
  keepLooking(services, { everyMs: LOOK_MS, failed: "a correction of costs could not be carried on" }, () =>
    carryOnRuns(services),
  );
