/** The zone of the ledger and how far its sums follow it, in `usage_months`. Time: days of the ledger. */
import type { Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

/** Later than any day: all sums wait to be made anew. */
const NO_DAY_YET = "9999-12-31";

/** Whether the database knows it, under this very name. */
export async function isZoneKnown(pool: Pool, zone: string): Promise<boolean> {
  const { rowCount } = await pool.query("SELECT FROM pg_timezone_names WHERE name = $1", [zone]);
  return rowCount === 1;
}

/**
 * Keeps the intake waiting until the transaction ends, behind what it is writing: each statement books its days by one zone, and
 * none that began by the old one ends after this.
 */
export async function stopIntake(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '10s'`;
  await tx.$executeRaw`LOCK TABLE ONLY usage_logs IN SHARE ROW EXCLUSIVE MODE`;
}

/** The newest month whose figures are of days of the zone as it is; null: none. */
export async function findMonthOfZone(tx: Transaction): Promise<string | null> {
  const rows = await tx.$queryRaw<{ month: string | null }[]>`
    SELECT to_char(greatest(closed_before - 1, (SELECT max(corrects_on) FROM usage_corrections)), 'YYYY-MM') AS month
    FROM usage_months`;
  return rows[0]?.month ?? null;
}

/** Whether a correction of costs is at work that is of days; none begins until the transaction ends. */
export async function isRecosting(tx: Transaction): Promise<boolean> {
  await tx.$queryRaw`SELECT FROM usage_months FOR UPDATE`;
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM recost_runs
    WHERE state = 'running' AND reverses IS NULL AND (length(scope->>'from') = 10 OR length(scope->>'to') = 10) LIMIT 1`;
  return rows.length > 0;
}

/** Answers the zone of before. */
export async function saveZone(tx: Transaction, zone: string): Promise<string> {
  const rows = await tx.$queryRaw<{ zone: string }[]>`
    UPDATE usage_months AS months SET zone = ${zone}, zone_holds_from = ${NO_DAY_YET}::date
    FROM usage_months AS before RETURNING before.zone`;
  return rows[0]?.zone ?? "";
}

/** false: the zone is another one by now, and all begins again. `day` null: everything is done. */
export async function saveHoldsFrom(pool: Pool, zone: string, day: string | null): Promise<boolean> {
  const { rowCount } = await pool.query("UPDATE usage_months SET zone_holds_from = $2::date WHERE zone = $1", [
    zone,
    day,
  ]);
  return rowCount === 1;
}
