/**
 * Drops the requests of one month that are no longer kept, in one transaction: its ids go out of `usage_keys`, its partition is dropped
 * as a table, and how many there were is noted, so that what was accepted still adds up. A kill leaves all of it, or nothing.
 * Source  nothing is booked there any more, so the ids are removed before anything is locked; that takes as long as it takes, on a
 *         connection of its own. The drop waits for readers for a second at a time, or all that come after them would wait, too.
 * Errors  of the database; the next look begins anew.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { withSession } from "@ratecard/prisma";
import type { ClientBase, Pool } from "pg";
import { OLDEST_TO_DROP } from "./rows";

type ToDrop = Readonly<{ month: string; partition: string | null; until: string }>;

/** Answers the month it dropped; null: none is left, or another server is at it. */
export const dropOldestMonth = (pool: Pool, signal: AbortSignal): Promise<string | null> =>
  withSession({ ...pool.options, query_timeout: undefined }, "ratecard retention", async (client) => {
    signal.addEventListener("abort", () => void client.end().catch(() => undefined), { once: true });
    await client.query("BEGIN");
    const { rows: turns } = await client.query<{ isMine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('ratecard.ledger.retention')) AS "isMine"`,
    );
    const { rows } = await client.query<ToDrop>(OLDEST_TO_DROP);
    const [month] = rows;
    if (!month || !turns[0]?.isMine) return null;
    await client.query(COUNTED, [month.month, month.until]);
    // Rows that found no partition: hardly ever any.
    await client.query("DELETE FROM usage_logs_other WHERE occurred_at < $1::timestamptz", [month.until]);
    if (month.partition !== null) await dropTable(client, month.partition);
    await client.query("COMMIT");
    return month.month.slice(0, 7);
  });

const COUNTED = `WITH gone AS (
    DELETE FROM usage_keys WHERE occurred_at < $2::timestamptz RETURNING gateway
  ), keys AS (SELECT gateway, count(*) AS keys FROM gone GROUP BY gateway
  ), logged AS (SELECT gateway, count(*) AS requests FROM usage_logs WHERE occurred_at < $2::timestamptz GROUP BY gateway)
  INSERT INTO usage_dropped AS dropped (month, gateway, requests, keys)
  SELECT $1::date, gateway, coalesce(requests, 0), coalesce(keys, 0) FROM keys FULL JOIN logged USING (gateway)
  ON CONFLICT (month, gateway) DO UPDATE
    SET requests = dropped.requests + excluded.requests, keys = dropped.keys + excluded.keys, dropped_at = now()`;

const MOST_ATTEMPTS = 60;
const PAUSE_MS = 2000;
const LOCK_NOT_AVAILABLE = "55P03";

async function dropTable(client: ClientBase, name: string): Promise<void> {
  await client.query("SET LOCAL lock_timeout = '1s'");
  for (let attempt = 1; ; attempt += 1) {
    await client.query("SAVEPOINT before_drop");
    try {
      await client.query(`DROP TABLE ${name}`);
      return;
    } catch (error) {
      const isHeld = error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE;
      if (!isHeld || attempt === MOST_ATTEMPTS) throw error;
      await client.query("ROLLBACK TO SAVEPOINT before_drop");
      await sleep(PAUSE_MS);
    }
  }
}
