/**
 * Two proofs of the ledger on the built server and its embedded database: replays are booked once, and a killed server loses nothing.
 *
 *   pnpm build && pnpm --filter @ratecard/server ledger-proof [replays] [kills]
 *
 * Units   100,000 events are sent three times, shuffled, over 8 connections; the server is killed 50 times under load. Exit code 1 when
 *         an event, a count or a digit of a sum is not what was sent.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@ratecard/prisma";
import type { Pool } from "pg";
import { findCounts } from "#server/features/ledger-health/rows";
import { compareDay, compareMonths, daysOfLedger } from "#server/ledger/compare-day";
import { keepCalling } from "#server/testing/keep-calling";
import { booked, expectedOf, nothingReported, PRICED, reporter } from "#server/testing/report-usage";
import { API_KEY, spawnServer } from "#server/testing/spawn-server";

const [EVENTS, TIMES, CONNECTIONS, EVENTS_A_CALL] = [100_000, 3, 8, 100];
const [KILLS, SENDERS] = [50, 6];
const say = (line: string) => process.stdout.write(`${line}\n`);
const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };

const asked = process.argv.slice(2);
const isAsked = (part: string) => asked.length === 0 || asked.includes(part);
if (isAsked("replays")) await withDatabase(proveReplays);
if (isAsked("kills")) await withDatabase(proveKills);

type Start = () => ReturnType<typeof spawnServer>;

async function withDatabase(prove: (start: Start, poolOf: () => Promise<Pool>) => Promise<void>): Promise<void> {
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

async function proveReplays(start: Start, poolOf: () => Promise<Pool>): Promise<void> {
  const server = await start();
  try {
    await setPrice(server.url);
    const events = Array.from({ length: EVENTS }, (_, nth) => ({
      requestId: `replay-${nth}`,
      model: PRICED.model,
      promptTokens: nth % 997,
      completionTokens: nth % 89,
      team: `team ${nth % 7}`,
      occurredAt: new Date(Date.UTC(2026, nth % 9, 1 + (nth % 28))).toISOString(),
    }));
    const calls = shuffled(Array.from({ length: TIMES }, () => events).flat());
    const took = performance.now();
    let next = 0;
    const answered = { accepted: 0, duplicate: 0, quarantined: 0 };
    const send = async () => {
      for (let from = next; from < calls.length; from = next) {
        next += EVENTS_A_CALL;
        const body = JSON.stringify({ events: calls.slice(from, from + EVENTS_A_CALL) });
        const { accepted, duplicate, quarantined } = await untilTaken(server.url, body);
        answered.accepted += accepted;
        answered.duplicate += duplicate;
        answered.quarantined += quarantined;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, send));
    say(`${calls.length} events in ${((performance.now() - took) / 1000).toFixed(1)} s: ${JSON.stringify(answered)}`);
    const isOnce = answered.accepted === EVENTS && answered.duplicate === EVENTS * (TIMES - 1);
    judge(isOnce && (await isRight(await poolOf(), EVENTS)), "each is booked once, all sums and counts are right");
  } finally {
    await server.stop();
  }
}

async function untilTaken(
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

async function proveKills(start: Start, poolOf: () => Promise<Pool>): Promise<void> {
  let server = await start();
  await setPrice(server.url);
  const reported = nothingReported();
  const calls = keepCalling(
    server.url,
    Array.from({ length: SENDERS }, (_, nth) => reporter(`sender-${nth}`, reported)),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(100 + (kill % 10) * 60);
    await server.kill();
    server = await start();
  }
  await sleep(500);
  await calls.stop();
  try {
    const pool = await poolOf();
    const [found, expected] = [await booked(pool), expectedOf(reported)];
    const answers = [...calls.answers].map(([status, count]) => `${status}: ${count}`).join(", ");
    say(`${KILLS} kills; answers ${answers}; ${reported.events} events sent, ${reported.acknowledged} acknowledged`);
    say(`expected ${JSON.stringify(expected)}\nbooked   ${JSON.stringify(found)}`);
    const isExact = JSON.stringify(found) === JSON.stringify(expected) && calls.wrong.length === 0;
    judge(isExact && (await isRight(pool, reported.events)), "nothing is lost, all sums and counts are right");
  } finally {
    await server.stop();
  }
}

/** Every sum of every day and month beside its requests, and received = accepted + duplicate + quarantined. */
async function isRight(pool: Pool, events: number): Promise<boolean> {
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

async function setPrice(url: string): Promise<void> {
  const body = JSON.stringify(PRICED.price);
  const answer = await fetch(`${url}/api/prices/${PRICED.model}`, { method: "PUT", headers, body });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

function judge(isGood: boolean, good: string): void {
  say(isGood ? `Good: ${good}.\n` : "NOT good.\n");
  if (!isGood) process.exitCode = 1;
}

function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    const [one, two] = [mixed[last], mixed[other]];
    if (one !== undefined && two !== undefined) [mixed[last], mixed[other]] = [two, one];
  }
  return mixed;
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
