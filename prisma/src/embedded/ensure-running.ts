/**
 * Makes sure that the cluster's server runs: takes over one that a killed Ratecard left behind, else starts one.
 * Errors  EmbeddedDatabaseProblem when it neither answers nor starts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { openSession } from "../open-session";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import { SUPERUSER } from "./init-cluster";
import { type Programs, startPostmaster, stopPostmaster, type WantedPort } from "./postmaster";
import { disownPid, isAlive, isPostmasterOf, type Postmaster, readPostmaster } from "./postmaster-pid";

/** How long a server that is there may keep us waiting, e.g. while it recovers or shuts down. */
const PATIENCE_MS = 20_000;
const POLL_MS = 50;

export async function ensureRunning(programs: Programs, password: string, wanted?: WantedPort) {
  const found = await readPostmaster(programs.cluster.data);
  if (found && isAlive(found.pid)) {
    const isOurs = await isPostmasterOf(programs.cluster.data, found.pid);
    if (isOurs && (await answers(found, password))) return { port: found.port, takenOver: true };
    if (isOurs && isAlive(found.pid)) await stopPostmaster(programs);
    if (!isOurs) await disownPid(programs.cluster.data);
  }
  return {
    port: await startPostmaster(programs, wanted),
    takenOver: false,
  };
}

async function answers({ pid, port }: Postmaster, password: string): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (isAlive(pid) && Date.now() < deadline) {
    const client = await connect({ port, password }, "postgres", "ratecard start").catch(() => null);
    if (client) {
      await client.end();
      return true;
    }
    await sleep(POLL_MS);
  }
  return false;
}

export type Address = Readonly<{ port: number; password: string }>;

export const urlOf = ({ port, password }: Address, database: string) =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** One session; whoever needs to know of its end listens to "end". */
export const connect = (address: Address, database: string, name: string): Promise<pg.Client> =>
  openSession({ connectionString: urlOf(address, database), connectionTimeoutMillis: 5000 }, name);

/** Any number that nothing else locks in the database "postgres". */
const LOCK_KEY = 5_230_217;
const LOCK_SESSION_NAME = "ratecard server ";
/** A killed server's session ends within moments; a living one's does not. */
const LOCK_PATIENCE_MS = 3000;
const LOCK_POLL_MS = 100;

/**
 * One server per data folder: a lock that lives exactly as long as a database session of this process, even after a kill -9.
 * The session's "end" event means that the lock is lost.
 * Errors  EmbeddedDatabaseProblem names the process that holds the lock.
 */
export async function lockServer(address: Address, dataDir: string): Promise<pg.Client> {
  const client = await connect(address, "postgres", `${LOCK_SESSION_NAME}${process.pid}`);
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  while (!(await tryLock(client))) {
    if (Date.now() > deadline) {
      const holder = await holderOf(client);
      await client.end();
      throw new EmbeddedDatabaseProblem(
        `Another Ratecard server (process ${holder}) already uses the data folder ${dataDir}. Stop it first, or set RATECARD_DATA_DIR to a folder of its own.`,
      );
    }
    await sleep(LOCK_POLL_MS);
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
  return rows[0]?.name.replace(LOCK_SESSION_NAME, "") ?? "unknown";
}
