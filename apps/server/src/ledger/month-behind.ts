/**
 * A re-cost leaves the sums of the month that it is at work in behind those of its days, and brings them up once: a month has a few
 * thousand sums, and its steps would write each of them a hundred times. Meanwhile the month is read by day (`plan-reading.ts`).
 * Rules   only steps of a re-cost leave months behind, what arrives late goes into both. So a month differs from its days by what steps
 *         did there, and a part of the difference may be added at any time.
 * Time    one part is some 50 ms, so that what arrives late hardly waits. A killed server leaves a month behind, until the next look.
 */
import type { Pool } from "pg";
import { wrongOf } from "./compare-day";
import { inTurn } from "./in-turn";
import { addToSums, BEHIND_MONTH, KEY_COLUMNS, monthsOf, ROLLUPS } from "./rollups";

/** Sums of days that one part looks at. */
const SUMS_A_PART = 6000;

/**
 * `runId`: a run that is carried out. `month`: its first day. Of months that have no sums of their own, or are closed, nothing is left
 * behind, nor while another is.
 */
export async function leaveMonthBehind(pool: Pool, runId: string, month: string): Promise<void> {
  await pool.query(
    `UPDATE recost_runs SET behind_month = $2::date FROM usage_months
     WHERE id = $1::uuid AND state = 'running' AND $2::date < summed_before AND ($2::date < closed_before) IS NOT TRUE
       AND ${BEHIND_MONTH} IS NULL`,
    [runId, month],
  );
}

/** `steps`: another number once the run did a step. */
type Behind = Readonly<{ runId: string; month: string; steps: string }>;

/** By whoever comes first; where a step is done meanwhile, the month stays behind. */
export async function catchUpMonth(pool: Pool): Promise<void> {
  const { rows } = await pool.query<Behind>(
    `SELECT id AS "runId", behind_month::text AS month, looked::text AS steps FROM recost_runs WHERE behind_month IS NOT NULL`,
  );
  const [behind] = rows;
  if (!behind) return;
  const { runId, month, steps } = behind;
  for (const rollup of Object.keys(ROLLUPS)) await catchUpRollup(pool, rollup, month);
  await pool.query(
    "UPDATE recost_runs SET behind_month = NULL WHERE id = $1::uuid AND behind_month = $2::date AND looked = $3::bigint",
    [runId, month, steps],
  );
}

async function catchUpRollup(pool: Pool, rollup: string, month: string): Promise<void> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int FROM usage_${rollup}_day WHERE ${IS_OF_MONTH}`,
    [month],
  );
  const parts = Math.ceil((rows[0]?.count ?? 0) / SUMS_A_PART);
  for (let part = 0; part < parts; part += 1) {
    await inTurn(pool, (client) => client.query(catchUpPart(rollup), [month, parts, part]));
  }
}

const IS_OF_MONTH = "day >= $1::date AND day < $1::date + interval '1 month'";
const IS_OF_PART = `abs(hashtext(concat(${KEY_COLUMNS.join(", ")}))::bigint) % $2::int = $3::int`;

const catchUpPart = (rollup: string): string => `
  WITH months AS MATERIALIZED (SELECT FROM usage_months FOR SHARE), ${wrongOf(
    monthsOf(`(SELECT * FROM usage_${rollup}_day WHERE ${IS_OF_MONTH} AND ${IS_OF_PART}
      AND day < (SELECT summed_before FROM usage_months)) AS days`),
    `SELECT * FROM usage_${rollup}_month WHERE day = $1::date AND ${IS_OF_PART}`,
  )}, caught_up AS (${addToSums("wrong", "+")})
  SELECT FROM months`;
