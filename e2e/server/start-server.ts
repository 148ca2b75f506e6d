/**
 * Starts the real, built server as a process of its own, the way `pnpm start` does: own data folder, own database, free port.
 *
 * Units   the wait for the start is milliseconds; a first start also builds.
 * Errors  rejects with everything the server said.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type WatchedProcess, watchProcess } from "./watch-process";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LONGEST_START_MS = 300_000;

export type TestServer = Readonly<{
  /** Without a slash at the end. */
  url: string;
  /** Path of the one-time link that makes the first admin; null when the settings made one. */
  setupPath: string | null;
  /** For tests that use plain SQL as an outside program would. */
  databaseUrl: () => Promise<string>;
}> &
  Pick<WatchedProcess, "output" | "stop">;

/** `root`: of another checkout, for a bench that compares two. */
export async function startServer(settings: Record<string, string> = {}, root = ROOT): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "ratecard-e2e-"));
  const child = spawn(process.execPath, ["apps/server/launch/start.mjs"], {
    cwd: root,
    env: { ...withoutSettings(), PORT: "0", RATECARD_DATA_DIR: dataDir, LITELLM_CATALOG_URL: NO_CATALOG, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { output, hasEnded, stop } = watchProcess(child, dataDir);
  try {
    const url = await readyUrl(child, output, hasEnded, settings.DATABASE_URL === undefined);
    return {
      url,
      setupPath: /^\s*https?:\/\/[^/]+(\/setup\?\S+)$/m.exec(output())?.[1] ?? null,
      databaseUrl: async () => (await readFile(join(dataDir, "database-url"), "utf8")).trim(),
      output,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nothing listens on the discard port: the bundled catalogue is in force, and no test waits for the internet. */
const NO_CATALOG = "http://127.0.0.1:9/catalog.json";

/** Settings of the person who runs the tests are not those of the server under test. */
function withoutSettings(): NodeJS.ProcessEnv {
  const isSetting =
    /^(RATECARD_|LITELLM_|CATALOG_|TYPICAL_|(DATABASE_URL|PUBLIC_URL|PORT|HOST|NODE_ENV|PRICING_CONFIG|ON_UNPRICED|ALLOW_PRIVATE_NETWORKS)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isSetting.test(name)));
}

/** The lines about the first admin come after the ready line: then the server is complete. One on a database of another has none. */
async function readyUrl(
  child: ChildProcess,
  output: () => string,
  hasEnded: () => boolean,
  isFirst: boolean,
): Promise<string> {
  const deadline = AbortSignal.timeout(LONGEST_START_MS);
  for (;;) {
    const port = /^Ratecard is ready on \S+:(\d+)$/m.exec(output())?.[1];
    if (port && (!isFirst || /^(\s*https?:\S+\/setup\?\S+|Sign in as .*)\n/m.test(output())))
      return `http://127.0.0.1:${port}`;
    if (hasEnded() || deadline.aborted) throw new Error(`The server did not start.\n${output()}`);
    await Promise.race([once(child.stdout ?? child, "data", { signal: deadline }), once(child, "close")]);
  }
}
