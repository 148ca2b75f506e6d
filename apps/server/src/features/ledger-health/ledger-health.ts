/** Which gateways report, since when one is silent, and how well tokens are known. Time: the last 30 days of the ledger, today included. */
import { addDays, VERIFY_JOB } from "@ratecard/contract";
import { readZone } from "#server/ledger/ledger-days";
import type { Services } from "#server/services/context";
import { findVerdict } from "./verify-ledger";
import { findGateways, findQuality } from "./rows";

const DAYS = 30;

export async function ledgerHealth({ db, clock, jobs }: Pick<Services, "db" | "clock" | "jobs">) {
  const { today } = await readZone(db.pool, clock());
  const from = addDays(today, 1 - DAYS);
  const [gateways, days, verified] = await Promise.all([
    findGateways(db.pool, from),
    findQuality(db.pool, from),
    jobs.latest(VERIFY_JOB),
  ]);
  const verdict = verified?.result ? await findVerdict({ jobs }, verified.id) : null;
  return { from, gateways, days, verified, verdict };
}
