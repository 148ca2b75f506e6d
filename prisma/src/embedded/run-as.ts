/**
 * Runs one of PostgreSQL's programs to its end, as an unprivileged account when we are root.
 * Errors  none thrown for a program that fails or is missing: the answer carries its output.
 */
import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { EmbeddedDatabaseProblem } from "./embedded-problem";

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

const OWN_ACCOUNT = "ratecard";

/** PostgreSQL refuses to run as root. The owner of a cluster that exists, else an account that every system has, else one of our own. */
export async function chooseAccount(clusterData: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterData).catch(() => null);
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  return (await lookUp("postgres")) ?? (await lookUp("nobody")) ?? (await lookUp(OWN_ACCOUNT)) ?? createAccount();
}

async function lookUp(name: string): Promise<Account> {
  const [uid, gid] = await Promise.all([runAs(null, "id", ["-u", name]), runAs(null, "id", ["-g", name])]);
  return uid.isOk && gid.isOk ? { name, uid: Number(uid.output), gid: Number(gid.output) } : null;
}

async function createAccount(): Promise<Account> {
  const made = await runAs(null, "useradd", ["--system", "--no-create-home", OWN_ACCOUNT]);
  if (!made.isOk) await runAs(null, "adduser", ["-S", "-D", "-H", OWN_ACCOUNT]);
  const account = await lookUp(OWN_ACCOUNT);
  if (account) return account;
  throw new EmbeddedDatabaseProblem(
    `PostgreSQL refuses to run as root, and no account for it could be made (${made.output}). Start Ratecard as another user, or set DATABASE_URL.`,
  );
}
