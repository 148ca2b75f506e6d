import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type EmbeddedProcess, embeddedProcess } from "../testing/embedded-process";
import { isAlive, readPostmaster } from "./postmaster-pid";
import { chooseAccount } from "./run-as";

let dataDir: string;
const running = new Set<EmbeddedProcess>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "ratecard-embedded-"));
});

afterEach(async () => {
  for (const server of running)
    if (server.child.exitCode === null && !server.child.signalCode) await server.end("SIGTERM");
  running.clear();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function start(folder = dataDir): Promise<EmbeddedProcess> {
  const server = await embeddedProcess(folder);
  running.add(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const postmasterOf = async (server: EmbeddedProcess) => {
  const found = await readPostmaster(join(server.ready.dataDir, "data"));
  if (!found) throw new Error("No postmaster.pid");
  return found.pid;
};

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test("the first start creates a database that only we can read, and it keeps its rows and its address", async () => {
  const first = await start();
  expect(first.ready.takenOver).toBe(false);
  await query(first.ready.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  const postmaster = await postmasterOf(first);
  expect(await readFile(join(dataDir, "database-url"), "utf8")).toBe(`${first.ready.url}\n`);
  expect(await modeOf(join(dataDir, "database-url"))).toBe("600");
  expect(await modeOf(join(first.ready.dataDir, "password"))).toBe("600");
  expect(await query(first.ready.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
  await expect(query(first.ready.url.replace(/:[0-9a-f]+@/, ":wrong@"), "SELECT 1")).rejects.toThrow(
    /authentication failed/,
  );

  expect(await first.end("SIGTERM")).toBe(0);
  expect(isAlive(postmaster)).toBe(false);

  const second = await start();
  expect(second.ready).toEqual(first.ready);
  expect(await query(second.ready.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
});

test("a Ctrl-C reaches the server, which drains first; then the database stops", async () => {
  const server = await start();
  const postmaster = await postmasterOf(server);
  expect(await server.end("SIGINT")).toBe(0);
  expect(server.output()).toContain("drained");
  expect(isAlive(postmaster)).toBe(false);
});

test("the database of a killed server is taken over", async () => {
  const killed = await start();
  const postmaster = await postmasterOf(killed);
  await killed.end("SIGKILL");
  expect(isAlive(postmaster)).toBe(true);

  const next = await start();
  expect(next.ready).toEqual({ ...killed.ready, takenOver: true });
  expect(await postmasterOf(next)).toBe(postmaster);
  expect(await query(next.ready.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
});

test("after a power cut a living program may have the old process id, and the database starts all the same", async () => {
  const killed = await start();
  const postmaster = await postmasterOf(killed);
  const data = join(killed.ready.dataDir, "data");
  await killed.end("SIGKILL");
  process.kill(postmaster, "SIGKILL");
  while (isAlive(postmaster)) await new Promise((resolve) => setTimeout(resolve, 20));

  // PostgreSQL mistrusts only processes of its own account.
  const account = await chooseAccount(data);
  const stranger = spawn("sleep", ["60"], account ? { uid: account.uid, gid: account.gid } : {});
  const pidFile = join(data, "postmaster.pid");
  await writeFile(pidFile, (await readFile(pidFile, "utf8")).replace(/^\d+/, String(stranger.pid)));

  const next = await start();
  expect(next.ready.takenOver).toBe(false);
  expect(await query(next.ready.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  const gone = once(stranger, "exit");
  stranger.kill();
  await gone;
});

test("a second server is told who is first, and changes nothing", async () => {
  const first = await start();
  await expect(embeddedProcess(dataDir)).rejects.toThrow(
    new RegExp(`^Another Ratecard server \\(process ${first.pid}\\) already uses the data folder ${dataDir}\\.`),
  );
  expect(await query(first.ready.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
});

test("a database that dies under a living server comes back at its address", async () => {
  const server = await start();
  const postmaster = await postmasterOf(server);
  process.kill(postmaster, "SIGKILL");

  const answers = () => query(server.ready.url, "SELECT answer FROM kept").catch(() => null);
  let rows = await answers();
  while (!rows) rows = await answers();
  expect(rows).toEqual([{ answer: 42 }]);
  const successor = await postmasterOf(server);
  expect(successor).not.toBe(postmaster);
  expect(await server.end("SIGTERM")).toBe(0);
  expect(isAlive(successor)).toBe(false);
});

test("two first starts at once make one database, and one of them wins it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ratecard-embedded-"));
  await mkdir(join(folder, "postgres.draft-2147483646"));
  const starts = await Promise.allSettled([start(folder), start(folder)]);
  const won = starts.filter((outcome) => outcome.status === "fulfilled");
  const lost = starts.filter((outcome) => outcome.status === "rejected");

  expect(won).toHaveLength(1);
  expect(String(lost[0]?.reason)).toContain(`Another Ratecard server (process ${won[0]?.value.pid})`);
  expect((await readdir(folder)).toSorted()).toEqual(["database-url", "postgres"]);
  await won[0]?.value.end("SIGTERM");
  await rm(folder, { recursive: true });
});
