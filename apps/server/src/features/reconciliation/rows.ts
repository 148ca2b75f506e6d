/**
 * Reconciliations as they are kept: an invoice's sums, its last comparison, and what names of invoices mean.
 * Units   costs in the invoice's currency, exact decimal text. Time: days of the invoice; instants ISO 8601 UTC.
 */
import type { AddReconciliation, InvoiceFormat, RememberedInvoice, InvoiceSum } from "@ratecard/contract";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";
import type { KeptComparison } from "./kept-comparison";

/** Without the comparison itself, for a list. */
export type ReconciliationSummary = Readonly<{
  id: string;
  fileName: string;
  fileBytes: number;
  fileLines: number;
  format: InvoiceFormat;
  currency: string;
  usdPerUnit: string | null;
  zone: string;
  providers: readonly string[];
  from: string;
  to: string;
  createdBy: string;
  createdAt: string;
  comparedAt: string;
  invoiceUsd: string;
  ledgerUsd: string;
  varianceUsd: string;
}>;

export type ReconciliationRow = ReconciliationSummary & Readonly<{ comparison: KeptComparison }>;

const SUMMARY = `id, file_name AS "fileName", file_bytes::float8 AS "fileBytes", file_lines::float8 AS "fileLines", format, currency,
  trim_scale(usd_per_unit)::text AS "usdPerUnit", zone, providers, period_from::text AS "from", period_to::text AS "to",
  created_by AS "createdBy", ${isoInstant("created_at", "MS")} AS "createdAt", ${isoInstant("compared_at", "MS")} AS "comparedAt",
  comparison->>'invoiceUsd' AS "invoiceUsd", comparison->>'ledgerUsd' AS "ledgerUsd", comparison->>'varianceUsd' AS "varianceUsd"`;

const MOST_LISTED = 500;

/** Newest first. */
export async function listRows(pool: Pool): Promise<readonly ReconciliationSummary[]> {
  const { rows } = await pool.query<ReconciliationSummary>(
    `SELECT ${SUMMARY} FROM reconciliations ORDER BY created_at DESC LIMIT ${MOST_LISTED}`,
  );
  return rows;
}

const MOST_REMEMBERED = 100;

/** The last one of each format, and of each way in which columns were taken; newest first. */
export async function findRemembered(pool: Pool): Promise<readonly RememberedInvoice[]> {
  const { rows } = await pool.query<RememberedInvoice>(
    `SELECT * FROM (
       SELECT DISTINCT ON (format, columns) format, zone, providers, currency, file_name AS "fileName",
         CASE WHEN columns IS NOT NULL THEN jsonb_build_object('columns', columns, 'isComma', is_comma) END AS taken,
         ${isoInstant("created_at", "MS")} AS "createdAt"
       FROM reconciliations ORDER BY format, columns, created_at DESC
     ) AS kinds ORDER BY "createdAt" DESC LIMIT ${MOST_REMEMBERED}`,
  );
  return rows;
}

export async function findRow(pool: Pool, id: string): Promise<ReconciliationRow | null> {
  const { rows } = await pool.query<ReconciliationRow>(
    `SELECT ${SUMMARY}, comparison FROM reconciliations WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function findSums(pool: Pool, id: string): Promise<readonly InvoiceSum[]> {
  const { rows } = await pool.query<InvoiceSum>(
    `SELECT day::text, last_day::text AS "lastDay", provider, model, kind, lines::float8 AS lines, quantity::text, cost::text, decimals
     FROM reconciliation_sums WHERE reconciliation_id = $1 ORDER BY day, last_day, provider, model, kind`,
    [id],
  );
  return rows;
}

type NewRow = Omit<AddReconciliation, "sums"> &
  Readonly<{ from: string; to: string; createdBy: string; at: Date; comparison: KeptComparison }>;

/** The same file may be there already: then nothing is inserted. */
export async function insertRow(tx: Transaction, row: NewRow): Promise<{ id: string } | { same: SameFile }> {
  const comparison = JSON.stringify(row.comparison);
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO reconciliations (file_name, file_bytes, file_lines, digest, format, currency, usd_per_unit, zone, providers,
      columns, is_comma, period_from, period_to, created_by, created_at, compared_at, comparison)
    VALUES (${row.fileName}, ${row.fileBytes}, ${row.fileLines}, ${row.digest}, ${row.format}, ${row.currency},
      ${row.usdPerUnit}::numeric, ${row.zone}, ${[...row.providers]},
      ${row.taken && JSON.stringify(row.taken.columns)}::jsonb, ${row.taken?.isComma ?? false}, ${row.from}::date, ${row.to}::date, ${row.createdBy},
      ${row.at}, ${row.at}, ${comparison}::jsonb)
    ON CONFLICT (digest) DO NOTHING RETURNING id`;
  const [added] = inserted;
  if (added) return added;
  const { createdBy, createdAt } = await tx.reconciliation.findUniqueOrThrow({ where: { digest: row.digest } });
  return { same: { by: createdBy, day: createdAt.toISOString().slice(0, "2026-01-31".length) } };
}

type SameFile = Readonly<{ by: string; day: string }>;

export async function insertSums(tx: Transaction, id: string, sums: readonly InvoiceSum[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reconciliation_sums (reconciliation_id, day, last_day, provider, model, kind, lines, quantity, cost, decimals)
    SELECT ${id}::uuid, day, "lastDay", provider, model, kind, lines, quantity, cost, decimals
    FROM jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) AS sum (day date, "lastDay" date, provider text, model text, kind text,
      lines bigint, quantity numeric, cost numeric, decimals integer)`;
}

type Compared = Readonly<{ comparison: KeptComparison; providers: readonly string[]; at: Date }>;

export const saveComparison = (tx: Transaction, id: string, { comparison, providers, at }: Compared): Promise<number> =>
  tx.$executeRaw`UPDATE reconciliations SET comparison = ${JSON.stringify(comparison)}::jsonb, providers = ${[...providers]},
    compared_at = ${at} WHERE id = ${id}::uuid`;

export const deleteRow = (tx: Transaction, id: string): Promise<number> =>
  tx.$executeRaw`DELETE FROM reconciliations WHERE id = ${id}::uuid`;

export async function findNames(pool: Pool, format: InvoiceFormat): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ name: string; model: string }>(
    "SELECT name, model FROM invoice_names WHERE format = $1",
    [format],
  );
  return new Map(rows.map(({ name, model }) => [name, model]));
}

type NewName = Readonly<{ format: InvoiceFormat; name: string; model: string | null; by: string; at: Date }>;

export async function saveName(tx: Transaction, { format, name, model, by, at }: NewName): Promise<void> {
  if (model === null) {
    await tx.$executeRaw`DELETE FROM invoice_names WHERE format = ${format} AND name = ${name}`;
    return;
  }
  await tx.$executeRaw`INSERT INTO invoice_names (format, name, model, mapped_by, mapped_at)
    VALUES (${format}, ${name}, ${model}, ${by}, ${at})
    ON CONFLICT (format, name) DO UPDATE SET model = excluded.model, mapped_by = excluded.mapped_by, mapped_at = excluded.mapped_at`;
}

export async function isZoneKnown(pool: Pool, zone: string): Promise<boolean> {
  const { rowCount } = await pool.query("SELECT FROM pg_timezone_names WHERE name = $1", [zone]);
  return rowCount !== 0;
}
