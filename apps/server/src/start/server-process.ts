/** The process around a server: its settings file, a start that waits for the database, and a stop by signal. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseEnv } from "node:util";
import { setFlagsFromString } from "node:v8";
import { isDatabaseGone } from "#server/errors/is-database-gone";
import type { Env } from "#server/services/env";

/** Adds the settings of a `.env` file; what the environment says wins. */
export function loadDotEnv(
  folder: string,
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const path = join(folder, ".env");
  const fromFile = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
  return { ...fromFile, ...environment };
}

/**
 * What outlives a request's own time is collected once the heap has grown by this much, not by up to four times. The intake holds many
 * events for some milliseconds each; left alone, V8 lets them pile up to 300 MB of garbage. No bound: what is in use may grow.
 * Source  `bench:ledger`, peak of 10,000 events a second: 440 to 490 MB without it, 250 to 310 MB with it, at about the same processor time.
 */
const HEAP_GROWS_BY_PERCENT = 25;

/**
 * The WebAssembly of Prisma's query compiler stays as it is first compiled. V8's second, faster compilation of its hot functions leaves
 * 60 MB behind in the threads that do it, and what Prisma asks here (users, keys, prices by hand) is answered no faster for it.
 * Source  Prisma 7.10.0 on Node 20.20.2: 263 MB at rest with it, 201 MB without; five lists, 300 calls each, within 0.2 ms of each other.
 */
const COMPILED_ONCE = ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];

export function keepMemoryLow(): void {
  for (const flag of [`--heap-growing-percent=${HEAP_GROWS_BY_PERCENT}`, ...COMPILED_ONCE]) setFlagsFromString(flag);
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

class ListenProblem extends Error {
  override name = "ListenProblem";
}

type Place = Pick<Env, "PORT" | "HOST">;

/** A start that failed says why in a sentence, on the terminal. */
export function sayListenProblem(error: unknown, { PORT, HOST }: Place): never {
  const sentence = LISTEN_SENTENCES[codeOf(error)]?.({ PORT, HOST });
  throw sentence === undefined ? error : new ListenProblem(sentence, { cause: error });
}

const notHere = ({ HOST }: Place) => `HOST: ${HOST} is not an address of this machine.`;

const LISTEN_SENTENCES: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ PORT, HOST }) =>
    `PORT: ${PORT} on ${HOST} is in use by another program. Stop it, or set PORT to a free one (PORT=0 picks one).`,
  EACCES: ({ PORT }) => `PORT: ${PORT} may not be opened by this user. Set PORT to one above 1023.`,
  EADDRNOTAVAIL: notHere,
  ENOTFOUND: notHere,
};

export function sayStartProblem(error: unknown): void {
  process.stderr.write(`Ratecard did not start.\n${startSentence(error)}\n`);
}

/** Errors called "...Problem" are sentences already; a stack only for what nobody foresaw. */
export function startSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name.endsWith("Problem")) return error.message;
  const login = DATABASE_SENTENCES[codeOf(error)];
  if (login !== undefined) return login;
  if (isDatabaseGone(error) || codeOf(error) === "ENOTFOUND") {
    return `DATABASE_URL: the database does not answer (${error.message || codeOf(error)}). Check host, port and that it runs.`;
  }
  return error.stack ?? error.message;
}

const DATABASE_SENTENCES: Readonly<Record<string, string>> = {
  "28P01": "DATABASE_URL: the database refuses this user or password.",
  "28000": "DATABASE_URL: the database refuses this user.",
  "3D000": "DATABASE_URL: there is no database of that name. Create it first.",
  "42501": "DATABASE_URL: this user may not create tables there. Give it the right, or use another user.",
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** The address a person on this machine opens: "localhost" for every way of saying "here". */
export function shownAddress(listening: string): string {
  const url = new URL(listening);
  if (HERE.has(url.hostname)) url.hostname = "localhost";
  return url.origin;
}

const HERE = new Set(["127.0.0.1", "0.0.0.0", "[::1]", "[::]"]);
