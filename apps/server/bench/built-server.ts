/**
 * A built server on a database of its own, and how much memory it takes while something is done to it.
 * Units   MB of resident memory. Linux only: it reads /proc.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@ratecard/prisma";
import type { startTestServer } from "@ratecard/prisma/testing";

export const KEY = "rk_for_the_bench_only_0123456789abcdefgh";
export const OUR_BUILD = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const NO_CATALOG = "file:///no/such/catalogue.json";

export const wait = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

type TestServer = Awaited<ReturnType<typeof startTestServer>>;
export type BuiltServer = Readonly<{ child: ChildProcess; port: number }>;

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
  const server = await start(main, { DATABASE_URL: url.href, RATECARD_DATA_DIR: dataDir });
  try {
    await work(server);
  } finally {
    const ended = once(server.child, "exit");
    server.child.kill("SIGTERM");
    await ended;
    await rm(dataDir, { recursive: true });
  }
}

/** `aboveMb`: at its highest, above what it was before. */
export async function watchMemory<Answer>(child: ChildProcess, work: () => Promise<Answer>) {
  const idleMb = await residentMb(child);
  let peak = idleMb;
  let isWorking = true;
  const watching = (async () => {
    for (; isWorking; await wait(10)) peak = Math.max(peak, await residentMb(child));
  })();
  const begun = performance.now();
  const answer = await work();
  const seconds = (performance.now() - begun) / 1000;
  isWorking = false;
  await watching;
  return { answer, seconds, idleMb, aboveMb: peak - idleMb };
}

async function start(main: string, settings: Record<string, string>) {
  const env = { ...settings, PORT: "0", RATECARD_API_KEY: KEY, LITELLM_CATALOG_URL: NO_CATALOG };
  const child = spawn(process.execPath, [main], {
    env,
    cwd: settings.RATECARD_DATA_DIR,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  const port = await new Promise<number>((ready, fail) => {
    child.stdout.on("data", (chunk) => {
      said += String(chunk);
      const found = /ready on http:\/\/[^:]+:(\d+)/.exec(said)?.[1];
      if (found !== undefined) ready(Number(found));
    });
    child.on("exit", () => fail(new Error(`${main} did not start. Run \`pnpm build\` first.\n${said}`)));
  });
  return { child, port };
}

async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
