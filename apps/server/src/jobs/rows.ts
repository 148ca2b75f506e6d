/** The table `jobs`. A running row whose heartbeat is older than 15 s belongs to a dead server. */
import { type Database, Prisma } from "@ratecard/prisma";
import { toDomainError } from "#server/errors/domain-error";
import type { JobProgress, JobView } from "./job-runner";

const CUT_OFF = "The server was stopped while this was running. Start it again; what was finished stays.";
const IS_DEAD = Prisma.sql`state = 'running' AND heartbeat_at < now() - interval '15 seconds'`;

/** A job of a dead server reads as failed even before anyone has marked it. */
const SEEN = Prisma.sql`id, kind, progress, result, created_by, created_at, finished_at,
  CASE WHEN ${IS_DEAD} THEN 'failed' ELSE state END AS state,
  CASE WHEN ${IS_DEAD} THEN ${CUT_OFF} ELSE error_message END AS error_message`;

type JobRow = Readonly<{
  id: string;
  kind: string;
  state: JobView["state"];
  progress: unknown;
  result: unknown;
  error_message: string | null;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
}>;

/** null: one of this kind is running. The lock makes two simultaneous starts one. */
export async function insertRow(db: Database, kind: string, actor: string, input: object): Promise<JobView | null> {
  return db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ratecard job ' || ${kind}))`;
    await tx.$executeRaw`UPDATE jobs SET state = 'failed', finished_at = now(), error_message = ${CUT_OFF}
      WHERE kind = ${kind} AND ${IS_DEAD}`;
    const rows = await tx.$queryRaw<JobRow[]>`INSERT INTO jobs (kind, input, created_by)
      SELECT ${kind}, ${JSON.stringify(input)}::jsonb, ${actor}
      WHERE NOT EXISTS (SELECT FROM jobs WHERE kind = ${kind} AND state = 'running') RETURNING *`;
    return rows[0] ? viewOf(rows[0]) : null;
  });
}

/** Says that the job lives, and answers whether someone wants it cancelled. */
export async function beat(db: Database, id: string, progress: JobProgress | null): Promise<boolean> {
  const rows = await db.prisma.$queryRaw<{ cancel_requested: boolean }[]>`UPDATE jobs
    SET heartbeat_at = now(), progress = COALESCE(${textOf(progress)}::jsonb, progress)
    WHERE id = ${id}::uuid AND state = 'running' RETURNING cancel_requested`;
  return rows[0]?.cancel_requested ?? true;
}

export type JobEnd = Readonly<{
  state: "done" | "failed" | "cancelled";
  progress: JobProgress | null;
  result?: object;
  error?: unknown;
}>;

export async function finishRow(db: Database, id: string, { state, progress, result, error }: JobEnd): Promise<void> {
  const foreseen = error === undefined ? null : toDomainError(error);
  const code = foreseen?.code ?? null;
  const message = error === undefined ? null : (foreseen?.message ?? bugSentence(id));
  await db.prisma.$executeRaw`UPDATE jobs SET state = ${state}, finished_at = now(), error_code = ${code},
    error_message = ${message}, result = ${textOf(result ?? null)}::jsonb,
    progress = COALESCE(${textOf(progress)}::jsonb, progress) WHERE id = ${id}::uuid AND state = 'running'`;
}

export async function cancelRow(db: Database, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const sql = Prisma.sql`UPDATE jobs SET cancel_requested = true WHERE id = ${id}::uuid AND state = 'running'`;
  return (await db.prisma.$executeRaw(sql)) > 0;
}

export async function findRow(db: Database, id: string): Promise<JobView | null> {
  if (!isUuid(id)) return null;
  const rows = await db.prisma.$queryRaw<JobRow[]>`SELECT ${SEEN} FROM jobs WHERE id = ${id}::uuid`;
  return rows[0] ? viewOf(rows[0]) : null;
}

export async function latestRow(db: Database, kind: string): Promise<JobView | null> {
  const sql = Prisma.sql`SELECT ${SEEN} FROM jobs WHERE kind = ${kind} ORDER BY created_at DESC LIMIT 1`;
  const rows = await db.prisma.$queryRaw<JobRow[]>(sql);
  return rows[0] ? viewOf(rows[0]) : null;
}

export async function failDeadRows(db: Database): Promise<number> {
  return db.prisma.$executeRaw`UPDATE jobs SET state = 'failed', finished_at = now(), error_message = ${CUT_OFF}
    WHERE ${IS_DEAD}`;
}

const viewOf = (row: JobRow): JobView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  progress: isProgress(row.progress) ? row.progress : null,
  result: row.result ?? null,
  errorMessage: row.error_message,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});

const isProgress = (value: unknown): value is JobProgress =>
  typeof value === "object" && value !== null && "done" in value;

const bugSentence = (id: string) => `Something went wrong on the server. Its log has the cause under job ${id}.`;

const textOf = (value: object | null) => (value === null ? null : JSON.stringify(value));

const isUuid = (text: string) => /^[0-9a-f-]{36}$/i.test(text);
