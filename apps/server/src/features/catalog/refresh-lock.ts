/** Of several servers on one database, one refreshes the catalogue at a time. */
import type { Database } from "@ratecard/prisma";

/** null: another one is at it. The lock ends with the connection, so a killed server leaves none behind. */
export async function withRefreshLock<T>({ pool }: Pick<Database, "pool">, work: () => Promise<T>): Promise<T | null> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    const { rows } = await client.query<{ got: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('ratecard catalog refresh')) AS got",
    );
    if (rows[0]?.got !== true) return null;
    try {
      return await work();
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtext('ratecard catalog refresh'))").catch(() => {
        isBroken = true;
      });
    }
  } finally {
    client.release(isBroken);
  }
}
