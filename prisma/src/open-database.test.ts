import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "./open-database";
import { createTestDatabase, type TestDatabase } from "./testing";

const AT = new Date("2026-03-01T00:30:00.000Z");
const STORED = { epoch: "1772325000.000000", at: "2026-03-01 00:30:00+00" };
const STORED_MOMENTS = "SELECT extract(epoch FROM at)::text AS epoch, at::text FROM moments";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query("CREATE TABLE moments (at timestamptz, day date)");
});
beforeEach(() => db.pool.query("TRUNCATE moments"));
afterAll(() => db.drop());

test.each(["Pacific/Kiritimati", "America/St_Johns", "UTC"])(
  "a process in %s stores an instant as itself",
  async (zone) => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      await db.pool.query("INSERT INTO moments (at) VALUES ($1)", [AT]);
      await db.prisma.$executeRaw`INSERT INTO moments (at) VALUES (${AT})`;
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
    expect((await db.pool.query(STORED_MOMENTS)).rows).toEqual([STORED, STORED]);
  },
);

test("a database whose own zone is another one changes nothing", async () => {
  await db.pool.query(
    "ALTER DATABASE CURRENT_DATABASE SET timezone = 'Asia/Tokyo'".replace(
      "CURRENT_DATABASE",
      new URL(db.url).pathname.slice(1),
    ),
  );
  const other = openDatabase(db.url);
  await other.prisma.$executeRaw`INSERT INTO moments (at) VALUES (${AT})`;
  expect((await other.pool.query(STORED_MOMENTS)).rows).toEqual([STORED]);
  await other.close();
});

test("options of the URL stay beside our zone", async () => {
  const other = openDatabase(`${db.url}?options=-c%20statement_timeout%3D12345`);
  const { rows } = await other.pool.query(
    "SELECT current_setting('timezone') AS zone, current_setting('statement_timeout') AS limit",
  );
  expect(rows).toEqual([{ zone: "UTC", limit: "12345ms" }]);
  await other.close();
});

test("a day is read as it is written, not as somebody's midnight", async () => {
  await db.pool.query("INSERT INTO moments (day) VALUES ('2026-03-01')");
  expect((await db.pool.query("SELECT day FROM moments")).rows).toEqual([{ day: "2026-03-01" }]);
});

test("a connection that is cut off while idle is reported and replaced", async () => {
  const lost: string[] = [];
  const other = openDatabase(db.url, { maxConnections: 1, onConnectionLost: (error) => lost.push(error.message) });
  const { rows } = await other.pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  await db.pool.query("SELECT pg_terminate_backend($1, 5000)", [rows[0]?.pid]);
  await expect.poll(() => lost).toEqual(["terminating connection due to administrator command"]);
  expect((await other.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await other.close();
});
