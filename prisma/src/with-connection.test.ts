import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./open-database";
import { createTestDatabase, type TestDatabase } from "./testing";
import { readOneState, withConnection } from "./with-connection";

let outside: TestDatabase;
let db: Database;
const PID = "SELECT pg_backend_pid() AS pid";

beforeAll(async () => {
  outside = await createTestDatabase();
  db = openDatabase(outside.url, { maxConnections: 1, onConnectionLost: () => undefined });
});
afterAll(async () => {
  await db.close();
  await outside.drop();
});

const terminate = async (pid: number | undefined) => {
  await outside.pool.query("SELECT pg_terminate_backend($1, 5000)", [pid]);
};
const pidOf = async () => (await db.pool.query<{ pid: number }>(PID)).rows[0]?.pid;

test("a connection that is cut off while its owner does something else ends nothing but the work", async () => {
  const work = withConnection(db.pool, async (client) => {
    await terminate((await client.query<{ pid: number }>(PID)).rows[0]?.pid);
    await client.query("SELECT 1");
  });
  await expect(work).rejects.toThrow(/terminat|not queryable/);
  expect(await pidOf()).toBeGreaterThan(0);
});

test("so does one that is cut off in the middle of a transaction", async () => {
  const work = withConnection(db.pool, (client) =>
    readOneState(client, async () => {
      await terminate((await client.query<{ pid: number }>(PID)).rows[0]?.pid);
      return client.query("SELECT 1");
    }),
  );
  await expect(work).rejects.toThrow(/terminat|not queryable/);
  expect(await pidOf()).toBeGreaterThan(0);
});

test("what is left inside a transaction is not used again; what was ended well is", async () => {
  const before = await pidOf();
  await expect(
    withConnection(db.pool, (client) => readOneState(client, () => client.query("SELECT nothing"))),
  ).rejects.toThrow("nothing");
  expect(await pidOf()).toBe(before);
  await withConnection(db.pool, (client) => client.query("BEGIN"));
  expect(await pidOf()).not.toBe(before);
});
