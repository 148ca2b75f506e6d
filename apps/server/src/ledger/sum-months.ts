/**
 * Sums days into their months, once, so that a year is twelve rows of a name and not 365, and the open month is one and its last days.
 * Time    a month is complete a day after its end in the zone of the ledger, and until then its days follow two days after theirs: what
 *         is on its way by then is written (`isAnyLate` of the intake counts on it).
 * Source  the row of `usage_months` is locked first, which waits for writers of late rows and keeps new ones waiting; the days are
 *         read by a statement that begins after that.
 */
import type { Pool } from "pg";
import { inTurn } from "./in-turn";
import { addToSums, monthsOf } from "./rollups";

/** Errors: none; a second server that does it at the same time waits and finds nothing to do. */
export function sumMonths(pool: Pool, now: Date): Promise<void> {
  return inTurn(pool, async (client) => {
    const { rows } = await client.query<{ from: string; before: string }>(
      `UPDATE usage_months AS months SET summed_before = ${OVER} FROM usage_months AS old
       WHERE months.summed_before < ${OVER} RETURNING old.summed_before::text AS from, months.summed_before::text AS before`,
      [now],
    );
    const [summed] = rows;
    if (summed) await client.query(addToSums(`(${MONTHS_BETWEEN}) AS sums`, "+"), [summed.from, summed.before]);
  });
}

const OVER = `greatest(date_trunc('month', ($1::timestamptz - interval '1 day') AT TIME ZONE months.zone),
  ($1::timestamptz - interval '2 days') AT TIME ZONE months.zone)::date`;

const MONTHS_BETWEEN = monthsOf(
  "(SELECT * FROM usage_sums WHERE rollup LIKE '%\\_day' AND day >= $1::date AND day < $2::date) AS days",
);
