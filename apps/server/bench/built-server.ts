/**
 * A built server on a database of its own, and how much memory it takes while something is done to it.
 * Units   MB of resident memory. Linux only: it reads /proc.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@ratecard/prisma";
import type { startTestServer } from "@ratecard/prisma/testing";
import { type SpawnedServer, spawnServer } from "#server/testing/spawn-server";

export const OUR_BUILD = fileURLToPath(new URL("../dist/main.js", import.meta.url));

type TestServer = Awaited<ReturnType<typeof startTestServer>>;
export type BuiltServer = SpawnedServer & Readonly<{ port: number }>;

/** `main`: of this build or another one; `name`: of its database. */
export async function withBuiltServer(
  main: string,
  database: TestServer,
  name: string,
  work: (server: BuiltServer) => Promise<void>,
): Promise<void> {
  const url = new URL(database.url);
  url.pathname = database.template;
  const db = openDatabase(url.href);
  await db.pool.query(`CREATE DATABASE ${name}`);
  await db.close();
  url.pathname = name;
  const dataDir = await mkdtemp(join(tmpdir(), "ratecard-bench-"));
  const settings = { DATABASE_URL: url.href, RATECARD_DATA_DIR: dataDir, ALLOW_PRIVATE_NETWORKS: "true" };
  const server = await spawnServer(settings, { isBuilt: true, main });
  try {
    await work({ ...server, port: Number(new URL(server.url).port) });
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

/** `aboveMb`: at its highest, above what it was before. */
export async function watchMemory<Answer>(pid: number, work: () => Promise<Answer>) {
  const idleMb = await residentMb(pid);
  let peak = idleMb;
  let isWorking = true;
  const watching = (async () => {
    for (; isWorking; await sleep(10)) peak = Math.max(peak, await residentMb(pid));
  })();
  const begun = performance.now();
  const answer = await work();
  const seconds = (performance.now() - begun) / 1000;
  isWorking = false;
  await watching;
  return { answer, seconds, idleMb, aboveMb: peak - idleMb };
}

export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
