import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const MANY = 2000;

it("a book that was small when the planner counted it is not read whole for each of many prices", async () => {
  await database.pool.query("ANALYZE model_price_versions");
  const client = await database.pool.connect();
  await client.query("BEGIN");
  await client.query(
    "INSERT INTO model_pricing (model_name, provider, price_per_request) SELECT 'many-' || i, 'x', 1 FROM generate_series(1, $1) AS i",
    [MANY],
  );
  await client.query("UPDATE model_pricing SET price_per_request = 2 WHERE model_name LIKE 'many-%'");
  await client.query("DELETE FROM model_pricing WHERE model_name LIKE 'many-%'");
  const { rows } = await client.query<{ read: string }>(
    "SELECT seq_tup_read::text AS read FROM pg_stat_xact_user_tables WHERE relname = 'model_price_versions'",
  );
  await client.query("ROLLBACK");
  client.release();
  expect(Number(rows[0]?.read)).toBeLessThan(MANY);
});
