/**
 * The file `postmaster.pid` that a running PostgreSQL keeps in its data folder.
 * Errors  null for a file that is missing or was cut off.
 * Source  PostgreSQL src/include/utils/pidfile.h: one value a line - process, data folder, start time, port.
 */
import { readFileSync } from "node:fs";
import { readFile, readlink, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runAs } from "./run-as";

export type Postmaster = Readonly<{ pid: number; port: number }>;

/** Above every system's largest process id, so it is certainly nobody's. */
const NOBODYS_PID = 2_147_483_646;

const fileIn = (data: string) => join(data, "postmaster.pid");

export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(fileIn(data), "utf8").catch(() => "");
  const lines = text.split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number.isInteger(port) ? port : 0 } : null;
}

/**
 * After a reboot another program may have the id that the file names, and PostgreSQL would then not start.
 * Only the id is replaced: the rest lets PostgreSQL find its orphans that still use the folder.
 */
export async function disownPid(data: string): Promise<void> {
  const text = await readFile(fileIn(data), "utf8");
  await writeFile(fileIn(data), text.replace(/^-?\d+/, String(NOBODYS_PID)));
}

/** Whether the living process `pid` is a PostgreSQL that works in this folder, wherever the folder was before. */
export async function isPostmasterOf(data: string, pid: number): Promise<boolean> {
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (workingFolder) return isSameFolder(workingFolder, data);
  const { isOk, output } = await runAs(null, "ps", ["-o", "command=", "-p", String(pid)]);
  return isOk ? output.includes("postgres") && output.includes(data) : process.platform === "win32";
}

async function isSameFolder(folder: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([folder, other].map((path) => stat(path).catch(() => null)));
  return Boolean(a && b && a.dev === b.dev && a.ino === b.ino);
}

/** Whether some process runs under this id now; not necessarily the one that had it when it was written down. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Ended, but not yet buried by its parent; in a container without an init process that can last. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
