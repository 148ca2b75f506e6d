/**
 * A real server as a process of its own, which tests and benches may leave without a database.
 * Errors  rejects with everything the server said when it ends before it is ready.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const API_KEY = "rk_for_tests_only_0123456789abcdef0123456789";

export type SpawnedServer = Readonly<{
  url: string;
  pid: number;
  output: () => string;
  hasEnded: () => boolean;
  /** SIGTERM; the exit code. */
  stop: () => Promise<number | null>;
  /** SIGKILL: nothing is put in order. */
  kill: () => Promise<void>;
}>;

const APP = fileURLToPath(new URL("../..", import.meta.url));

/** `isBuilt`: what `pnpm start` runs, `main` by its path; otherwise the sources, in the very process that is killed, none beside it. */
export async function spawnServer(
  settings: Readonly<Record<string, string>>,
  { isBuilt = false, main = "dist/main.js" }: { isBuilt?: boolean; main?: string } = {},
): Promise<SpawnedServer> {
  const child = spawn(process.execPath, isBuilt ? [main] : ["--import", "tsx", "src/main.ts"], {
    cwd: APP,
    env: { PATH: process.env.PATH, PORT: "0", RATECARD_API_KEY: API_KEY, LITELLM_CATALOG_URL: NO_CATALOG, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (output += part.toString()));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    url: await readyUrl(child, () => output),
    pid: child.pid ?? 0,
    output: () => output,
    hasEnded,
    stop: () => stop(child, hasEnded),
    kill: async () => {
      if (hasEnded()) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Nothing listens on the discard port: the bundled catalogue is in force. */
const NO_CATALOG = "http://127.0.0.1:9/catalog.json";

async function readyUrl(child: ChildProcess, output: () => string): Promise<string> {
  const ended = once(child, "close");
  for (;;) {
    const url = /^Ratecard is ready on (\S+)$/m.exec(output())?.[1];
    if (url) return url;
    await Promise.race([once(child.stdout ?? child, "data"), ended]);
    if (child.exitCode !== null) throw new Error(`The server did not start.\n${output()}`);
  }
}

async function stop(child: ChildProcess, hasEnded: () => boolean): Promise<number | null> {
  if (!hasEnded()) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  return child.exitCode;
}
