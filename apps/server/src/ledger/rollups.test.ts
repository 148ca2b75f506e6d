/** The tables of sums hold what `rollups.ts` says, and nothing that nobody writes: it would be 0 for ever. */
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { KEY_COLUMNS, MEASURE_COLUMNS, ROLLUPS } from "#server/ledger/rollups";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("a column is a part of the key, or a measure", async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = 'usage_sums'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  );
  const columns = rows.map(({ name }) => name);
  expect(columns.toSorted()).toEqual(["rollup", "day", ...KEY_COLUMNS, ...MEASURE_COLUMNS].toSorted());
});

it("each rollup has its table of days and its table of months", async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'usage_sums'::regclass",
  );
  const tables = Object.keys(ROLLUPS).flatMap((rollup) => [`usage_${rollup}_day`, `usage_${rollup}_month`]);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(tables.toSorted());
});
