/** How many rows every table has: the proof that a refused call wrote nothing, wherever it might have. */
import type { TestDatabase } from "@ratecard/prisma/testing";

const COUNTS = `SELECT table_name AS name, (xpath('/row/count/text()',
    query_to_xml(format('SELECT count(*) AS count FROM %I', table_name), true, true, '')))[1]::text::int AS rows
  FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;

export async function countRows({ pool }: Pick<TestDatabase, "pool">): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ name: string; rows: number }>(COUNTS);
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
}
