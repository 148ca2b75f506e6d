/**
 * Starts and stops PostgreSQL's server process by its own `pg_ctl`.
 * Why     pg_ctl gives the server a session of its own, so a Ctrl-C in our terminal does not reach it.
 * Units   timeouts are in seconds.
 * Errors  EmbeddedDatabaseProblem with the end of the server's log.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import type { Binaries } from "./find-binaries";
import type { Cluster } from "./place-cluster";
import { isAlive, readPostmaster } from "./postmaster-pid";
import { type Account, runAs } from "./run-as";

/** Recovery after a power cut may take minutes. */
const START_TIMEOUT = 300;
const STOP_TIMEOUT = 60;
const EXIT_PATIENCE_MS = 5000;
const POLL_MS = 10;
/** Somebody else may take a free port before we do. */
const PORT_TRIES = 3;
const [LEAST_CACHE_MB, MOST_CACHE_MB] = [128, 1024];

export type Programs = Readonly<{
  cluster: Cluster;
  binaries: Binaries;
  account: Account;
}>;

/** `isFixed`: there and nowhere else. Otherwise another port will do when that one is taken. */
export type WantedPort = Readonly<{ port: number; isFixed: boolean }>;

/**
 * How much of its tables and indexes the database keeps at hand: an eighth of the memory, PostgreSQL's own 128 MB at least. A page
 * takes memory once it is read. What a container is bounded to counts, where it is one.
 */
function cacheMb(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.min(MOST_CACHE_MB, Math.max(LEAST_CACHE_MB, Math.floor(bytes / 8 / 1024 ** 2)));
}

/** Returns the port. A start may fail for other reasons than the port, as processes of a killed server that still leave. */
export async function startPostmaster(programs: Programs, wanted?: WantedPort): Promise<number> {
  const { cluster, binaries, account } = programs;
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted?.isFixed ? wanted.port : await freePort(wanted?.port);
    const args = [
      "start",
      "-s",
      "-w",
      "-t",
      String(START_TIMEOUT),
      "-D",
      cluster.data,
      "-l",
      cluster.log,
      "-o",
      `-p ${port} -c shared_buffers=${cacheMb()}MB`,
    ];
    const { isOk, output } = await runAs(account, binaries.pgCtl, args);
    if (isOk) return port;
    if (attempt === PORT_TRIES)
      throw new EmbeddedDatabaseProblem(
        `The database in ${cluster.folder} did not start. ${output} ${await endOfLog(cluster)}`,
      );
  }
}

/** Returns when the server has written everything and is gone; open transactions are rolled back. */
export async function stopPostmaster({ cluster, binaries, account }: Programs): Promise<void> {
  const running = await readPostmaster(cluster.data);
  if (!running) return;
  for (const mode of ["fast", "immediate"]) {
    const args = ["stop", "-s", "-w", "-t", String(STOP_TIMEOUT), "-m", mode, "-D", cluster.data];
    const { isOk } = await runAs(account, binaries.pgCtl, args);
    if (isOk || !isAlive(running.pid)) break;
  }
  // pg_ctl waits for the lock file to go; the process itself follows a moment later.
  for (const end = Date.now() + EXIT_PATIENCE_MS; isAlive(running.pid) && Date.now() < end; ) await sleep(POLL_MS);
}

async function endOfLog(cluster: Cluster): Promise<string> {
  const log = await readFile(cluster.log, "utf8").catch(() => "");
  return log.trim().split("\n").slice(-5).join(" / ");
}

/** A port of 127.0.0.1 that nothing listens on now: `wanted` if it can be had, else the system's choice. */
async function freePort(wanted = 0): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}
