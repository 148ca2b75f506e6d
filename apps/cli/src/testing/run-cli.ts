/** The built command line, run as a user runs it: a process with arguments, an environment, an exit code. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const OUT = "dist/test";

export type Ran = Readonly<{ code: number | null; out: string; err: string }>;
export type Run = (args: readonly string[], more?: { input?: string; env?: Record<string, string> }) => Promise<Ran>;

/** Builds once; every call is a process. */
export async function buildCli(environment: Record<string, string> = {}): Promise<Run> {
  await build({ root: ROOT, logLevel: "silent", build: { outDir: OUT, sourcemap: false } });
  return async (args, { input, env } = {}) => {
    const child = spawn(process.execPath, [`${ROOT}${OUT}/main.js`, ...args], {
      env: { PATH: process.env.PATH, ...environment, ...env },
      stdio: "pipe",
    });
    child.stdin.end(input ?? "");
    const ended = new Promise<number | null>((done) => child.once("close", done));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, out, err };
  };
}
