/** A built server on an embedded database of its own, and what must hold of its ledger whatever happened to it. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@ratecard/prisma";
import type { Pool } from "pg";
import { findCounts } from "#server/features/ledger-health/rows";
import { compareDay, compareMonths, daysOfLedger } from "#server/ledger/compare-day";
import { PRICED } from "#server/testing/report-usage";
import { API_KEY, spawnServer } from "#server/testing/spawn-server";

export const say = (line: string) => process.stdout.write(`${line}\n`);
const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };

export type Start = () => ReturnType<typeof spawnServer>;

export async function withDatabase(prove: (start: Start, poolOf: () => Promise<Pool>) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "ratecard-proof-"));
  const port = String(await freePort());
  const open: { close: () => Promise<void> }[] = [];
  try {
    await prove(
      () => spawnServer({ RATECARD_DATA_DIR: dataDir, LOG_LEVEL: "error", PORT: port }, { isBuilt: true }),
      async () => {
        const url = (await readFile(join(dataDir, "database-url"), "utf8")).trim();
        // The embedded database goes with its server.
        const database = openDatabase(url, { onConnectionLost: () => undefined });
        open.push(database);
        return database.pool;
      },
    );
  } finally {
    for (const { close } of open) await close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Every sum of every day and month beside its requests, and received = accepted + duplicate + quarantined. */
export async function isRight(pool: Pool, events: number): Promise<boolean> {
  let wrong = (await compareMonths(pool, { repair: false })).count;
  for (const day of await daysOfLedger(pool)) wrong += (await compareDay(pool, day, { repair: false })).count;
  const counts = await findCounts(pool);
  say(`${wrong} sums differ; counts ${JSON.stringify(counts)}`);
  const addUp = counts.every(
    ({ received, accepted, duplicate, quarantined, booked: known, rows }) =>
      received === accepted + duplicate + quarantined && accepted === known && known === rows,
  );
  return wrong === 0 && addUp && counts.reduce((sum, { rows }) => sum + rows, 0) === events;
}

export async function setPrice(url: string): Promise<void> {
  const body = JSON.stringify(PRICED.price);
  const answer = await fetch(`${url}/api/prices/${PRICED.model}`, { method: "PUT", headers, body });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

export async function callTrpc(url: string, procedure: string, input: unknown): Promise<void> {
  const answer = await fetch(`${url}/trpc/${procedure}`, { method: "POST", headers, body: JSON.stringify(input) });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

/** A busy server is asked again. */
export async function untilTaken(
  url: string,
  body: string,
): Promise<Record<"accepted" | "duplicate" | "quarantined", number>> {
  for (;;) {
    const answer = await fetch(`${url}/api/usage`, { method: "POST", headers, body });
    if (answer.status === 200) return answer.json() as ReturnType<typeof untilTaken>;
    if (answer.status !== 429) throw new Error(`${answer.status}: ${await answer.text()}`);
    await sleep(100);
  }
}

export function judge(isGood: boolean, good: string): void {
  say(isGood ? `Good: ${good}.\n` : "NOT good.\n");
  if (!isGood) process.exitCode = 1;
}

/** The same after each kill, so that the senders find the next server. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
