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

/** Pipes that stay open and bring nothing for so long hold nothing of a program that has ended. */
const QUIET_MS = 200;

export function runAs(account: Account, program: string, args: readonly string[], cwd = "/"): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...(account && { uid: account.uid, gid: account.gid }),
      cwd: process.platform === "win32" ? undefined : cwd,
      env: bareEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let patience: NodeJS.Timeout | undefined;
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      patience?.refresh();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ isOk: false, output: error.message }));
    child.on("close", (code) => {
      clearTimeout(patience);
      resolve({ isOk: code === 0, output: output.trim() });
    });
    // A database that was started inherits the pipes and holds them open; what a program wrote last is in them after its end.
    child.on("exit", (code) => {
      patience = setTimeout(() => resolve({ isOk: code === 0, output: output.trim() }), QUIET_MS);
    });
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
