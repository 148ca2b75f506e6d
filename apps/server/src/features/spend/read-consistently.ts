/** Several queries on one state of the database: totals and their parts agree while usage arrives. */
import type { PoolClient } from "pg";
import type { Services } from "#server/context";

export async function readConsistently<T>(
  { pool }: Services["db"],
  read: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const answer = await read(client);
    await client.query("COMMIT");
    return answer;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
