/**
 * The real LiteLLM proxy in a virtual environment of the cache folder, made once and kept.
 *
 * Units   the waits are milliseconds; a first install takes about a minute.
 * Errors  none: an answer with the reason, for a suite that is then skipped.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../browser/cache-folder";

/** Pinned: what it sends is what this suite is about. */
export const PINNED_VERSION = "1.106.2";
/** The newest whose proxy can be installed: later ones need builds of LiteLLM's own parts that PyPI does not have. */
export const NEWEST_VERSION = "1.108.7";
const LONGEST_INSTALL_MS = 15 * 60_000;
const PYTHONS = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
/** LiteLLM's lower bound, and the newest that all it depends on has been built for. */
const VERSION_CHECK = "import sys; assert (3, 10) <= sys.version_info < (3, 14); print('%d.%d' % sys.version_info[:2])";

export type Litellm = Readonly<{ isInstalled: true; folder: string } | { isInstalled: false; reason: string }>;

export async function installLitellm(version = PINNED_VERSION): Promise<Litellm> {
  const python = await findPython();
  if (!python) return { isInstalled: false, reason: "There is no Python 3.10 to 3.13 with venv on this machine." };
  const folder = join(cacheFolder(), `litellm-${version}-python${python.version}`);
  if (existsSync(folder)) return { isInstalled: true, folder };

  const draft = `${folder}.${process.pid}`;
  try {
    await run(python.command, ["-m", "venv", draft]);
    await run(join(draft, "bin", "python"), ["-m", "pip", "install", "--quiet", `litellm[proxy]==${version}`]);
    await rename(draft, folder);
    return { isInstalled: true, folder };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Two runs at once may both install; the first one's is as good.
    if (existsSync(folder)) return { isInstalled: true, folder };
    return { isInstalled: false, reason: `litellm[proxy] could not be installed: ${lastLineOf(error)}` };
  }
}

async function findPython() {
  for (const command of PYTHONS) {
    const version = await run(command, ["-c", `import venv, ensurepip; ${VERSION_CHECK}`]).catch(() => null);
    if (version) return { command, version: version.trim() };
  }
  return null;
}

async function run(command: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { timeout: LONGEST_INSTALL_MS });
  return stdout;
}

const lastLineOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).trim().split("\n").at(-1);
