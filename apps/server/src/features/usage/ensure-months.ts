/** Makes the ledger's partitions of months before rows go into them. */
import type { Services } from "#server/services/context";

const known = new WeakMap<object, Set<string>>();

/**
 * Makes the ledger's partitions for the times of `rows` (ISO 8601, UTC); asks the database once a month and process. A month whose
 * requests are no longer kept gets none.
 * Errors  none: a month whose rows already lie in the default partition stays there.
 */
export async function ensureMonths(
  { pool }: Services["db"],
  rows: Iterable<Readonly<{ occurredAt: string }>>,
): Promise<void> {
  const ready = known.get(pool) ?? new Set<string>();
  known.set(pool, ready);
  const missing = new Set<string>();
  for (const { occurredAt } of rows) if (!ready.has(occurredAt.slice(0, 7))) missing.add(occurredAt.slice(0, 7));
  for (const month of [...missing].toSorted()) {
    const { rows } = await pool.query<{ isMade: boolean }>(
      `SELECT to_regclass($1) IS NOT NULL OR coalesce($2::timestamptz < kept_from, false) AS "isMade" FROM usage_months`,
      [`usage_logs_${month.replace("-", "_")}`, `${month}-01T00:00:00Z`],
    );
    if (!rows[0]?.isMade) await pool.query("SELECT ensure_usage_month($1::date)", [`${month}-01`]).catch(keepInDefault);
    ready.add(month);
  }
}

const CHECK_VIOLATION = "23514";

function keepInDefault(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === CHECK_VIOLATION)) throw error;
}
