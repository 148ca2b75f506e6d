/** The process around a server: its settings file, a start that waits for the database, and a stop by signal. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseEnv } from "node:util";
import { isDatabaseGone } from "#server/errors/is-database-gone";

/** Adds the settings of a `.env` file; what the environment says wins. */
export function loadDotEnv(
  folder: string,
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const path = join(folder, ".env");
  const fromFile = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
  return { ...fromFile, ...environment };
}

const PAUSE_MS = 1000;

/**
 * A step of the start, tried again while the database is away: it answered before, so that is no wrong setting.
 * Errors  what the step throws otherwise, and at once when the server is being stopped.
 */
export async function untilDatabaseAnswers<T>(isStopping: () => boolean, step: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!isDatabaseGone(error) || isStopping()) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** What hangs must not keep the rest, the database last of all, from being stopped. */
const LONGEST_CLOSE_MS = 8000;
const SAME_SIGNAL_MS = 1500;

/**
 * SIGINT and SIGTERM stop everything once, newest first; a second signal does not wait.
 *
 * Units   milliseconds.
 * Why     one Ctrl-C may arrive twice: from the terminal and again from a tool that passes it on.
 */
export function stopOnSignals(
  closers: (() => Promise<unknown>)[],
  say: (line: string) => void,
): { stop: (exitCode: number) => Promise<void>; isStopping: () => boolean } {
  let stopping: Promise<void> | null = null;
  let signalledAt = 0;

  const stop = (exitCode: number) => {
    stopping ??= (async () => {
      // Taken one by one: a start that still goes on may add what it has just opened.
      for (let close = closers.shift(); close; close = closers.shift()) {
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
  return { stop, isStopping: () => stopping !== null };
}
