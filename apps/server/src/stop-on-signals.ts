/**
 * SIGINT and SIGTERM stop everything once, newest first; a second signal does not wait.
 *
 * Units   milliseconds.
 * Why     one Ctrl-C may arrive twice: from the terminal and again from a tool that passes it on.
 */
import { setTimeout as sleep } from "node:timers/promises";

/** What hangs must not keep the rest, the database last of all, from being stopped. */
const LONGEST_CLOSE_MS = 8000;
const SAME_SIGNAL_MS = 1500;

export function stopOnSignals(
  closers: (() => Promise<void>)[],
  say: (line: string) => void,
): (exitCode: number) => Promise<void> {
  let stopping: Promise<void> | null = null;
  let signalledAt = 0;

  const stop = (exitCode: number) => {
    stopping ??= (async () => {
      for (const close of closers) {
        const closed = close().catch((error: unknown) => say(`While stopping: ${String(error)}`));
        await Promise.race([closed, sleep(LONGEST_CLOSE_MS)]);
      }
      process.exit(exitCode);
    })();
    return stopping;
  };

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stopping && Date.now() - signalledAt > SAME_SIGNAL_MS) process.exit(1);
      if (stopping) return;
      signalledAt = Date.now();
      say("Stopping ...");
      void stop(0);
    });
  }
  return stop;
}
