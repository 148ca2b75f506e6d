/**
 * Makes sure that the cluster's server runs: takes over one that a killed Ratecard left behind, else starts one.
 *
 * Errors  EmbeddedDatabaseProblem when it neither answers nor starts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { openSession } from "../open-session";
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
