/**
 * An import of 5,000 prices whose server is killed in the middle, 20 times: all of it is there, or nothing; the next run completes it.
 *
 *   pnpm build && pnpm --filter @ratecard/server killed-imports
 *
 * Units   milliseconds after the request was sent. The kills are spread from the beginning over the time that a whole import takes, and
 *         beyond, so that some come before COMMIT and some after. Runs the built server on its embedded database.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@ratecard/prisma";
import { API_KEY, type SpawnedServer, spawnServer } from "#server/testing/spawn-server";

const [KILLS, ROWS] = [20, 5000];
const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };
const say = (line: string) => process.stdout.write(`${line}\n`);

const dataDir = await mkdtemp(join(tmpdir(), "ratecard-kills-"));
const start = () => spawnServer({ RATECARD_DATA_DIR: dataDir, LOG_LEVEL: "error" }, { isBuilt: true });
const outcomes = { nothing: 0, all: 0, broken: 0 };
let server = await start();
try {
  const wholeMs = await timeOf(() => send(server, -1));
  say(`a whole import of ${ROWS} prices: ${wholeMs.toFixed(0)} ms`);
  for (let round = 0; round < KILLS; round += 1) {
    const afterMs = (wholeMs * 4 * round) / KILLS;
    const sent = send(server, round).catch(() => undefined);
    await sleep(afterMs);
    await server.kill();
    await sent;
    server = await start();
    const found = await written(round);
    const isAll = found.entries === ROWS && found.rows === ROWS && found.batches === 1 && found.audited === 1;
    const isNothing = found.entries + found.rows + found.batches + found.audited === 0;
    outcomes[isAll ? "all" : isNothing ? "nothing" : "broken"] += 1;
    await send(server, round);
    const after = await written(round);
    const isComplete = after.entries === ROWS && after.batches === 1 && after.audited === 1;
    say(
      `killed after ${afterMs.toFixed(0)} ms: ${isAll ? "all" : isNothing ? "nothing" : "BROKEN"}; again: ${isComplete ? "complete" : "INCOMPLETE"}`,
    );
    if (!isComplete) outcomes.broken += 1;
  }
  say(JSON.stringify(outcomes));
  if (outcomes.broken > 0) process.exitCode = 1;
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function send({ url }: SpawnedServer, round: number): Promise<void> {
  const price = { provider: "acme", inputPer1M: "3", outputPer1M: "15" };
  const body = JSON.stringify(
    Array.from({ length: ROWS }, (_, index) => ({ model: `kill-${round}-${index}`, ...price })),
  );
  const path = `/api/prices/import?name=${encodeURIComponent(nameOf(round))}`;
  const answer = await fetch(url + path, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}

/** What of a round is in the database: entries, rows of its batch, batches, audit entries. */
async function written(round: number) {
  const db = openDatabase((await readFile(join(dataDir, "database-url"), "utf8")).trim());
  try {
    const { rows } = await db.pool.query<Record<"entries" | "rows" | "batches" | "audited", number>>(
      `SELECT (SELECT count(*)::int FROM model_pricing WHERE model_name LIKE $1) AS entries,
        (SELECT count(*)::int FROM import_batch_rows WHERE model_name LIKE $1) AS rows,
        (SELECT count(*)::int FROM import_batches WHERE name = $2) AS batches,
        (SELECT count(*)::int FROM audit_log WHERE subject = $2) AS audited`,
      [`kill-${round}-%`, nameOf(round)],
    );
    return rows[0] ?? { entries: -1, rows: -1, batches: -1, audited: -1 };
  } finally {
    await db.close();
  }
}

function nameOf(round: number): string {
  return `Killed ${round}`;
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
