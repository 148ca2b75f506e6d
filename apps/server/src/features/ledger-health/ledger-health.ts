/** Which gateways report, since when one is silent, and how well tokens are known. Time: the last 30 days of UTC, today included. */
import { addDays, VERIFY_JOB } from "@ratecard/contract";
import type { Services } from "#server/services/context";
import { findVerdict } from "./verify-ledger";
import { findGateways, findQuality } from "./rows";

const DAYS = 30;

export async function ledgerHealth({ db, clock, jobs }: Pick<Services, "db" | "clock" | "jobs">) {
  const from = addDays(clock().toISOString().slice(0, 10), 1 - DAYS);
  const [gateways, days, verified] = await Promise.all([
    findGateways(db.pool, from),
    findQuality(db.pool, from),
    jobs.latest(VERIFY_JOB),
  ]);
  const verdict = verified?.result ? await findVerdict({ jobs }, verified.id) : null;
  return { from, gateways, days, verified, verdict };
}
