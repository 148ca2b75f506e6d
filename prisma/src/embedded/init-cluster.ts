/**
 * Makes a new, empty cluster: complete under its final name, or not there at all.
 * Errors  EmbeddedDatabaseProblem with initdb's own words.
 */
import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import type { Binaries } from "./find-binaries";
import { type Cluster, clusterIn } from "./place-cluster";
import { isAlive } from "./postmaster-pid";
import { type Account, runAs } from "./run-as";

export const SUPERUSER = "ratecard";

/** No socket file (paths may be too long for one), no statement text in the log (it may hold secrets). */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_error_statement: "panic",
};

export async function initCluster(
  cluster: Cluster,
  binaries: Binaries,
  account: Account,
  settings: Record<string, string> = {},
): Promise<void> {
  if (await stat(cluster.data).catch(() => null)) return;
  await sweepDrafts(cluster.folder);

  const draft = clusterIn(`${cluster.folder}.draft-${process.pid}`);
  await mkdir(draft.folder, { recursive: true, mode: 0o700 });
  await writeFile(draft.password, randomBytes(24).toString("hex"), {
    mode: 0o600,
  });
  if (account) await Promise.all([draft.folder, draft.password].map((path) => chown(path, account.uid, account.gid)));

  const sets = Object.entries({ ...SETTINGS, ...settings }).map(([name, value]) => `--set=${name}=${value}`);
  const { isOk, output } = await runAs(account, binaries.initdb, [
    `--pgdata=${draft.data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${draft.password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(settings.fsync === "off" ? ["--no-sync"] : []),
    ...sets,
  ]);
  if (isOk) await rename(draft.folder, cluster.folder).catch(yieldToOther(cluster));
  await rm(draft.folder, { recursive: true, force: true });
  if (!isOk) throw new EmbeddedDatabaseProblem(`The database could not be created in ${cluster.folder}: ${output}`);
}

/** Of two servers that start together for the first time, one's cluster wins and both use it. */
const yieldToOther = (cluster: Cluster) => async (error: unknown) => {
  if (!(await stat(cluster.data).catch(() => null))) throw error;
};

async function sweepDrafts(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.draft-`;
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    const isAbandoned = name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)));
    if (isAbandoned) await rm(join(parent, name), { recursive: true, force: true });
  }
}
