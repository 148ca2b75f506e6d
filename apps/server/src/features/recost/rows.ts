/**
 * Runs as they are kept. Units: USD as decimal text; requests. Time: ISO 8601 UTC.
 * Errors  none: a run that is not in the state a change begins from answers null.
 */
import type { RecostState, RequestScope } from "@ratecard/contract";
import type { PricingSource } from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";
import type { RunCursor } from "./read-candidates";
import type { RecostSummary } from "./sum-decisions";

export type RecostRun = Readonly<{
  id: string;
  scope: RequestScope;
  /** The run it takes back. */
  reverses: string | null;
  /** The run that took it back, once that one is done. */
  reversedBy: string | null;
  state: RecostState;
  reason: string | null;
  createdBy: string;
  createdAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  finishedAt: string | null;
  priceVersion: string;
  preview: RecostSummary | null;
  looked: number;
  changed: number;
  unpriceable: number;
  oldUsd: string;
  newUsd: string;
  differenceUsd: string;
  stoppedBecause: string | null;
}>;

export type CostAdjustment = Readonly<{
  runId: string;
  adjustedAt: string;
  reason: string;
  confirmedBy: string;
  reverses: string | null;
  /** null: was not priced. */
  oldUsd: string | null;
  newUsd: string | null;
  oldSource: PricingSource;
  newSource: PricingSource;
}>;

const usd = (sql: string) => `trim_scale(${sql})::text`;

const COLUMNS = `id, scope, reverses, state, reason, created_by AS "createdBy", confirmed_by AS "confirmedBy",
  ${isoInstant("created_at")} AS "createdAt", ${isoInstant("confirmed_at", "MS")} AS "confirmedAt",
  ${isoInstant("finished_at", "MS")} AS "finishedAt", price_version::text AS "priceVersion", preview,
  looked::float8, changed::float8, unpriceable::float8, ${usd("old_cost_usd")} AS "oldUsd", ${usd("new_cost_usd")} AS "newUsd",
  ${usd("new_cost_usd - old_cost_usd")} AS "differenceUsd", stopped_because AS "stoppedBecause",
  (SELECT id FROM recost_runs AS back WHERE back.reverses = runs.id AND back.state = 'done' LIMIT 1) AS "reversedBy"`;

const MOST_LISTED = 200;

/** Newest first. */
export async function findRuns(pool: Pool): Promise<readonly RecostRun[]> {
  const { rows } = await pool.query<RecostRun>(
    `SELECT ${COLUMNS} FROM recost_runs AS runs ORDER BY created_at DESC LIMIT ${MOST_LISTED}`,
  );
  return rows;
}

export async function findRun(pool: Pool, id: string): Promise<RecostRun | null> {
  const { rows } = await pool.query<RecostRun>(`SELECT ${COLUMNS} FROM recost_runs AS runs WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** Answers a row when the run $1 changed a request of before $2. */
export const OF_RUN_BEFORE =
  "SELECT 1 FROM cost_adjustments WHERE run_id = $1::uuid AND occurred_at < $2::timestamptz LIMIT 1";

type NewRun = Readonly<{ scope: RequestScope; reverses: string | null; createdBy: string; priceVersion: bigint }>;

type AddedRun = Pick<RecostRun, "id" | "createdAt">;

export async function addRun(pool: Pool, { scope, reverses, createdBy, priceVersion }: NewRun): Promise<AddedRun> {
  const { rows } = await pool.query<AddedRun>(
    `INSERT INTO recost_runs (scope, reverses, created_by, price_version) VALUES ($1, $2, $3, $4)
     RETURNING id, ${isoInstant("created_at")} AS "createdAt"`,
    [JSON.stringify(scope), reverses, createdBy, priceVersion],
  );
  const [added] = rows;
  if (!added) throw new Error("A run was not added.");
  return added;
}

export async function keepPreview(pool: Pool, id: string, preview: RecostSummary): Promise<void> {
  await pool.query("UPDATE recost_runs SET state = 'previewed', preview = $2 WHERE id = $1 AND state = 'previewing'", [
    id,
    JSON.stringify(preview),
  ]);
}

/** `running` runs only; of the others nothing is left to be stopped. */
export async function endRun(pool: Pool, id: string, stoppedBecause: string | null): Promise<void> {
  await pool.query(
    `UPDATE recost_runs SET state = $2, stopped_because = $3, finished_at = now()
     WHERE id = $1 AND state IN ('running', 'previewing')`,
    [id, stoppedBecause === null ? "done" : "stopped", stoppedBecause],
  );
}

/** Where a run goes on. null: it does not run. */
export async function findCursor(pool: Pool, id: string): Promise<{ cursor: RunCursor | null } | null> {
  const { rows } = await pool.query<{ cursor: RunCursor | null }>(
    "SELECT cursor FROM recost_runs WHERE id = $1 AND state = 'running'",
    [id],
  );
  return rows[0] ?? null;
}

/** Those that a server left in the middle, oldest first. */
export async function findRunning(pool: Pool): Promise<readonly RecostRun[]> {
  const { rows } = await pool.query<RecostRun>(
    `SELECT ${COLUMNS} FROM recost_runs AS runs WHERE state = 'running' ORDER BY confirmed_at`,
  );
  return rows;
}

/** A dry run that nobody makes any more. Younger ones may be about to begin. */
export async function endDeadPreviews(pool: Pool): Promise<void> {
  await pool.query(
    `UPDATE recost_runs SET state = 'stopped', stopped_because = 'The server ended while it was being made. Make a new one.',
       finished_at = now() WHERE state = 'previewing' AND created_at < now() - interval '10 seconds'`,
  );
}

/** What a request was corrected by, oldest first. Runs are few, so each is asked by its key. */
export async function findHistory(pool: Pool, key: RunCursor): Promise<readonly CostAdjustment[]> {
  const { rows } = await pool.query<CostAdjustment>(
    `SELECT run_id AS "runId", ${isoInstant("adjusted_at", "MS")} AS "adjustedAt", reason, confirmed_by AS "confirmedBy", reverses,
       ${usd("kept.old_cost_usd")} AS "oldUsd", ${usd("kept.new_cost_usd")} AS "newUsd",
       old_pricing_source AS "oldSource", new_pricing_source AS "newSource"
     FROM recost_runs JOIN cost_adjustments AS kept ON run_id = id
     WHERE (occurred_at, request_id, gateway) = ($1::timestamptz, $2, $3) ORDER BY adjusted_at`,
    [...key],
  );
  return rows;
}
