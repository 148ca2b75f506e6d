import { chown, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { urlOf } from "./embedded/ensure-running";
import { findBinaries, usableBinaries } from "./embedded/find-binaries";
import { initCluster } from "./embedded/init-cluster";
import { clusterIn } from "./embedded/place-cluster";
import { type Programs, startPostmaster, stopPostmaster } from "./embedded/postmaster";
import { chooseAccount } from "./embedded/run-as";
import { openDatabase } from "./open-database";

let folder: string;
let programs: Programs;
let url: string;

beforeAll(async () => {
  const account = await chooseAccount("");
  folder = await mkdtemp(join(tmpdir(), "ratecard-standby-"));
  if (account) await chown(folder, account.uid, account.gid);
  const binaries = await usableBinaries(findBinaries(), account, () => undefined);
  programs = { cluster: clusterIn(join(folder, "postgres")), binaries, account };
  await initCluster(programs.cluster, binaries, account, { fsync: "off" });
  const signal = join(programs.cluster.data, "standby.signal");
  const { uid, gid } = await stat(programs.cluster.data);
  await writeFile(signal, "");
  await chown(signal, uid, gid);
  const port = await startPostmaster(programs);
  url = urlOf({ port, password: await readFile(programs.cluster.password, "utf8") }, "postgres");
});
afterAll(async () => {
  await stopPostmaster(programs);
  await rm(folder, { recursive: true });
});

test("a standby is refused, by the pool and by Prisma, until it is promoted", async () => {
  const db = openDatabase(url, { maxConnections: 1 });
  await expect(db.pool.query("SELECT 1")).rejects.toMatchObject({ code: "25006" });
  await expect(db.prisma.$queryRaw`SELECT 1`).rejects.toThrow("The database is a standby");
  await expect(db.prisma.$transaction((tx) => tx.$queryRaw`SELECT 1`)).rejects.toThrow("The database is a standby");
  await rm(join(programs.cluster.data, "standby.signal"));
  await stopPostmaster(programs);
  await startPostmaster(programs, { port: Number(new URL(url).port), isFixed: true });
  expect((await db.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await db.close();
});
