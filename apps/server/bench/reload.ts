/**
 * `pnpm bench`, second part: how soon a running server prices by a plain SQL edit, on a real PostgreSQL.
 *
 * Units   milliseconds from COMMIT until the new price answers; median and worst of the edits. Without fsync, which COMMIT includes.
 */
import { openDatabase } from "@ratecard/prisma";
import { startTestServer } from "@ratecard/prisma/testing";
import { pino } from "pino";
import { readEnv } from "#server/env";
import { openLivePrices } from "#server/pricing/open-live-prices";

const SIZES = [1, 5000, 50_000];
/** Fewer where each takes long. */
const edits = (size: number) => (size > 10_000 ? 7 : 31);
const PAUSE_MS = 20;

const server = await startTestServer();
const url = new URL(server.url);
url.pathname = server.template;
const db = openDatabase(url.href);
const wait = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

try {
  process.stdout.write("\nSQL edit in a price book    until it prices   worst\n");
  for (const size of SIZES) {
    const took = await measure(size);
    const [median, worst] = [took[Math.floor(took.length / 2)] ?? 0, took.at(-1) ?? 0];
    const rows = `${size.toLocaleString("en-US")} rows`;
    process.stdout.write(
      `${rows.padStart(24)} ${median.toFixed(1).padStart(15)} ms ${worst.toFixed(1).padStart(8)} ms\n`,
    );
  }
} finally {
  await db.close();
  await server.stop();
}

async function measure(size: number): Promise<readonly number[]> {
  await db.pool.query("DELETE FROM model_pricing WHERE model_name <> 'default'");
  await db.pool.query(
    `INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, provider)
     SELECT 'model-' || n, 0.01, 0.001, 'house' FROM generate_series(1, $1::int) AS n`,
    [size],
  );
  const prices = await openLivePrices({ env: readEnv({}), db, log: pino({ level: "silent" }) });
  const took: number[] = [];
  for (let edit = 1; edit <= edits(size); edit += 1) {
    // What the last edit left running is over.
    await wait(PAUSE_MS);
    const { version } = prices.now();
    await db.pool.query(
      "UPDATE model_pricing SET price_per_request = price_per_request + 0.01 WHERE model_name = 'model-1'",
    );
    const start = performance.now();
    while (prices.now().version === version) await new Promise((next) => setImmediate(next));
    took.push(performance.now() - start);
  }
  await prices.close();
  return took.sort((a, b) => a - b);
}
