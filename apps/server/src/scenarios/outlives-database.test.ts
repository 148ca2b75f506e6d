/** A real server as its own process: its connections are cut off again and again while gateways report, and nothing is lost. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepCalling } from "#server/testing/keep-calling";
import { booked, expectedOf, nothingReported, PRICED, reporter } from "#server/testing/report-usage";
import { API_KEY, type SpawnedServer, spawnServer } from "#server/testing/spawn-server";
import { openTerminator } from "#server/testing/terminate-backends";

const ROUNDS = 8;
const SENDERS = ["a", "b", "c"];
const PAGES = ["/api/prices", "/api/admin/analytics", "/api/usage/logs", "/health/ready"];

let database: TestDatabase;
let server: SpawnedServer;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "ratecard-outlives-"));
  server = await spawnServer({ DATABASE_URL: database.url, RATECARD_DATA_DIR: folder, LOG_LEVEL: "silent" });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it("answers, tries again, and books every event once", async () => {
  const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };
  const body = JSON.stringify(PRICED.price);
  await fetch(`${server.url}/api/prices/${PRICED.model}`, { method: "PUT", headers, body });

  const reported = nothingReported();
  const senders = SENDERS.map((name) => reporter(name, reported));
  const calls = keepCalling(server.url, [...senders, ...PAGES.map((path) => ({ next: () => ({ path }) }))]);
  const terminator = await openTerminator(database.url);
  let terminated = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = reported.acknowledged;
    await expect.poll(() => reported.acknowledged).toBeGreaterThan(before + 100);
    terminated += await terminator.terminateAll();
  }
  const before = reported.acknowledged;
  await expect.poll(() => reported.acknowledged).toBeGreaterThan(before + 100);
  await calls.stop();
  await terminator.close();

  expect(server.hasEnded()).toBe(false);
  expect(calls.wrong).toEqual([]);
  expect(terminated).toBeGreaterThan(ROUNDS);
  expect(reported).toMatchObject({ refused: [], acknowledged: reported.events });
  expect(await booked(database.pool)).toEqual(expectedOf(reported));
});
