/**
 * One server per data folder: a lock that lives exactly as long as one database session of this process.
 *
 * Why     a lock file outlives a kill -9, a session does not.
 * Errors  EmbeddedDatabaseProblem names the process that holds the lock.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import { type Address, connect } from "./ensure-running";

/** Any number that nothing else locks in the database "postgres". */
const LOCK_KEY = 5_230_217;
const NAME = "ratecard server ";
/** A killed server's session ends within moments; a living one's does not. */
const PATIENCE_MS = 3000;
const POLL_MS = 100;

/** The session that holds the lock; its "end" event means that the lock is lost. */
export async function lockServer(address: Address, dataDir: string): Promise<pg.Client> {
  const client = await connect(address, "postgres", `${NAME}${process.pid}`);
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await tryLock(client))) {
    if (Date.now() > deadline) {
      const holder = await holderOf(client);
      await client.end();
      throw new EmbeddedDatabaseProblem(
        `Another Ratecard server (process ${holder}) already uses the data folder ${dataDir}. Stop it first, or set RATECARD_DATA_DIR to a folder of its own.`,
      );
    }
    await sleep(POLL_MS);
  }
  return client;
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ isLocked: boolean }>('SELECT pg_try_advisory_lock($1) AS "isLocked"', [
    LOCK_KEY,
  ]);
  return rows[0]?.isLocked ?? false;
}

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND objid = $1 AND granted`,
    [LOCK_KEY],
  );
  return rows[0]?.name.replace(NAME, "") ?? "unknown";
}
