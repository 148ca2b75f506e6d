/**
 * What a preview of prices costs by the size of the ledger: from the sums of days, from the sums of rows, and row by row.
 *
 *   pnpm --filter @ratecard/server impact [rows, 10,000,000 if missing]
 *
 * Units   ms from question to answer, the median of the rounds. The rows are spread over a year, the preview looks at its last 30 days.
 *         `one`: the price of one of the models changes; `all`: that of every model. Without fsync.
 */
import { openDatabase } from "@ratecard/prisma";
import { startTestServer } from "@ratecard/prisma/testing";
import { COUNT_COLUMN, TOKEN_KINDS } from "@ratecard/pricing";
import { LAST_DAYS, rowsOfNames } from "#server/impact/rows-of-names";
import { findTraffic } from "#server/impact/traffic";
import { IS_COUNTED, IS_FREE, IS_UNCOUNTED } from "#server/ledger/charged-rows";

const ROWS = Number.parseInt(process.argv[2] ?? "10000000", 10);
const [MODELS, ROUNDS, MONTHS] = [200, 5, 12];
const say = (line: string) => process.stdout.write(`${line}\n`);

const server = await startTestServer();
const url = new URL(server.url);
url.pathname = server.template;
const db = openDatabase(url.href);
const now = new Date();

try {
  await fillLedger();
  say(
    `\n${ROWS.toLocaleString("en")} requests of ${MODELS} models in a year; ${await rowsInLook()} of them in the last 30 days`,
  );
  const names = (isOneByOne: boolean, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      model: `model-${index}`,
      provider: "house",
      cuts: [],
      isSpecial: isOneByOne,
      isOneByOne,
    }));
  say(`sums of days, whatever changes     ${await median(() => findTraffic(db.pool, now))}`);
  for (const [label, count] of [
    ["one", 1],
    ["all", MODELS],
  ] as const) {
    say(
      `sums of rows, ${label}                  ${await median(() => rowsOfNames(db.pool, names(false, count), LAST_DAYS(now)))}`,
    );
    say(
      `row by row, ${label}                    ${await median(() => rowsOfNames(db.pool, names(true, count), LAST_DAYS(now)))}`,
    );
  }
} finally {
  await db.close();
  await server.stop();
}

/** As an intake would leave it: rows in partitions of months, sums by day. */
async function fillLedger(): Promise<void> {
  await db.pool.query("SET max_parallel_workers_per_gather = 0");
  for (let month = 0; month < MONTHS; month += 1) {
    const share = Math.round(ROWS / MONTHS);
    await db.pool.query(
      `SELECT ensure_usage_month((now() - interval '${month} months')::date), ensure_usage_month((now() - interval '${month + 1} months')::date)`,
    );
    await db.pool.query(
      `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, token_source, prompt_tokens, completion_tokens,
         cache_read_tokens, cost_usd, booked_cost_usd, pricing_source)
       SELECT 'r-${month}-' || nth, 'bench', now() - (${month} + random()) * interval '30.4 days', 'model-' || (random() ^ 2 * ${MODELS - 1})::int,
         'house', 'actual', 1000 + (random() * 4000)::int, (random() * 1000)::int, (random() * 900)::int, 0.01, 0.01, 'local-exact'
       FROM generate_series(1, ${share}) AS nth`,
    );
    say(`month ${month + 1} of ${MONTHS} is filled`);
  }
  const sums = TOKEN_KINDS.map((kind) => COUNT_COLUMN[kind]);
  await db.pool.query(
    `INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, counted_requests, uncounted_requests, free_requests,
       cost_usd, booked_cost_usd, ${sums.join(", ")})
     SELECT (occurred_at AT TIME ZONE 'UTC')::date, model, provider, pricing_source, count(*), count(*) FILTER (WHERE ${IS_COUNTED}),
       count(*) FILTER (WHERE ${IS_UNCOUNTED}), count(*) FILTER (WHERE ${IS_FREE}), sum(cost_usd), sum(booked_cost_usd),
       ${sums.map((column) => `coalesce(sum(${column}), 0)`).join(", ")}
     FROM usage_logs AS logged GROUP BY 1, 2, 3, 4`,
  );
  await db.pool.query("VACUUM ANALYZE usage_logs, usage_by_model_day");
}

async function rowsInLook(): Promise<string> {
  const { rows } = await db.pool.query<{ count: number }>(
    "SELECT sum(requests)::int AS count FROM usage_by_model_day WHERE day > current_date - 30",
  );
  return (rows[0]?.count ?? 0).toLocaleString("en");
}

async function median(work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const middle = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  return `${middle.toFixed(1).padStart(9)} ms`;
}
