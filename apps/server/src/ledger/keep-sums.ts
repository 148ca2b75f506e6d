/**
 * Keeps the sums complete in the background: days that are over go into the sums of their months, and get the indexes that requests are
 * sorted by; a database of before there were all rollups, all of them.
 * Time    at the start and every hour; nothing here delays the start or the stop. Errors: logged, and tried again an hour later.
 */
import type { Pool } from "pg";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import type { Services } from "#server/services/context";
import { compareDay, daysOfLedger } from "./compare-day";
import { indexMonths } from "./index-months";
import { FIRST_KEPT_DAY } from "./kept-days";
import type { ROLLUPS } from "./rollups";
import { sumMonths } from "./sum-months";

const HOUR_MS = 60 * 60 * 1000;

export function keepSums(services: Pick<Services, "db" | "clock" | "log">): Keeper {
  const { db, clock } = services;
  let isClosing = false;
  const keeper = keepLooking(
    services,
    { everyMs: HOUR_MS, failed: "the sums of the ledger could not be completed" },
    async () => {
      await fillRollups(db.pool, () => isClosing);
      await sumMonths(db.pool, clock());
      await indexMonths(db.pool, clock(), () => isClosing);
    },
  );
  return {
    close: () => {
      isClosing = true;
      return keeper.close();
    },
  };
}

/** The first day of a rollup whose requests are there still: sums of before can be made no more. */
const firstKept = (rollup: keyof typeof ROLLUPS): string =>
  `(SELECT min(day) FROM usage_${rollup}_day WHERE (day < ${FIRST_KEPT_DAY}) IS NOT TRUE)`;

/** Each day is complete by itself, so that the next start goes on where this one was stopped. */
export async function fillRollups(pool: Pool, isClosing: () => boolean): Promise<void> {
  const { rows } = await pool.query<{ isOld: boolean }>(
    `SELECT ${firstKept("total")} IS DISTINCT FROM ${firstKept("by_model")}
       OR ${firstKept("by_team_model")} IS DISTINCT FROM ${firstKept("by_model")}
       OR ${firstKept("by_gateway")} IS DISTINCT FROM ${firstKept("by_model")} AS "isOld"`,
  );
  if (!rows[0]?.isOld) return;
  // Newest first: the oldest day is what tells that all are done.
  for (const day of (await daysOfLedger(pool)).toReversed()) {
    if (isClosing()) return;
    await compareDay(pool, day, { repair: true });
  }
}
