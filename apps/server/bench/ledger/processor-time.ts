/**
 * Processor time and memory of processes. Linux only: it reads /proc.
 * Units   milliseconds, user and system together, in steps of ten; MB of resident memory.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";

type Stat = Readonly<{ parent: number; ownMs: number; endedChildrenMs: number }>;

/** null: it has ended. */
async function statOf(pid: number | string): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (text === null) return null;
  const fields = text
    .slice(text.lastIndexOf(") ") + 2)
    .split(" ")
    .map(Number);
  const at = (field: number) => fields[field] ?? 0;
  return { parent: at(1), ownMs: 10 * (at(11) + at(12)), endedChildrenMs: 10 * (at(13) + at(14)) };
}

export const processMs = async (pid: number): Promise<number> => (await statOf(pid))?.ownMs ?? 0;

export const parentOf = async (pid: number): Promise<number> => (await statOf(pid))?.parent ?? 0;

/** A process with its children, those that have ended too. */
export async function familyMs(pid: number): Promise<number> {
  const others = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(others.map(statOf));
  const children = stats.reduce((sum, stat) => sum + (stat?.parent === pid ? stat.ownMs : 0), 0);
  const own = await statOf(pid);
  return children + (own ? own.ownMs + own.endedChildrenMs : 0);
}

/** The highest from here on is what `peakMb` answers. */
export const forgetPeak = (pid: number): Promise<void> => writeFile(`/proc/${pid}/clear_refs`, "5");

export async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
