/**
 * `pnpm --filter @ratecard/server recost-kills`: one re-cost without a disturbance, and the same one on a copy of the same ledger whose
 * server is killed (SIGKILL) KILLS times in the middle. Requests, their history, the sums and the run's own figures must be the same.
 * Units   ROWS requests of a year; ms. Fails when anything differs. Runs the built server on its embedded database.
 */
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { withSession } from "@ratecard/prisma";
import { type SpawnedServer, spawnServer } from "#server/testing/spawn-server";
import { withEmbeddedServer } from "../ledger/embedded-server";
import { confirm, correctPrices, dryRun, fillWorld, untilState } from "./world";

const [ROWS, KILLS] = [60_000, 20];
const say = (line: string) => process.stdout.write(`${line}\n`);

/** What a run leaves behind, but for clocks. */
const RESULT = `SELECT
  (SELECT md5(string_agg(concat_ws('|', request_id, cost_usd, booked_cost_usd, pricing_source, price_version_id, flags), ',' ORDER BY request_id)) FROM usage_logs) AS requests,
  (SELECT count(*) || ' ' || md5(string_agg(concat_ws('|', request_id, old_cost_usd, new_cost_usd, old_pricing_source, new_pricing_source), ',' ORDER BY request_id)) FROM cost_adjustments) AS history,
  (SELECT count(*) || ' ' || md5(string_agg(sums::text, ',' ORDER BY sums::text)) FROM usage_sums AS sums) AS sums,
  (SELECT concat_ws('|', state, looked, changed, unpriceable, old_cost_usd, new_cost_usd) FROM recost_runs) AS run`;

const root = await mkdtemp(join(tmpdir(), "ratecard-recost-kills-"));
const start = () => spawnServer({ RATECARD_DATA_DIR: dataDir, LOG_LEVEL: "error" }, { isBuilt: true });
/** The embedded database knows its folder by its path, so the copy takes the place of what it is a copy of. */
const [dataDir, copy] = [join(root, "data"), join(root, "copy")];
await chmod(root, 0o755);
try {
  const id = await withEmbeddedServer(dataDir, async (server) => {
    await fillWorld(server, ROWS);
    await correctPrices(server);
    return (await dryRun(server)).id;
  });
  // With its owners: started by root, PostgreSQL is another account's.
  await promisify(execFile)("cp", ["-a", dataDir, copy]);
  const undisturbed = await undisturbedRun(id);
  await rm(dataDir, { recursive: true });
  await rename(copy, dataDir);
  const disturbed = await disturbedRun(id, undisturbed.tookMs);
  const isSame = JSON.stringify(undisturbed.result) === JSON.stringify(disturbed.result);
  say(`${JSON.stringify(undisturbed.result)}\n${JSON.stringify(disturbed.result)}`);
  say(`${disturbed.kills} kills of ${KILLS} while it ran; the same result: ${isSame}`);
  if (!isSame || disturbed.kills < KILLS) process.exitCode = 1;
} finally {
  await rm(root, { recursive: true, force: true });
}

async function undisturbedRun(id: string) {
  const server = await start();
  try {
    const began = performance.now();
    await confirm(server, { id });
    await untilState(server, id, (state) => state !== "running");
    const tookMs = performance.now() - began;
    say(`undisturbed: ${tookMs.toFixed(0)} ms`);
    return { tookMs, result: await resultOf() };
  } finally {
    await server.stop();
  }
}

/** The first kills are spread over the time that a whole run takes; later ones wait until the run is at work again. */
async function disturbedRun(id: string, tookMs: number) {
  let server: SpawnedServer = await start();
  let kills = 0;
  try {
    await confirm(server, { id });
    for (; kills < KILLS; kills += 1) {
      const before = await lookedBy();
      while ((await lookedBy()) === before && (await isRunning())) await sleep(20);
      await sleep((tookMs / KILLS / 2) * Math.random());
      if (!(await isRunning())) break;
      await server.kill();
      server = await start();
      say(`kill ${kills + 1}: ${await lookedBy()} looked at`);
    }
    await untilState(server, id, (state) => state !== "running");
    return { kills, result: await resultOf() };
  } finally {
    await server.stop();
  }
}

async function ask<Row extends object>(sql: string): Promise<Row | undefined> {
  const connectionString = (await readFile(join(dataDir, "database-url"), "utf8")).trim();
  return withSession({ connectionString }, "bench kills", async (session) => (await session.query<Row>(sql)).rows[0]);
}

async function resultOf() {
  return ask<Record<string, string>>(RESULT);
}

async function lookedBy() {
  return (await ask<{ looked: string }>("SELECT looked::text FROM recost_runs"))?.looked;
}

async function isRunning() {
  return (await ask<{ state: string }>("SELECT state FROM recost_runs"))?.state === "running";
}
