/** A file of 100,000 rows by one `ratecard usage import`, whose server is killed 20 times in the middle: each row is booked once. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { PRICED } from "#server/testing/report-usage";
import { API_KEY } from "#server/testing/spawn-server";
import { isRight, judge, say, setPrice, type Start } from "./proof-ledger";

const [ROWS, KILLS] = [100_000, 20];
const CLI = fileURLToPath(new URL("../../../cli/dist/main.js", import.meta.url));

export async function proveImports(start: Start, poolOf: () => Promise<Pool>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "ratecard-import-"));
  const file = join(folder, "usage.csv");
  const rows = Array.from(
    { length: ROWS },
    (_, nth) => `import-${nth},${PRICED.model},${nth % 997},${nth % 89},${dayAt(nth)}`,
  );
  await writeFile(file, ["requestId,model,promptTokens,completionTokens,occurredAt", ...rows].join("\n"));
  let server = await start();
  try {
    await setPrice(server.url);
    const importing = importFile(file, server.url);
    const pool = await poolOf();
    let kills = 0;
    for (let until = 0; kills < KILLS && !importing.hasEnded(); kills += 1) {
      until += ROWS / (KILLS + 5);
      while ((await bookedRows(pool)) < until && !importing.hasEnded()) await sleep(20);
      await server.kill();
      server = await start();
    }
    const { code, text } = await importing.ended;
    say(`${kills} kills of ${KILLS}; exit code ${code}: ${text.trim().split("\n").at(-1)}`);
    const isRightNow = await isRight(await poolOf(), ROWS);
    judge(isRightNow && code === 0 && kills === KILLS, "one run of the command, each row is booked once");
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const dayAt = (nth: number): string => new Date(Date.UTC(2026, nth % 9, 1 + (nth % 28))).toISOString();

function importFile(file: string, url: string) {
  const child = spawn(process.execPath, [CLI, "usage", "import", "--accept-overlap", file], {
    env: { RATECARD_URL: url, RATECARD_KEY: API_KEY },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (text += part.toString()));
  const ended = once(child, "close").then(() => ({ code: child.exitCode, text }));
  return { ended, hasEnded: () => child.exitCode !== null };
}

async function bookedRows(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>("SELECT count(*)::int AS count FROM usage_logs");
  return rows[0]?.count ?? 0;
}
