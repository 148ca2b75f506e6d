/**
 * One throwaway PostgreSQL for a whole test run: fast, because nothing in it has to survive.
 *
 * Errors  EmbeddedDatabaseProblem when no folder can be entered or the cluster does not start.
 * Source  stop-when-orphaned.mjs ends it with the run, even after a kill; leftovers of older runs are swept here.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { EmbeddedDatabaseProblem } from "../embedded/embedded-problem";
import { urlOf } from "../embedded/ensure-running";
import { findBinaries, usableBinaries } from "../embedded/find-binaries";
import { initCluster } from "../embedded/init-cluster";
import { canEnter, clusterIn } from "../embedded/place-cluster";
import { startPostmaster } from "../embedded/postmaster";
import { isAlive } from "../embedded/postmaster-pid";
import { type Account, chooseAccount } from "../embedded/run-as";

const PREFIX = "ratecard-test-";

const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_connections: "200",
};

export type TestCluster = Readonly<{ url: string; stop: () => Promise<void> }>;

export async function startTestCluster(log: (sentence: string) => void = () => undefined): Promise<TestCluster> {
  const account = await chooseAccount("");
  const binaries = await usableBinaries(findBinaries(), account, log);
  const parent = await placeFor(account);
  await sweep(parent);

  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  if (account) await chmod(folder, 0o711);
  const stop = stopAtTheEnd(folder);
  const cluster = clusterIn(join(folder, "postgres"));
  await initCluster(cluster, binaries, account, SETTINGS);
  const port = await startPostmaster({ cluster, binaries, account });
  return { url: urlOf({ port, password: await readFile(cluster.password, "utf8") }, "postgres"), stop };
}

async function placeFor(account: Account): Promise<string> {
  for (const place of [tmpdir(), "/tmp", "/var/tmp"]) if (await canEnter(account, place)) return place;
  throw new EmbeddedDatabaseProblem(
    `User "${account?.name}", which runs PostgreSQL for root, can enter no temporary folder. Set RATECARD_TEST_DATABASE_URL.`,
  );
}

/** Runs on after us, in a session that no Ctrl-C reaches, until our end of its input closes. */
function stopAtTheEnd(folder: string): () => Promise<void> {
  const script = join(dirname(fileURLToPath(import.meta.url)), "stop-when-orphaned.mjs");
  const guard = spawn(process.execPath, [script, folder], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  guard.unref();
  return async () => {
    const gone = once(guard, "exit");
    guard.ref();
    guard.stdin.end();
    await gone;
  };
}

/** Folders whose run and guard were both killed. */
async function sweep(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(PREFIX));
  const abandoned = names.filter((name) => !isAlive(Number.parseInt(name.slice(PREFIX.length), 10)));
  for (const name of abandoned)
    await stopAtTheEnd(join(parent, name))().catch(() => rm(join(parent, name), { recursive: true, force: true }));
}
