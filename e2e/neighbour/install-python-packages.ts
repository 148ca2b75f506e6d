/**
 * Packages of PyPI in a virtual environment of the cache folder, made once and kept.
 *
 * Units   the wait is milliseconds; a first install takes about a minute.
 * Errors  none: an answer with the reason, for a suite that is then skipped.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../browser/cache-folder";

export type PythonPackages = Readonly<{
  /** Of the environment: name and version of what it is made for. */
  name: string;
  requirements: readonly string[];
  /** Minor versions of Python 3: from the first on, before the second. */
  python: readonly [from: number, before: number];
}>;

export type InstalledPackages = Readonly<
  { isInstalled: true; folder: string } | { isInstalled: false; reason: string }
>;

const LONGEST_INSTALL_MS = 15 * 60_000;

export async function installPythonPackages({
  name,
  requirements,
  python,
}: PythonPackages): Promise<InstalledPackages> {
  const found = await findPython(python);
  const [from, before] = python;
  if (!found)
    return { isInstalled: false, reason: `There is no Python 3.${from} to 3.${before - 1} with venv on this machine.` };
  const folder = join(cacheFolder(), `${name}-python${found.version}`);
  if (existsSync(folder)) return { isInstalled: true, folder };

  const draft = `${folder}.${process.pid}`;
  try {
    await run(found.command, ["-m", "venv", draft]);
    await run(join(draft, "bin", "python"), ["-m", "pip", "install", "--quiet", ...requirements]);
    await rename(draft, folder);
    return { isInstalled: true, folder };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Two runs at once may both install; the first one's is as good.
    if (existsSync(folder)) return { isInstalled: true, folder };
    return { isInstalled: false, reason: `${requirements.join(" ")} could not be installed: ${lastLineOf(error)}` };
  }
}

async function findPython([from, before]: PythonPackages["python"]) {
  const check = `import sys, venv, ensurepip; assert (3, ${from}) <= sys.version_info < (3, ${before}); print('%d.%d' % sys.version_info[:2])`;
  const minors = Array.from({ length: before - from }, (_, index) => `python3.${before - 1 - index}`);
  for (const command of ["python3", ...minors, "python", ...(await pythonsOfPyenv())]) {
    const version = await run(command, ["-c", check]).catch(() => null);
    if (version) return { command, version: version.trim() };
  }
  return null;
}

/** Installed, but on the path only where somebody chose them. */
async function pythonsOfPyenv(): Promise<readonly string[]> {
  const folder = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  const versions = await readdir(folder).catch(() => []);
  return versions.map((version) => join(folder, version, "bin", "python"));
}

async function run(command: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { timeout: LONGEST_INSTALL_MS });
  return stdout;
}

const lastLineOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).trim().split("\n").at(-1);
