/**
 * What the intake could not take, and what became of it.
 * Time    ISO 8601 UTC with microseconds.
 * Source  `intake_counts` counts an event once: what leaves the quarantine leaves its count of the day it came.
 */
import type { FieldProblem, QuarantineGroup } from "@ratecard/contract";
import { COUNT_COLUMN, TOKEN_KIND_ROWS } from "@ratecard/pricing";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";
import type { QuarantineEntry } from "../record-leftovers";

export type QuarantinedItem = QuarantineEntry & Readonly<{ id: string; receivedAt: string; gateway: string }>;

export type Resolution = "taken" | "taken-later" | "duplicate" | "discarded";

export type Settled = Readonly<{
  id: string;
  /** `waits`: it could not be taken, `problem` says why. `gone`: another decision was quicker. */
  outcome: Resolution | "waits" | "gone";
  /** USD as decimal text, of what was booked; null: not priced, or nothing was booked. */
  costUsd: string | null;
  problem: FieldProblem | null;
}>;

const ITEM = `id, ${isoInstant("received_at")} AS "receivedAt", gateway, request_id AS "requestId", reason_code AS "reasonCode",
  field, reason, payload`;
const OF_GROUP = "($1::text IS NULL OR (reason_code = $1 AND field = $2))";

/** Newest first, from behind `after` (time, id) on. */
export async function findQuarantined(
  pool: Pool,
  group: QuarantineGroup | null,
  after: readonly string[] | null,
  limit: number,
): Promise<readonly QuarantinedItem[]> {
  const { rows } = await pool.query<QuarantinedItem>(
    `SELECT ${ITEM} FROM usage_quarantine WHERE resolved_at IS NULL AND ${OF_GROUP}
     ${after ? "AND (received_at, id) < ($3::timestamptz, $4::uuid)" : ""}
     ORDER BY received_at DESC, id DESC LIMIT ${limit}`,
    [group?.reasonCode ?? null, group?.field ?? null, ...(after ?? [])],
  );
  return rows;
}

export async function findQuarantinedById(pool: Pool, id: string): Promise<QuarantinedItem | null> {
  const { rows } = await pool.query<QuarantinedItem>(
    `SELECT ${ITEM} FROM usage_quarantine WHERE resolved_at IS NULL AND id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Reports of ids that are booked with other content, of one gateway. */
export async function findWaitingConflicts(
  pool: Pool,
  gateway: string,
  ids: readonly string[],
): Promise<readonly QuarantinedItem[]> {
  const { rows } = await pool.query<QuarantinedItem>(
    `SELECT ${ITEM} FROM usage_quarantine
     WHERE resolved_at IS NULL AND reason_code = 'conflict' AND field = 'requestId' AND gateway = $1 AND request_id = ANY($2)
     ORDER BY received_at, id`,
    [gateway, ids],
  );
  return rows;
}

/** Stops counting at `most`. */
export async function countQuarantined(pool: Pool, group: QuarantineGroup | null, most: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count
     FROM (SELECT FROM usage_quarantine WHERE resolved_at IS NULL AND ${OF_GROUP} LIMIT ${most}) AS waiting`,
    [group?.reasonCode ?? null, group?.field ?? null],
  );
  return rows[0]?.count ?? 0;
}

export type CountedGroup = QuarantineGroup & Readonly<{ count: number; newestAt: string }>;

/** What waits, by reason: the most first. */
export async function countGroups(pool: Pool): Promise<readonly CountedGroup[]> {
  const { rows } = await pool.query<CountedGroup>(
    `SELECT reason_code AS "reasonCode", field, count(*)::int AS count, ${isoInstant("max(received_at)")} AS "newestAt"
     FROM usage_quarantine WHERE resolved_at IS NULL GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2`,
  );
  return rows;
}

/** Those of the given that still wait, locked until the transaction ends. */
export async function lockWaiting(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM usage_quarantine WHERE id = ANY(${[...ids]}::uuid[]) AND resolved_at IS NULL ORDER BY id FOR UPDATE`;
  return new Set(rows.map(({ id }) => id));
}

/** A discarded event stays counted as quarantined; a taken one is counted where it is booked. */
export async function resolveItem(
  tx: Transaction,
  { id, gateway, receivedAt }: QuarantinedItem,
  { resolution, by, why }: Readonly<{ resolution: Resolution; by: string; why: string | null }>,
): Promise<void> {
  await tx.$executeRaw`UPDATE usage_quarantine
    SET resolved_at = now(), resolution = ${resolution}, resolved_by = ${by}, resolved_why = ${why} WHERE id = ${id}::uuid`;
  if (resolution === "discarded") return;
  const duplicates = resolution === "duplicate" ? 1 : 0;
  await tx.$executeRaw`UPDATE intake_counts
    SET quarantined = quarantined - 1, duplicate = duplicate + ${duplicates}, received = received - ${1 - duplicates}
    WHERE gateway = ${gateway} AND day = (${receivedAt}::timestamptz AT TIME ZONE 'UTC')::date`;
}

/** What is absent is null. */
type BookedEvent = Readonly<Record<string, unknown>> & Readonly<{ costUsd: string | null }>;

const BOOKED: Readonly<Record<string, string>> = {
  model: "model",
  servedModel: "served_model",
  provider: "provider",
  occurredAt: isoInstant("occurred_at"),
  ...Object.fromEntries(TOKEN_KIND_ROWS.map(({ kind, countField }) => [countField, `${COUNT_COLUMN[kind]}::float8`])),
  units: "units",
  serviceTier: "service_tier",
  isBatch: "is_batch",
  speed: "speed",
  inferenceGeo: "inference_geo",
  region: "region",
  tokenSource: "token_source",
  endpoint: "endpoint",
  user: "end_user",
  team: "team",
  apiKeyAlias: "api_key_alias",
  statusCode: "status_code",
  isError: "is_error",
  isCacheHit: "is_cache_hit",
  reportedCostUsd: "trim_scale(reported_cost_usd)::text",
  upstreamId: "upstream_id",
  costUsd: "trim_scale(cost_usd)::text",
};

/** What is booked under an event's id, by the names an event has them under. Units: USD as decimal text, counts as numbers. */
export async function findBookedEvent(
  pool: Pool,
  { requestId, gateway }: QuarantinedItem,
): Promise<BookedEvent | null> {
  const columns = Object.entries(BOOKED).map(([name, sql]) => `${sql} AS "${name}"`);
  const { rows } = await pool.query<BookedEvent>(
    `SELECT ${columns.join(", ")} FROM usage_keys JOIN usage_logs USING (request_id, gateway, occurred_at)
     WHERE request_id = $1 AND gateway = $2`,
    [requestId, gateway],
  );
  return rows[0] ?? null;
}
