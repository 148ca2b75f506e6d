import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query("CREATE TABLE moments (at timestamptz, day date)");
});
afterAll(() => db.drop());

test("an instant is stored as itself, whatever the zone of the process", async () => {
  const at = new Date("2026-03-01T00:30:00.000Z");
  await db.pool.query("INSERT INTO moments (at) VALUES ($1)", [at]);
  await db.prisma.$executeRaw`INSERT INTO moments (at) VALUES (${at})`;

  const { rows } = await db.pool.query("SELECT extract(epoch FROM at)::text AS epoch, at::text FROM moments");
  const stored = { epoch: "1772325000.000000", at: "2026-03-01 00:30:00+00" };
  expect(rows).toEqual([stored, stored]);
});
