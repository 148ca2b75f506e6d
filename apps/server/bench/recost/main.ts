/**
 * `pnpm --filter @ratecard/server recost-bench`: a year of requests is corrected while others arrive, beside what PostgreSQL needs to
 * set the same costs in a copy of the table by one UPDATE, without history, sums or anybody else at work; then the run is taken back.
 * Units   ROWS requests; rows and events a second. Nothing is asserted.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withSession } from "@ratecard/prisma";
import type { RecostRun } from "#server/features/recost/rows";
import { compareDay, compareMonths, daysOfLedger } from "#server/ledger/compare-day";
import { type EmbeddedServer, withEmbeddedServer } from "../ledger/embedded-server";
import { type LoadProcess, startLoad } from "../ledger/load-process";
import { watchTransactions } from "./watch-transactions";
import { confirm, correctPrices, dryRun, fillWorld, untilState } from "./world";

const ROWS = Number(process.env.ROWS ?? 1_000_000);
const EVENTS_A_CALL = 100;
const [CONNECTIONS, SECONDS] = [4, 5];
const say = (line: string) => process.stdout.write(`${line}\n`);
const secondsSince = (began: number) => (performance.now() - began) / 1000;

/** As the ledger has it, without its history of corrections. */
const COPY = `CREATE TABLE plain_copy (LIKE usage_logs INCLUDING ALL); INSERT INTO plain_copy SELECT * FROM usage_logs;
  ANALYZE plain_copy; CHECKPOINT`;

const dataDir = await mkdtemp(join(tmpdir(), "ratecard-recost-"));
try {
  await withEmbeddedServer(dataDir, async (server) => {
    await fillWorld(server, ROWS);
    await withSession({ connectionString: server.databaseUrl }, "bench copy", (session) => session.query(COPY));
    await correctPrices(server);
    const began = performance.now();
    const run = await dryRun(server);
    const looked = run.preview?.looked ?? 0;
    say(
      `dry run: ${looked} requests in ${secondsSince(began).toFixed(1)} s, ${run.preview?.changed} change, ${run.preview?.oldUsd} -> ${run.preview?.newUsd} USD`,
    );
    const load = startLoad({
      kind: "http",
      port: server.port,
      path: "/api/usage",
      eventsACall: EVENTS_A_CALL,
      answer: `"accepted":${EVENTS_A_CALL},`,
    });
    try {
      await measure(server, run.id, load);
    } finally {
      load.stop();
    }
  });
} finally {
  await rm(dataDir, { recursive: true });
}

async function measure(server: EmbeddedServer, id: string, load: LoadProcess): Promise<void> {
  const intake = async () => {
    const { calls, seconds } = await load.run({ connections: CONNECTIONS, seconds: SECONDS });
    return (calls * EVENTS_A_CALL) / seconds;
  };
  const alone = await intake();
  const watch = watchTransactions(server);
  await confirm(server, { id });
  const began = performance.now();
  const beside: number[] = [];
  let isOver = false;
  const over = untilState(server, id, (state) => state !== "running").then((run) => {
    isOver = true;
    return run;
  });
  while (!isOver) beside.push(await intake());
  const run = await over;
  const seconds = secondsSince(began);
  const perSecond = speedOf(run);
  const { longestMs, deadlocks } = await watch.stop();
  let isPlainOver = false;
  const plainBeside = plainUpdate(server).finally(() => {
    isPlainOver = true;
  });
  while (!isPlainOver) await intake();
  const plain = [await plainBeside, await plainUpdate(server)] as const;
  const ratios = plain.map((each) => `${each.toFixed(0)} (${(perSecond / each).toFixed(2)})`);
  say(
    `run: ${run.state}, ${run.changed} changed, ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} rows/s; one plain UPDATE beside the same intake ${ratios[0]}, alone ${ratios[1]}`,
  );
  const disturbed = beside.reduce((sum, each) => sum + each, 0) / beside.length;
  say(
    `intake: ${alone.toFixed(0)} events/s alone, ${disturbed.toFixed(0)} beside it: ${(disturbed / alone).toFixed(2)}`,
  );
  say(`longest transaction of the run ${longestMs.toFixed(0)} ms, ${deadlocks} deadlocks`);
  say(`sums that differ: ${await wrongSums(server)}`);
  const back = await dryRun(server, { reverses: id });
  await confirm(server, back);
  const given = await untilState(server, back.id, (state) => state !== "running");
  say(`taken back: ${given.state}, ${given.changed} changed, ${speedOf(given).toFixed(0)} rows/s without intake`);
  say(`sums that differ: ${await wrongSums(server)}`);
}

function speedOf({ changed, confirmedAt, finishedAt }: RecostRun): number {
  return changed / ((Date.parse(finishedAt ?? "") - Date.parse(confirmedAt ?? "")) / 1000);
}

async function plainUpdate({ databaseUrl }: EmbeddedServer): Promise<number> {
  return withSession({ connectionString: databaseUrl }, "bench plain", async (session) => {
    const began = performance.now();
    const { rowCount } =
      await session.query(`UPDATE plain_copy SET cost_usd = adjusted.new_cost_usd FROM cost_adjustments AS adjusted
      WHERE (plain_copy.occurred_at, plain_copy.request_id, plain_copy.gateway) = (adjusted.occurred_at, adjusted.request_id, adjusted.gateway)`);
    return (rowCount ?? 0) / secondsSince(began);
  });
}

async function wrongSums({ db }: EmbeddedServer): Promise<number> {
  let wrong = (await compareMonths(db.pool, { repair: false })).count;
  for (const day of await daysOfLedger(db.pool)) wrong += (await compareDay(db.pool, day, { repair: false })).count;
  return wrong;
}
