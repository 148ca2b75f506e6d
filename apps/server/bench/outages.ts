/**
 * What intake, edits and pages see while the database goes away: backends terminated, then PostgreSQL killed, under load.
 *
 *   pnpm build && pnpm --filter @ratecard/server outages
 *
 * Units   answers and events are counts; the sums are compared to the last digit. Runs the built server on its embedded database.
 */
import { mkdtemp, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@ratecard/prisma";
import { type Caller, keepCalling } from "#server/testing/keep-calling";
import { booked, expectedOf, nothingReported, PRICED, reporter } from "#server/testing/report-usage";
import { API_KEY, spawnServer } from "#server/testing/spawn-server";
import { openTerminator } from "#server/testing/terminate-backends";

const TERMINATIONS = 20;
const KILLS = 10;
const SENDERS = 6;
const PAUSE_MS = 700;

const dataDir = await mkdtemp(join(tmpdir(), "ratecard-outages-"));
const server = await spawnServer({ RATECARD_DATA_DIR: dataDir, LOG_LEVEL: "error" }, { isBuilt: true });
const databaseUrl = (await readFile(join(dataDir, "database-url"), "utf8")).trim();
const say = (line: string) => process.stdout.write(`${line}\n`);

const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };
const priceUrl = (model: string) => `/api/prices/${model}`;
for (const model of [PRICED.model, "edited-model"]) {
  const body = JSON.stringify(PRICED.price);
  await fetch(server.url + priceUrl(model), { method: "PUT", headers, body });
}

const reported = nothingReported();
let edits = 0;
const editor: Caller = {
  next: async () => {
    const etag = await fetch(server.url + priceUrl("edited-model"), { headers }).then(
      (answer) => answer.headers.get("etag"),
      () => null,
    );
    const body = { ...PRICED.price, inputPer1M: String((edits % 50) + 1) };
    return { method: "PUT", path: priceUrl("edited-model"), headers: { "if-match": etag ?? '"1"' }, body };
  },
  answered: (status) => {
    if (status === 200) edits += 1;
  },
};
const READ = [
  "/api/prices",
  "/api/usage/logs",
  "/api/admin/analytics",
  "/api/catalog",
  "/api/adjustments",
  "/health/ready",
];
const readers: Caller[] = READ.map((path) => ({ next: () => sleep(50).then(() => ({ path })) }));
const senders = Array.from({ length: SENDERS }, (_, at) => reporter(`sender-${at}`, reported));
const calls = keepCalling(server.url, [...senders, ...readers, editor]);

const waits: number[] = [];
try {
  const terminator = await openTerminator(databaseUrl);
  let terminated = 0;
  for (let round = 1; round <= TERMINATIONS && !server.hasEnded(); round += 1) {
    await sleep(PAUSE_MS);
    terminated += await terminator.terminateAll();
  }
  await terminator.close();
  say(`${TERMINATIONS} times all backends terminated: ${terminated} connections`);
  for (let round = 1; round <= KILLS && !server.hasEnded(); round += 1) {
    await sleep(PAUSE_MS);
    process.kill(await postmasterPid(), "SIGKILL");
    const start = performance.now();
    await ready();
    waits.push(performance.now() - start);
  }
  await sleep(PAUSE_MS);
  await calls.stop();
  await report();
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function report(): Promise<void> {
  const database = openDatabase(databaseUrl);
  const found = await booked(database.pool);
  await database.close();
  const statuses = [...calls.answers].toSorted(([one], [other]) => one - other);
  const seconds = waits.toSorted((one, other) => one - other).map((wait) => (wait / 1000).toFixed(1));
  say(`${KILLS} times PostgreSQL killed: ready again after ${seconds[0]} to ${seconds.at(-1)} s`);
  say(`server ended: ${server.hasEnded() ? "YES" : "no"}`);
  say(`answers: ${statuses.map(([status, count]) => `${status}: ${count}`).join(", ")}; edits: ${edits}`);
  say(
    `wrong answers: ${calls.wrong.length}${calls.wrong
      .slice(0, 5)
      .map((line) => `\n  ${line}`)
      .join("")}`,
  );
  say(`reported ${reported.events} events, acknowledged ${reported.acknowledged}, refused ${reported.refused.length}`);
  say(`expected ${JSON.stringify(expectedOf(reported))}`);
  say(`booked   ${JSON.stringify(found)}`);
  const isExact = JSON.stringify(found) === JSON.stringify(expectedOf(reported));
  const isGood = isExact && !server.hasEnded() && calls.wrong.length + reported.refused.length === 0;
  say(isGood ? "Nothing lost, sums exact." : `NOT good.\n${server.output().slice(-3000)}`);
  process.exitCode = isGood ? 0 : 1;
}

async function postmasterPid(): Promise<number> {
  const usual = join(dataDir, "postgres");
  const cluster = await readlink(usual).catch(() => usual);
  return Number.parseInt(await readFile(join(cluster, "data", "postmaster.pid"), "utf8"), 10);
}

async function ready(): Promise<void> {
  const isReady = () =>
    fetch(`${server.url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  // The first answers may still come from before the kill was noticed.
  await sleep(100);
  while (!server.hasEnded() && !(await isReady())) await sleep(50);
}
