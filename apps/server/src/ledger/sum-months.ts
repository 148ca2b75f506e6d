/**
 * Sums the months that are over, once, so that a year is twelve rows of a name and not 365.
 * Time    a month is summed a day after its end: what is on its way by then is written (`LATE_AFTER_MS` of the intake is half of it).
 * Source  the row of `usage_months` is locked first, which waits for writers of late rows and keeps new ones waiting; the days are
 *         read by a statement that begins after that.
 */
import type { Pool } from "pg";
import { inTurn } from "./in-turn";
import { addToSums, monthsOf } from "./rollups";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Errors: none; a second server that does it at the same time waits and finds nothing to do. */
export function sumMonths(pool: Pool, now: Date): Promise<void> {
  const before = `${new Date(now.getTime() - DAY_MS).toISOString().slice(0, 7)}-01`;
  return inTurn(pool, async (client) => {
    const { rows } = await client.query<{ from: string }>(
      `UPDATE usage_months AS months SET summed_before = $1::date FROM usage_months AS old
       WHERE months.summed_before < $1::date RETURNING old.summed_before AS from`,
      [before],
    );
    const [summed] = rows;
    if (summed) await client.query(addToSums(`(${MONTHS_BETWEEN}) AS sums`, "+"), [summed.from, before]);
  });
}

const MONTHS_BETWEEN = monthsOf(
  "(SELECT * FROM usage_sums WHERE rollup LIKE '%\\_day' AND day >= $1::date AND day < $2::date) AS days",
);
