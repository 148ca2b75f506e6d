/**
 * The table of imports: how far each file is, and its rows that were not taken.
 * Units   rows and bytes. Time: ISO 8601 UTC.
 */
import type { PreviewUsageImport, StartUsageImport, UsageColumns, UsageFileFormat } from "@ratecard/contract";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

export type ImportState = "running" | "done" | "cancelled";

export type UsageImport = Readonly<{
  id: string;
  gateway: string;
  fileName: string;
  fileBytes: number;
  format: UsageFileFormat;
  state: ImportState;
  bytesRead: number;
  rowsDone: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  refused: number;
  createdBy: string;
  createdAt: string;
  movedAt: string;
  finishedAt: string | null;
}>;

const SEEN = `id, gateway, file_name AS "fileName", file_bytes::float8 AS "fileBytes", format, state, bytes_read::float8 AS "bytesRead",
  rows_done::float8 AS "rowsDone", accepted::float8 AS accepted, duplicate::float8 AS duplicate, quarantined::float8 AS quarantined,
  refused::float8 AS refused, created_by AS "createdBy", ${isoInstant("created_at")} AS "createdAt",
  ${isoInstant("moved_at")} AS "movedAt", ${isoInstant("finished_at")} AS "finishedAt"`;

const MOST_LISTED = 50;

export async function listImportRows(pool: Pool): Promise<readonly UsageImport[]> {
  const { rows } = await pool.query<UsageImport>(
    `SELECT ${SEEN} FROM usage_imports ORDER BY created_at DESC LIMIT ${MOST_LISTED}`,
  );
  return rows;
}

export async function findImportRow(pool: Pool, id: string): Promise<UsageImport | null> {
  const { rows } = await pool.query<UsageImport>(`SELECT ${SEEN} FROM usage_imports WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** The same file, taken in the same way, that did not come to its end. */
export async function findOpenImport(pool: Pool, input: PreviewUsageImport): Promise<UsageImport | null> {
  const { rows } = await pool.query<UsageImport>(
    `SELECT ${SEEN} FROM usage_imports
     WHERE state = 'running' AND gateway = $1 AND fingerprint = $2 AND format = $3 AND columns = $4::jsonb
     ORDER BY created_at DESC LIMIT 1`,
    [input.gateway, input.fingerprint, input.format, JSON.stringify(input.columns)],
  );
  return rows[0] ?? null;
}

export async function insertImport(tx: Transaction, actor: string, input: StartUsageImport): Promise<string> {
  const { instants: _instants, acceptsOverlap: _acceptsOverlap, ...file } = input;
  const row = await tx.usageImport.create({
    data: { ...file, names: [...input.names], fileBytes: BigInt(input.fileBytes), createdBy: actor },
    select: { id: true },
  });
  return row.id;
}

export const endImport = (tx: Transaction, id: string, state: Exclude<ImportState, "running">): Promise<number> =>
  tx.$executeRaw`UPDATE usage_imports SET state = ${state}, finished_at = now() WHERE id = ${id}::uuid AND state = 'running'`;

export async function findColumns(pool: Pool, names: readonly string[]): Promise<UsageColumns | null> {
  const { rows } = await pool.query<{ columns: UsageColumns }>(
    "SELECT columns FROM usage_imports WHERE names = $1 AND format = 'columns' ORDER BY created_at DESC LIMIT 1",
    [names],
  );
  return rows[0]?.columns ?? null;
}

export type RefusedRow = Readonly<{
  rowNumber: number;
  place: string;
  requestId: string | null;
  outcome: "refused" | "quarantined";
  field: string;
  problem: string;
  payload: Readonly<Record<string, unknown>>;
}>;

export type RowsDone = Readonly<{
  id: string;
  from: number;
  bytesRead: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  refused: number;
}>;

/**
 * What was booked is counted, also where somebody cancelled the import meanwhile.
 * null: it stands elsewhere by now; then nothing is written.
 */
export async function moveImport(
  pool: Pool,
  done: RowsDone,
  refusals: readonly RefusedRow[],
): Promise<UsageImport | null> {
  const { id, from, bytesRead, accepted, duplicate, quarantined, refused } = done;
  const { rows } = await pool.query<UsageImport>(
    `WITH moved AS (
       UPDATE usage_imports SET bytes_read = $3, rows_done = rows_done + $4 + $5 + $6 + $7, accepted = accepted + $4,
         duplicate = duplicate + $5, quarantined = quarantined + $6, refused = refused + $7, moved_at = now()
       WHERE id = $1 AND rows_done = $2 RETURNING *
     ), kept AS (
       INSERT INTO usage_import_refusals (import_id, row_number, place, request_id, outcome, field, problem, payload)
       SELECT moved.id, item.* FROM moved,
         unnest($8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::jsonb[]) AS item
     )
     SELECT ${SEEN} FROM moved`,
    [
      id,
      from,
      bytesRead,
      accepted,
      duplicate,
      quarantined,
      refused,
      refusals.map(({ rowNumber }) => rowNumber),
      refusals.map(({ place }) => place),
      refusals.map(({ requestId }) => requestId),
      refusals.map(({ outcome }) => outcome),
      refusals.map(({ field }) => field),
      refusals.map(({ problem }) => problem),
      refusals.map(({ payload }) => JSON.stringify(payload)),
    ],
  );
  return rows[0] ?? null;
}

export async function findRefusals(
  pool: Pool,
  id: string,
  after: number,
  limit: number,
): Promise<readonly RefusedRow[]> {
  const { rows } = await pool.query<RefusedRow>(
    `SELECT row_number::float8 AS "rowNumber", place, request_id AS "requestId", outcome, field, problem, payload
     FROM usage_import_refusals WHERE import_id = $1 AND row_number > $2 ORDER BY row_number LIMIT ${limit}`,
    [id, after],
  );
  return rows;
}
