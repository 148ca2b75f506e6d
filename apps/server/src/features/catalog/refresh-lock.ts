/** Of several servers on one database, one refreshes the catalogue at a time. */
import { type Database, withSession } from "@ratecard/prisma";

/**
 * null: another one is at it. The lock has a session of its own, for it is held while the work asks the pool; it ends with the
 * session, so a killed server leaves none behind.
 */
export const withRefreshLock = <T>({ pool }: Pick<Database, "pool">, work: () => Promise<T>): Promise<T | null> =>
  withSession(pool.options, "ratecard refresh", async (client) => {
    const { rows } = await client.query<{ got: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('ratecard catalog refresh')) AS got",
    );
    return rows[0]?.got === true ? work() : null;
  });
