/** What the intake could not take and nobody has settled yet. Time: ISO 8601 UTC with microseconds. */
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";

export type QuarantinedItem = Readonly<{
  id: string;
  receivedAt: string;
  gateway: string;
  requestId: string | null;
  reasonCode: string;
  reason: string;
  /** The event's own fields, never messages. */
  payload: Readonly<Record<string, unknown>>;
}>;

const RECEIVED_AT = isoInstant("received_at");

/** Newest first, from behind `after` (time, id) on. */
export async function findQuarantined(
  pool: Pool,
  after: readonly string[] | null,
  limit: number,
): Promise<readonly QuarantinedItem[]> {
  const { rows } = await pool.query<QuarantinedItem>(
    `SELECT id, ${RECEIVED_AT} AS "receivedAt", gateway, request_id AS "requestId", reason_code AS "reasonCode", reason, payload
     FROM usage_quarantine WHERE resolved_at IS NULL ${after ? "AND (received_at, id) < ($1::timestamptz, $2::uuid)" : ""}
     ORDER BY received_at DESC, id DESC LIMIT ${limit}`,
    [...(after ?? [])],
  );
  return rows;
}

/** Stops counting at `most`. */
export async function countQuarantined(pool: Pool, most: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM usage_quarantine WHERE resolved_at IS NULL LIMIT ${most}) AS open`,
  );
  return rows[0]?.count ?? 0;
}
