/**
 * Takes every trace of a gateway out of ledger, rollup, counts and quarantine, in the caller's transaction.
 * Units   answers how many requests there were. Errors: MONTH_CLOSED when some are of a closed month, whose figures they are in.
 * Source  for sample data only: what a real gateway reported is never removed.
 */
import type { Database, Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { isNothing } from "#server/ledger/rollups";
import { sumLogged } from "#server/ledger/sum-logged";
import { upsertUnits } from "#server/ledger/units";

/** What `where` says of `usage_keys` goes out of ledger, keys and sums; `logged` are its rows. */
export const unbooked = (where: string): string => `keys AS (
  DELETE FROM usage_keys WHERE ${where} RETURNING request_id, gateway, occurred_at
), logged AS (
  DELETE FROM usage_logs USING keys
  WHERE (usage_logs.occurred_at, usage_logs.request_id, usage_logs.gateway) = (keys.occurred_at, keys.request_id, keys.gateway)
  RETURNING usage_logs.*
), ${sumLogged("-", true)}, units AS (${upsertUnits("-", true)}
)`;

const REMOVE = `
WITH ${unbooked("gateway = $1")}, counts AS (
  DELETE FROM intake_counts WHERE gateway = $1
), quarantine AS (
  DELETE FROM usage_quarantine WHERE gateway = $1
)
SELECT count(*)::int AS removed FROM logged`;

export async function removeGatewayUsage(tx: Transaction, gateway: string): Promise<number> {
  const [closed] = await tx.$queryRaw<{ month: string }[]>`
    SELECT to_char(max(occurred_at AT TIME ZONE zone), 'YYYY-MM') AS month
    FROM usage_months, LATERAL (SELECT occurred_at FROM usage_keys WHERE gateway = ${gateway}) AS keys
    WHERE occurred_at < ledger_day_start(closed_before, zone) HAVING count(*) > 0`;
  if (closed) throw new DomainError("MONTH_CLOSED", { month: closed.month, holds: "requests of the sample data" });
  const rows = await tx.$queryRawUnsafe<{ removed: number }[]>(REMOVE, gateway);
  await tx.$executeRawUnsafe(`DELETE FROM usage_sums WHERE ${isNothing()}`);
  await tx.$executeRaw`DELETE FROM usage_units_by_model_day WHERE requests = 0 AND quantity = 0`;
  return rows[0]?.removed ?? 0;
}

/** How many requests of a gateway are booked. */
export async function countGatewayUsage({ prisma }: Database, gateway: string): Promise<number> {
  const { _sum } = await prisma.intakeCount.aggregate({ where: { gateway }, _sum: { accepted: true } });
  return Number(_sum.accepted ?? 0n);
}
