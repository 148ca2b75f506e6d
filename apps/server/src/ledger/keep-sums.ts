/**
 * Keeps the sums complete in the background: months that are over get theirs, and the indexes they are sorted by; a database of before there were all rollups, all of them.
 * Time    at the start and every hour; nothing here delays the start or the stop. Errors: logged, and tried again an hour later.
 */
import type { Pool } from "pg";
import type { Services } from "#server/services/context";
import { compareDay, daysOfLedger } from "./compare-day";
import { indexMonths } from "./index-months";
import { sumMonths } from "./sum-months";

const HOUR_MS = 60 * 60 * 1000;

export function keepSums({ db, clock, log }: Pick<Services, "db" | "clock" | "log">): { close: () => Promise<void> } {
  let isClosing = false;
  let running: Promise<void> = Promise.resolve();
  const look = () => {
    running = running
      .then(() => fillRollups(db.pool, () => isClosing))
      .then(() => sumMonths(db.pool, clock()))
      .then(async () => {
        await indexMonths(db.pool, () => isClosing);
      })
      .catch((error: unknown) => log.warn({ err: error }, "the sums of the ledger could not be completed"));
  };
  look();
  const timer = setInterval(look, HOUR_MS).unref();
  return {
    close: async () => {
      isClosing = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** Each day is complete by itself, so that the next start goes on where this one was stopped. */
export async function fillRollups(pool: Pool, isClosing: () => boolean): Promise<void> {
  const { rows } = await pool.query<{ isOld: boolean }>(
    `SELECT EXISTS (SELECT FROM usage_by_model_day) AND (
       (SELECT min(day) FROM usage_total_day) IS DISTINCT FROM (SELECT min(day) FROM usage_by_model_day)
       OR (SELECT min(day) FROM usage_by_team_model_day) IS DISTINCT FROM (SELECT min(day) FROM usage_by_model_day)) AS "isOld"`,
  );
  if (!rows[0]?.isOld) return;
  // Newest first: the oldest day is what tells that all are done.
  for (const day of (await daysOfLedger(pool)).toReversed()) {
    if (isClosing()) return;
    await compareDay(pool, day, { repair: true });
  }
}
