/** Which months are closed, the statements of them, and corrections. Time: days and months of the ledger; instants ISO 8601 UTC. */
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

/** Several values as `$1`, `$2`; of a pool, or of a transaction. */
export type Query = <Row extends object>(sql: string, ...values: unknown[]) => Promise<readonly Row[]>;

export const queryOf =
  (pool: Pick<Pool, "query">): Query =>
  async <Row extends object>(sql: string, ...values: unknown[]) =>
    (await pool.query<Row>(sql, values)).rows;

export const queryIn =
  (tx: Transaction): Query =>
  <Row extends object>(sql: string, ...values: unknown[]) =>
    tx.$queryRawUnsafe<Row[]>(sql, ...values);

export type Books = Readonly<{
  zone: string;
  /** The month that is closed next, when one is closed; null: any that is over may be the first. */
  nextMonth: string | null;
  /** The first month that is not over, with the day in which what was on its way arrives. */
  openMonth: string;
  /** Sums are being made anew by another zone. */
  isMoving: boolean;
}>;

const BOOKS = `SELECT zone, to_char(closed_before, 'YYYY-MM') AS "nextMonth",
    to_char(($1::timestamptz - interval '1 day') AT TIME ZONE zone, 'YYYY-MM') AS "openMonth", zone_holds_from IS NOT NULL AS "isMoving"
  FROM usage_months`;

export async function readBooks(query: Query, now: Date): Promise<Books> {
  const [books] = await query<Books>(BOOKS, now);
  if (!books) throw new Error("The books of the ledger have no row.");
  return books;
}

/** Late requests wait until the transaction ends, and none is on its way. */
export const lockBooks = (tx: Transaction, now: Date): Promise<Books> =>
  readBooks((_sql, ...values) => queryIn(tx)(`${BOOKS} FOR UPDATE`, ...values), now);

/** `month` null: none is closed any more. */
export async function saveClosedBefore(tx: Transaction, month: string | null): Promise<void> {
  await tx.$executeRaw`UPDATE usage_months SET closed_before = ${month === null ? null : `${month}-01`}::date`;
}

export type StatementRow = Readonly<{
  seq: number;
  month: string;
  /** Canonical JSON. */
  body: string;
  hash: string;
  previousHash: string;
  signature: string;
  publicKey: string;
  closedAt: string;
  closedBy: string;
  note: string;
  reopenedAt: string | null;
  reopenedBy: string | null;
  reopenedWhy: string | null;
}>;

/** Oldest first. */
export const findStatements = (query: Query): Promise<readonly StatementRow[]> =>
  query<StatementRow>(
    `SELECT seq::int, to_char(month, 'YYYY-MM') AS month, body, hash, previous_hash AS "previousHash", signature,
       public_key AS "publicKey", ${isoInstant("closed_at", "MS")} AS "closedAt", closed_by AS "closedBy", note,
       ${isoInstant("reopened_at", "MS")} AS "reopenedAt", reopened_by AS "reopenedBy", reopened_why AS "reopenedWhy"
     FROM month_statements ORDER BY seq`,
  );

export async function insertStatement(
  tx: Transaction,
  row: Omit<StatementRow, "reopenedAt" | "reopenedBy" | "reopenedWhy">,
): Promise<void> {
  const { seq, month, body, hash, previousHash, signature, publicKey, closedAt, closedBy, note } = row;
  await tx.$executeRaw`INSERT INTO month_statements
    (seq, month, body, hash, previous_hash, signature, public_key, closed_at, closed_by, note)
    VALUES (${seq}, ${`${month}-01`}::date, ${body}, ${hash}, ${previousHash}, ${signature}, ${publicKey},
      ${closedAt}::timestamptz, ${closedBy}, ${note})`;
}

export async function markReopened(tx: Transaction, seq: number, by: string, why: string, at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE month_statements SET reopened_at = ${at}, reopened_by = ${by}, reopened_why = ${why}
    WHERE seq = ${seq}`;
}

export type MonthSums = Readonly<{
  month: string;
  requests: number;
  /** In sums, and not telling how many requests they are of; as below. */
  reports: number;
  costUsd: string;
  /** Percent of the cost that is priced exactly, with one decimal; null: nothing was spent. */
  exactPercent: string | null;
  /** Without a cost, so that no percent of it tells of them. */
  unpricedRequests: number;
  unpricedReports: number;
  correctionRequests: number;
  correctionReports: number;
  correctionUsd: string;
  quarantined: number;
}>;

/** Months with requests, corrections or events in quarantine, newest first. */
export const findMonths = (query: Query): Promise<readonly MonthSums[]> =>
  query<MonthSums>(
    `WITH sums AS (
       SELECT to_char(day, 'YYYY-MM') AS month, sum(requests) AS requests, sum(reports) AS reports, sum(cost_usd) AS cost,
         sum(cost_usd - default_cost_usd - flagged_cost_usd) AS exact,
         sum(unpriced_requests) AS unpriced, sum(unpriced_reports) AS unpriced_reports
       FROM usage_total_day GROUP BY 1
     ), corrections AS (
       SELECT to_char(posted_on, 'YYYY-MM') AS month, sum(requests) AS requests, sum(reports) AS reports, sum(cost_usd) AS cost
       FROM usage_corrections GROUP BY 1
     ), waiting AS (
       SELECT to_char(received_at AT TIME ZONE (SELECT zone FROM usage_months), 'YYYY-MM') AS month, count(*) AS events
       FROM usage_quarantine WHERE resolved_at IS NULL GROUP BY 1
     )
     SELECT month, coalesce(sums.requests, 0)::float8 AS requests, coalesce(sums.reports, 0)::float8 AS reports,
       trim_scale(coalesce(sums.cost, 0))::text AS "costUsd",
       round(100 * exact / nullif(sums.cost, 0), 1)::text AS "exactPercent",
       coalesce(unpriced, 0)::float8 AS "unpricedRequests", coalesce(unpriced_reports, 0)::float8 AS "unpricedReports",
       coalesce(corrections.requests, 0)::float8 AS "correctionRequests",
       coalesce(corrections.reports, 0)::float8 AS "correctionReports",
       trim_scale(coalesce(corrections.cost, 0))::text AS "correctionUsd", coalesce(events, 0)::float8 AS quarantined
     FROM sums FULL JOIN corrections USING (month) FULL JOIN waiting USING (month) ORDER BY month DESC`,
  );

export type Correction = Readonly<{
  id: string;
  kind: "late" | "removed" | "re-cost";
  postedOn: string;
  correctsOn: string;
  recordedAt: string;
  gateway: string;
  requestId: string;
  model: string;
  team: string | null;
  requests: number;
  costUsd: string;
}>;

/** Newest first, from behind `after` (an id) on. By the column's own number: `id` alone is the text that is answered. */
export const findCorrections = (
  query: Query,
  { from, to, after, limit }: Readonly<{ from: string; to: string; after: string | null; limit: number }>,
): Promise<readonly Correction[]> =>
  query<Correction>(
    `SELECT id::text, kind, posted_on::text AS "postedOn", corrects_on::text AS "correctsOn",
       ${isoInstant("recorded_at")} AS "recordedAt", gateway, request_id AS "requestId", model, team,
       requests::float8, trim_scale(cost_usd)::text AS "costUsd"
     FROM usage_corrections WHERE posted_on BETWEEN $1::date AND $2::date AND ($3::bigint IS NULL OR id < $3::bigint)
     ORDER BY usage_corrections.id DESC LIMIT ${limit}`,
    from,
    to,
    after,
  );
