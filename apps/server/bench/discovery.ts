/**
 * How long the servers of an installation take, and what hostile ones cost in memory, on a built server and a real PostgreSQL.
 *
 *   pnpm build && pnpm --filter @ratecard/server discovery [main.js of another build]
 *
 * Units   69 servers on loopback: 57 answer after 300 ms, 12 never. Seconds until the last of those 57 is stored, and until all are;
 *         MB of resident memory above idle, at its highest while all hostile listings are asked, and 10 s after it; the second time the
 *         heap has its size already. Linux only.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestServer } from "@ratecard/prisma/testing";
import { HOSTILE_LISTINGS, serveHostileListings } from "#server/features/discovery/testing/hostile-listings";
import { API_KEY } from "#server/testing/spawn-server";
import { type BuiltServer, OUR_BUILD, residentMb, watchMemory, withBuiltServer } from "./built-server";

const [SERVERS, SILENT_EVERY, ANSWER_MS] = [69, 6, 300];
/** As often as an open page asks. */
const POLL_MS = 400;
/** A build whose discovery never ends is told so: its state is `running` still. */
const LONGEST_MS = 150_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const database = await startTestServer();
try {
  for (const [index, main] of [OUR_BUILD, ...process.argv.slice(2)].entries()) {
    say(`\n${main}`);
    await withBuiltServer(main, database, `discovery_${index}`, measure);
  }
} finally {
  await database.stop();
}

async function measure({ url, pid }: BuiltServer): Promise<void> {
  const ask = async (path: string, input?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };
    const answer = await fetch(
      `${url}/trpc/${path}`,
      input ? { method: "POST", headers, body: JSON.stringify(input) } : { headers },
    );
    const { result } = (await answer.json()) as { result?: { data: unknown } };
    if (!result) throw new Error(`${path}: ${answer.status}`);
    return result.data;
  };
  const discover = async (servers: readonly object[], each: () => Promise<void>): Promise<Job> => {
    const serverIds: string[] = [];
    for (const input of servers) serverIds.push(((await ask("discovery.servers.create", input)) as { id: string }).id);
    const { id } = (await ask("discovery.discover", { serverIds })) as Job;
    const endsAt = performance.now() + LONGEST_MS;
    for (;;) {
      const job = (await ask(`jobs.find?input=${encodeURIComponent(JSON.stringify({ id }))}`)) as Job;
      await each();
      if (job.state !== "running" || performance.now() > endsAt) return job;
      await sleep(POLL_MS);
    }
  };
  await timeMany(discover, ask);
  for (const round of ["first", "second"]) await weighHostile(discover, pid, round);
}

type Job = Readonly<{ id: string; state: string; result: { servers: readonly { isOk: boolean }[] } | null }>;
type Discover = (servers: readonly object[], each: () => Promise<void>) => Promise<Job>;

async function timeMany(discover: Discover, ask: (path: string) => Promise<unknown>): Promise<void> {
  const gateway = createServer((request, response) => {
    if (request.url?.startsWith("/silent")) return;
    setTimeout(() => response.end('{"data":[{"id":"gpt-4o"},{"id":"gpt-4o-mini"}]}'), ANSWER_MS);
  });
  await new Promise<void>((listening) => gateway.listen(0, "127.0.0.1", listening));
  const { port } = gateway.address() as AddressInfo;
  const servers = Array.from({ length: SERVERS }, (_, index) => {
    const path = index % SILENT_EVERY === 0 ? "silent" : "fine";
    const name = `${String(index).padStart(2, "0")} ${path}`;
    return { name, kind: "openai-compatible", baseUrl: `http://127.0.0.1:${port}/${path}/${index}`, isActive: true };
  });
  const fine = servers.filter(({ name }) => name.endsWith("fine")).length;
  let begunAt = 0;
  let fineAfter = Number.NaN;
  const job = await discover(servers, async () => {
    begunAt ||= performance.now();
    const listed = (await ask("discovery.servers.list")) as readonly { health: string }[];
    if (Number.isNaN(fineAfter) && listed.filter(({ health }) => health === "ok").length === fine)
      fineAfter = performance.now() - begunAt;
  });
  const all = performance.now() - begunAt;
  say(
    `${SERVERS} servers, ${SERVERS - fine} of them silent: ${job.state}; the ${fine} after ${inSeconds(fineAfter)}, all after ${inSeconds(all)}`,
  );
  gateway.closeAllConnections();
  gateway.close();
}

async function weighHostile(discover: Discover, pid: number, round: string): Promise<void> {
  const hostile = await serveHostileListings();
  const servers = HOSTILE_LISTINGS.map(({ title, kind }, index) => ({
    name: `${round} ${title}`,
    kind,
    baseUrl: hostile.baseUrl(index),
    isActive: true,
  }));
  await sleep(3000);
  const { answer: job, idleMb, aboveMb } = await watchMemory(pid, () => discover(servers, async () => undefined));
  await sleep(10_000);
  const failed = job.result?.servers.filter(({ isOk }) => !isOk).length ?? 0;
  say(
    `${servers.length} hostile listings, ${round} time: ${job.state}, ${failed} failed, ${servers.length - failed} read; idle ${mb(idleMb)}, highest +${mb(aboveMb)}, after it +${mb((await residentMb(pid)) - idleMb)}`,
  );
  await hostile.close();
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function mb(size: number): string {
  return `${Math.round(size)} MB`;
}
