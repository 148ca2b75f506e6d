/**
 * A step of the start, tried again while the database is away: it answered before, so that is no wrong setting.
 * Errors  what the step throws otherwise, and at once when the server is being stopped.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { isDatabaseGone } from "#server/errors/is-database-gone";

const PAUSE_MS = 1000;

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
