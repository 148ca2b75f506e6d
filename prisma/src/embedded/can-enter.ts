import { type Account, runAs } from "./run-as";

/** Asked of the system itself, as that account: modes, groups, access lists and mounts all count. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  if (!account) return true;
  const { isOk } = await runAs(account, "/bin/sh", ["-c", 'cd -- "$0"', folder]);
  return isOk;
}
