/** Runs run-embedded.ts as a process of its own, which tests may signal and kill. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { prismaHome } from "../migration-ledger";

export type EmbeddedProcess = Readonly<{
  child: ChildProcess;
  pid: number;
  ready: { url: string; takenOver: boolean; dataDir: string };
  output: () => string;
  /** Sends the signal and waits for the end; the exit code, or null when it was killed. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}>;

/** Rejects with what the process said when it ends before it is ready. */
export async function embeddedProcess(dataDir: string): Promise<EmbeddedProcess> {
  const script = join(prismaHome(), "src", "testing", "run-embedded.ts");
  // A process group of its own, as a terminal gives it to the command that Ctrl-C ends.
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDir], { cwd: prismaHome(), detached: true });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));

  const isReady = () => /^\{.*\}$/m.exec(output)?.[0];
  while (!isReady() && child.exitCode === null) await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const line = isReady();
  if (!line || !child.pid) throw new Error(output.trim());

  const { pid } = child;
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, "exit");
    process.kill(-pid, signal);
    await ended;
    return child.exitCode;
  };
  return { child, pid, ready: JSON.parse(line), output: () => output, end };
}
