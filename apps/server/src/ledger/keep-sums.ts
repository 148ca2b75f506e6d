/**
 * Keeps the sums complete in the background: days that are over go into the sums of their months, and get the indexes that requests are
 * sorted by; a database of before there were all rollups and measures, all of them.
 * Time    at the start and every hour; nothing here delays the start or the stop. Errors: logged, and tried again an hour later.
 */
import type { Pool } from "pg";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import type { Services } from "#server/services/context";
import { compareDay, daysOfLedger } from "./compare-day";
import { indexMonths } from "./index-months";
import { FIRST_KEPT_DAY } from "./kept-days";
import { MEASURE_COLUMNS, type ROLLUPS } from "./rollups";
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

/**
 * Each day is complete by itself, so that the next start goes on where this one was stopped. Where only measures are new, nothing else of
 * a sum is touched: what plain SQL changed stays to be found.
 */
export async function fillRollups(pool: Pool, isClosing: () => boolean): Promise<void> {
  const { rows } = await pool.query<{ isOld: boolean; added: readonly string[] }>(
    `SELECT ${firstKept("total")} IS DISTINCT FROM ${firstKept("by_model")}
       OR ${firstKept("by_team_model")} IS DISTINCT FROM ${firstKept("by_model")}
       OR ${firstKept("by_gateway")} IS DISTINCT FROM ${firstKept("by_model")} AS "isOld", measures_to_fill AS added FROM usage_months`,
  );
  const { isOld, added } = rows[0] ?? { isOld: false, added: [] };
  if (!isOld && added.length === 0) return;
  const measures = isOld ? MEASURE_COLUMNS : MEASURE_COLUMNS.filter((measure) => added.includes(measure));
  // Newest first: the oldest day is what tells that all are done.
  for (const day of (await daysOfLedger(pool)).toReversed()) {
    if (isClosing()) return;
    await compareDay(pool, day, { repair: true, measures });
  }
  await pool.query("UPDATE usage_months SET measures_to_fill = '{}' WHERE measures_to_fill = $1", [added]);
}
