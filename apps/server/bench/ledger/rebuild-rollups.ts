/** The sums of a ledger that was filled by SQL, by the words of the intake's own statement; a month at a time, to stay in memory. */
import { addToSums, monthsOf, SUMS_BY_DAY } from "#server/ledger/rollups";

const SUMMED_BEFORE = "((now() - interval '2 days') AT TIME ZONE 'UTC')::date";

export async function rebuildRollups(run: (sql: string) => Promise<unknown>): Promise<void> {
  // The server that is measured keeps its sums complete meanwhile: it takes its turn after this.
  await run("SELECT pg_advisory_lock(hashtext('ratecard.ledger.sums'))");
  await run("TRUNCATE usage_sums");
  await run("UPDATE usage_months SET summed_before = '2015-01-01'");
  for (let age = 13; age >= 0; age -= 1) {
    const start = `(date_trunc('month', now(), 'UTC') - interval '${age} months')`;
    await run(`WITH logged AS (
        SELECT * FROM usage_logs WHERE occurred_at >= ${start} AND occurred_at < ${start} + interval '1 month'
      ) ${addToSums(`(${SUMS_BY_DAY}) AS sums`, "+")}`);
  }
  const days = `(SELECT * FROM usage_sums WHERE rollup LIKE '%\\_day' AND day < ${SUMMED_BEFORE}) AS days`;
  await run(addToSums(`(${monthsOf(days)}) AS sums`, "+"));
  await run(`UPDATE usage_months SET summed_before = ${SUMMED_BEFORE}`);
  await run("SELECT pg_advisory_unlock(hashtext('ratecard.ledger.sums'))");
  await run("VACUUM ANALYZE usage_sums");
}
