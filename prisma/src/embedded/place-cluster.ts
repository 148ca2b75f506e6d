/**
 * Decides which folder holds the database's files: `postgres` in the data folder, or a link from there.
 * Why     started by root, PostgreSQL runs as another account, which cannot enter a checkout under root's home.
 * Errors  EmbeddedDatabaseProblem when a cluster exists where its account cannot enter.
 */
import { randomBytes } from "node:crypto";
import { chmod, lstat, mkdir, readlink, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import { type Account, runAs } from "./run-as";

/** Where root may put what another account must reach. */
const SHARED_PLACE = "/var/lib/ratecard";

/** Absolute paths; only `folder` exists for sure, and only after the first start. */
export type Cluster = Readonly<{
  folder: string;
  data: string;
  password: string;
  log: string;
}>;

export const clusterIn = (folder: string): Cluster => ({
  folder,
  data: join(folder, "data"),
  password: join(folder, "password"),
  log: join(folder, "log"),
});

export async function placeCluster(
  dataDir: string,
  account: Account,
  log: (sentence: string) => void,
): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true });
  // Enter, not list: what is secret in here has mode 600.
  if (account) await chmod(dataDir, (await stat(dataDir)).mode | 0o011);

  const usual = join(dataDir, "postgres");
  const found = await lstat(usual).catch(() => null);
  if (found?.isSymbolicLink()) return clusterIn(await readlink(usual));
  if (await canEnter(account, dataDir)) return clusterIn(usual);
  if (found)
    throw new EmbeddedDatabaseProblem(
      `User "${account?.name}", which runs PostgreSQL for root, cannot enter ${usual}. Open the folders above it (chmod o+x), or set RATECARD_DATA_DIR to another place.`,
    );

  const elsewhere = join(SHARED_PLACE, randomBytes(6).toString("hex"));
  await mkdir(elsewhere, { recursive: true });
  await Promise.all([chmod(SHARED_PLACE, 0o755), chmod(elsewhere, 0o755)]);
  await symlink(join(elsewhere, "postgres"), usual);
  log(
    `The database's files are kept in ${elsewhere}, because user "${account?.name}", which runs PostgreSQL for root, cannot enter ${dataDir}.`,
  );
  return clusterIn(join(elsewhere, "postgres"));
}

/** Asked of the system itself, as that account: modes, groups, access lists and mounts all count. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  if (!account) return true;
  const { isOk } = await runAs(account, "/bin/sh", ["-c", 'cd -- "$0"', folder]);
  return isOk;
}
