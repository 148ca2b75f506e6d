/**
 * Opens the live prices of a process: loaded once before it serves, then kept equal to the database.
 * Time    heard at once by LISTEN; every second the poll compares one number, so that nothing stays missed. After a lost
 *         connection everything is read again: the database behind it may be a copy that lacks the last commits.
 * Errors  the first load throws; later failures keep the last good state and are logged.
 */
import type { CatalogIndex } from "@ratecard/catalog";
import { type Database, openSession } from "@ratecard/prisma";
import type pg from "pg";
import type { Logger } from "pino";
import type { Env } from "#server/services/env";
import { keepRecent } from "./keep-recent";
import type { LivePrices, PricesNow } from "./live-prices";
import type { PriceProblem } from "./load-price-versions";
import { type LoadedPrices, loadPrices, type Reading } from "./load-prices";

const POLL_MS = 1000;
const MOST_SNAPSHOTS_READ = 8;

export type LivePricesParts = Readonly<{ env: Env; db: Database; log: Logger }>;

export async function openLivePrices({ env, db, log }: LivePricesParts): Promise<LivePrices> {
  const keep = keepRecent<CatalogIndex>(MOST_SNAPSHOTS_READ);
  let current = withEnv(env, await loadPrices(db, null, keep));
  logProblems(log, current.problems, []);
  let reading: Reading = "changes";

  const load = async (): Promise<PricesNow> => {
    const wanted = reading;
    reading = "changes";
    try {
      const loaded = await loadPrices(db, current, keep, wanted);
      if (loaded !== current) {
        logProblems(log, loaded.problems, current.problems);
        current = withEnv(env, loaded);
      }
    } catch (error) {
      if (wanted === "all") reading = "all";
      log.error({ err: error }, "prices could not be loaded; the last good ones stay in force");
    }
    return current;
  };
  const refresh = oneAtATime(load);
  const listening = listenForChanges(db.pool.options, log, {
    onChange: () => void refresh(),
    onLost: () => {
      reading = "all";
    },
  });
  const poll = setInterval(() => void refresh(), POLL_MS).unref();

  return {
    now: () => current,
    refresh,
    close: async () => {
      clearInterval(poll);
      await listening.close();
    },
  };
}

const withEnv = (env: Env, loaded: LoadedPrices): PricesNow => ({
  ...loaded,
  onUnpriced: env.ON_UNPRICED,
  settings: {
    ...loaded.settings,
    typicalInputTokens: env.TYPICAL_INPUT_TOKENS,
    typicalOutputTokens: env.TYPICAL_OUTPUT_TOKENS,
  },
});

/** A call during a run waits for one further run, which began after it: everybody sees what was committed before asking. */
function oneAtATime<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(() => {
      next = null;
      return start();
    });
    return next;
  };
}

function logProblems(log: Logger, problems: readonly PriceProblem[], known: readonly PriceProblem[]): void {
  const logged = new Set(known);
  for (const problem of problems) if (!logged.has(problem)) log.error(problem, "a price could not be read in full");
}

const CHANNEL = "ratecard_prices";
const RETRY_MS = 1000;

type Listening = Readonly<{ close: () => Promise<void> }>;

type Heard = Readonly<{ onChange: () => void; onLost: () => void }>;

/**
 * Hears `NOTIFY ratecard_prices` on a connection of its own and opens a new one when it breaks.
 * Time    a broken connection is tried again every second; what was missed meanwhile is the poll's to find.
 */
function listenForChanges(connection: pg.ClientConfig, log: Logger, heard: Heard): Listening {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const tryAgain = (error?: unknown) => {
    if (isClosed) return;
    heard.onLost();
    log.warn({ err: error }, "the connection that hears price changes was lost; trying again");
    retry = setTimeout(() => void connect(), RETRY_MS).unref();
  };
  const connect = async () => {
    try {
      const next = await openSession(connection, "ratecard prices");
      client = next;
      if (isClosed) {
        await next.end();
        return;
      }
      next.on("notification", heard.onChange);
      await next.query(`LISTEN ${CHANNEL}`);
      next.once("end", () => tryAgain());
      // A change between the last load and LISTEN would be heard by nobody.
      heard.onChange();
    } catch (error) {
      client?.end().catch(() => undefined);
      tryAgain(error);
    }
  };
  void connect();

  return {
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
