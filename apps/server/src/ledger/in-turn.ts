/**
 * Work on the sums that two must not do at once, in a transaction of its own: of two repairs each would add the same difference.
 * Source  the lock is taken before the first statement, so that what that statement sees is what the one before left.
 */
import { withConnection } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";

export const inTurn = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  withConnection(pool, async (client) => {
    await client.query("BEGIN");
    try {
      await client.query("SELECT pg_advisory_xact_lock(hashtext('ratecard.ledger.sums'))");
      const answer = await work(client);
      await client.query("COMMIT");
      return answer;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  });
