/** The sums of a ledger that was filled by SQL, by the words of the intake's own statement. */
import { upsertRollup } from "#server/features/usage/ledger-statement";

export async function rebuildRollups(run: (sql: string) => Promise<unknown>): Promise<void> {
  await run("TRUNCATE usage_by_model_day");
  await run(`WITH logged AS (SELECT * FROM usage_logs) ${upsertRollup("+")}`);
  await run("VACUUM ANALYZE usage_by_model_day");
}
