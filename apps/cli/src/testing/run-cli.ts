/** The built command line, run as a user runs it: a process with arguments, an environment, an exit code. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Test files build side by side, each into a folder of its worker. */
const OUT = `dist/test/${process.env.VITEST_POOL_ID ?? "0"}`;

export type Ran = Readonly<{ code: number | null; out: string; err: string }>;
export type Run = (args: readonly string[], more?: { input?: string; env?: Record<string, string> }) => Promise<Ran>;

/** Builds once; every call is a process. */
export async function buildCli(environment: Record<string, string> = {}): Promise<Run> {
  await build({ root: ROOT, logLevel: "silent", build: { outDir: OUT, sourcemap: false } });
  return async (args, { input, env } = {}) => {
    const child = startCli(args, { ...environment, ...env });
    child.stdin.end(input ?? "");
    return ended(child);
  };
}

/** For a test that signals it, or stops reading. Call `buildCli` first. */
export const startCli = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawn(process.execPath, [`${ROOT}${OUT}/main.js`, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: "pipe",
  });

export async function ended(child: ReturnType<typeof startCli>): Promise<Ran> {
  const closed = new Promise<number | null>((done) => child.once("close", done));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, out, err };
}
