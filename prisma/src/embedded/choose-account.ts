/**
 * Chooses the account that runs PostgreSQL, which refuses to run as root.
 *
 * Errors  EmbeddedDatabaseProblem when root finds no account and cannot make one.
 */
import { stat } from "node:fs/promises";
import { EmbeddedDatabaseProblem } from "./embedded-problem";
import { type Account, runAs } from "./run-as";

const OWN_ACCOUNT = "ratecard";

/** The owner of a cluster that exists, else an account that every system has, else one of our own. */
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
