/** A server's services on a database of its own, and a wait for the job that is running. */
import { BUNDLED_SOURCE, bundledCatalog } from "@ratecard/catalog";
import { SAMPLE_WORLD_JOB } from "@ratecard/contract";
import type { JobView } from "#server/jobs/job-runner";
import { bundledBody, compressBody } from "#server/pricing/catalog-body";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

const POLL_MS = 20;

export async function openSampleTest() {
  const test = await createTestContext();
  await addCatalog(test);
  const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await test.database.pool.query<Row>(sql, values)).rows;

  /** The job as it ended. */
  const untilIdle = async (): Promise<JobView> => {
    for (;;) {
      const job = await test.ctx.jobs.latest(SAMPLE_WORLD_JOB);
      if (job && job.state !== "running") return job;
      await new Promise((wake) => setTimeout(wake, POLL_MS));
    }
  };
  return { ...test, rows, untilIdle };
}

/** The catalogue of a first start: what the sample's price book leaves out is priced by it. */
async function addCatalog({ services, database }: TestContext): Promise<void> {
  const index = await bundledCatalog(services.clock().getTime());
  await database.pool.query(
    `INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from)
     VALUES ($1, $1, '', $2, $3, now(), now())`,
    [BUNDLED_SOURCE, index.entries.size, compressBody(bundledBody(index))],
  );
  await services.prices.refresh();
}

export type SampleTest = Awaited<ReturnType<typeof openSampleTest>>;

const MEASURES = `count(*)::int AS requests, coalesce(sum(cost_usd), 0)::numeric AS cost, coalesce(sum(prompt_tokens), 0) AS prompt`;

/** What the ledger says and what its rollup says; equal to the last digit. */
export async function sums({ rows }: SampleTest) {
  const [ledger] = await rows(`SELECT ${MEASURES} FROM usage_logs`);
  const [rollup] = await rows(
    `SELECT coalesce(sum(requests), 0)::int AS requests, coalesce(sum(cost_usd), 0)::numeric AS cost,
       coalesce(sum(prompt_tokens), 0) AS prompt FROM usage_by_model_day`,
  );
  return { ledger, rollup };
}
