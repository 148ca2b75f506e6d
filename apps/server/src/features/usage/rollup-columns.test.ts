/** A sum of the rollup that nobody writes would be 0 for ever. */
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { upsertRollup } from "./ledger-statement";

const KEY = ["model", "provider", "pricing_source", "day"];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it.each(["+", "-"] as const)("every sum is written, with %s", async (sign) => {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = 'usage_by_model_day'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  const sums = rows.map(({ name }) => name).filter((name) => !KEY.includes(name));
  expect(sums.length).toBeGreaterThan(KEY.length);
  const sql = upsertRollup(sign);
  expect(sums.filter((name) => !sql.includes(`${name} = rollup.${name} ${sign} excluded.${name}`))).toEqual([]);
});
