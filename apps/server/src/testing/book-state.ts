/** Everything an import or an edit could write, as one text: equal before and after means that nothing was written. */
import type { Pool } from "pg";

const TABLES = [
  "model_pricing",
  "model_price_versions",
  "audit_log",
  "import_batches",
  "import_batch_rows",
  "pricing_version",
];

export async function bookState(pool: Pool): Promise<string> {
  const digest = (table: string) =>
    `(SELECT count(*) || ' ' || coalesce(md5(string_agg(held::text, ';' ORDER BY held::text)), '') FROM ${table} AS held) AS ${table}`;
  const { rows } = await pool.query(`SELECT ${TABLES.map(digest).join(", ")}`);
  return JSON.stringify(rows[0]);
}
