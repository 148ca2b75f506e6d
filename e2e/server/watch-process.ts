/** A program under test as a process: what it said, and its end as an operator brings it about. */
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";

export type WatchedProcess = Readonly<{
  /** Both streams, in the order they came. */
  output: () => string;
  hasEnded: () => boolean;
  /** SIGTERM, then its folder is removed; the exit code. */
  stop: () => Promise<number | null>;
}>;

export function watchProcess(child: ChildProcessByStdio<null, Readable, Readable>, folder: string): WatchedProcess {
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    output: () => output,
    hasEnded,
    stop: async () => {
      if (!hasEnded()) {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
