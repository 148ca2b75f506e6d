/**
 * The one owner of a connection taken out of the pool: `pool.connect(` is called here and nowhere else.
 * Why     a connection that breaks while nobody queries it emits "error", and an error without a listener ends the process.
 * Errors  whatever `work` throws. A connection that broke, or was left inside a transaction, is closed and not used again.
 */
import type pg from "pg";

export async function withConnection<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const note = (error: Error) => {
    broken ??= error;
  };
  client.on("error", note);
  try {
    return await work(client);
  } finally {
    client.off("error", note);
    client.release(broken ?? client.getTransactionStatus() !== IDLE);
  }
}

/** As PostgreSQL says it with every answer: outside a transaction. */
const IDLE = "I";

/** Several queries on one state of the database: they agree with each other, whatever is written meanwhile. */
export async function readOneState<T>(client: pg.ClientBase, read: () => Promise<T>): Promise<T> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const answer = await read();
    await client.query("COMMIT");
    return answer;
  } catch (error) {
    // A lost connection has rolled back already; its first error is the one to tell.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
