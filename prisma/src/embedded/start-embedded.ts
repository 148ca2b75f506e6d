/**
 * The database that comes with Ratecard: a real PostgreSQL in the data folder, started and stopped with the server.
 * Units   the URL holds the password; it is also kept in `database-url` (mode 600) for `ratecard db url`.
 * Errors  EmbeddedDatabaseProblem with a sentence; nothing of an existing database is touched then.
 * Source  after a kill -9 of the server PostgreSQL lives on, and the next start takes it over.
 */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import { type Address, connect, ensureRunning, lockServer, urlOf } from "./ensure-running";
import { findBinaries, usableBinaries } from "./find-binaries";
import { initCluster } from "./init-cluster";
import { placeCluster } from "./place-cluster";
import { type Programs, stopPostmaster, type WantedPort } from "./postmaster";
import { chooseAccount } from "./run-as";

const DATABASE = "ratecard";
/** Another server of this folder may be shutting the database down just now. */
const START_TRIES = 3;
const RESTART_PAUSE_MS = 1000;

export type EmbeddedOptions = {
  dataDir: string;
  log: (sentence: string) => void;
};

export type Embedded = Readonly<{
  url: string;
  /** Where the files really are: the data folder's `postgres`, or the place that was logged. */
  dataDir: string;
  /** True when the database of a killed server was still running. */
  takenOver: boolean;
  /** Waits until PostgreSQL has written everything and is gone. */
  stop: () => Promise<void>;
}>;

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const programs = await prepare(dataDir, options.log);
  const password = await readFile(programs.cluster.password, "utf8");
  const urlFile = join(dataDir, "database-url");
  const port = await portIn(urlFile);
  const wanted = port === undefined ? undefined : { port, isFixed: false };
  const { address, takenOver, lock } = await startAndLock(programs, password, dataDir, wanted);

  await createDatabase(address);
  const url = urlOf(address, DATABASE);
  await writeFile(urlFile, `${url}\n`, { mode: 0o600 });
  await chmod(urlFile, 0o600);

  const stop = watch(programs, address, dataDir, lock, options.log);
  return { url, dataDir: programs.cluster.folder, takenOver, stop };
}

async function prepare(dataDir: string, log: EmbeddedOptions["log"]): Promise<Programs> {
  const account = await chooseAccount(join(dataDir, "postgres", "data"));
  const binaries = await usableBinaries(findBinaries(), account, log);
  const cluster = await placeCluster(dataDir, account, log);
  await initCluster(cluster, binaries, account);
  await refuseOtherVersion(cluster.data, binaries.version);
  return { cluster, binaries, account };
}

async function refuseOtherVersion(data: string, programs: string): Promise<void> {
  const made = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  if (!programs.startsWith(`${made}.`))
    throw new EmbeddedDatabaseProblem(
      `The database in ${data} was made by PostgreSQL ${made}, and this version of Ratecard brings ${programs}. Restore a backup into a new data folder.`,
    );
}

/** The port of last time is kept, so that a URL someone noted down stays right. */
async function portIn(urlFile: string): Promise<number | undefined> {
  const text = await readFile(urlFile, "utf8").catch(() => "");
  return URL.canParse(text) ? Number(new URL(text).port) : undefined;
}

async function startAndLock(programs: Programs, password: string, dataDir: string, wanted?: WantedPort) {
  for (let attempt = 1; ; attempt += 1) {
    const { port, takenOver } = await ensureRunning(programs, password, wanted);
    const address = { port, password };
    try {
      return { address, takenOver, lock: await lockServer(address, dataDir) };
    } catch (error) {
      if (error instanceof EmbeddedDatabaseProblem || attempt === START_TRIES) throw error;
    }
  }
}

async function createDatabase(address: Address): Promise<void> {
  const client = await connect(address, "postgres", "ratecard start");
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Brings PostgreSQL back on its port when it dies under us. Returns the function that stops it for good. */
function watch(
  programs: Programs,
  address: Address,
  dataDir: string,
  first: pg.Client,
  log: EmbeddedOptions["log"],
): () => Promise<void> {
  let lock = first;
  let stopped: Promise<void> | null = null;
  let restarted = Promise.resolve();

  const restart = async () => {
    while (!stopped) {
      log("The database went away. Starting it again.");
      try {
        // Everybody who was connected comes back to the same address.
        const wanted = { port: address.port, isFixed: true };
        ({ lock } = await startAndLock(programs, address.password, dataDir, wanted));
        lock.once("end", onLost);
        return;
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        await sleep(RESTART_PAUSE_MS);
      }
    }
  };
  const onLost = () => {
    restarted = restart();
  };
  lock.once("end", onLost);

  const stop = async () => {
    // A restart under way must not start it again behind our back.
    await restarted;
    await stopPostmaster(programs);
    await lock.end();
  };
  return () => (stopped ??= stop());
}
