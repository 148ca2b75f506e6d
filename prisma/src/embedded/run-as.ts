/**
 * Runs one of PostgreSQL's programs to its end, as an unprivileged account when we are root.
 *
 * Errors  none thrown for a program that fails or is missing: the answer carries its output.
 */
import { spawn } from "node:child_process";

/** Whom to run as; null is the user who started us. */
export type Account = Readonly<{
  name: string;
  uid: number;
  gid: number;
}> | null;

export type RunResult = Readonly<{ isOk: boolean; output: string }>;

export function runAs(account: Account, program: string, args: readonly string[], cwd = "/"): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...(account && { uid: account.uid, gid: account.gid }),
      cwd: process.platform === "win32" ? undefined : cwd,
      env: bareEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ isOk: false, output: error.message }));
    // Not "close": a database that was started inherits the pipes and holds them open.
    child.on("exit", (code) => setImmediate(() => resolve({ isOk: code === 0, output: output.trim() })));
  });
}

/** PG* variables would redirect the programs, and our own secrets are none of theirs. */
function bareEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === "win32") {
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|RATECARD_|DATABASE_)/.test(name)));
  }
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}
