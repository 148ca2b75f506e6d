/** The database has a column for every kind of token of the one table, and for no other. */
import { COUNT_COLUMN, RATE_COLUMN } from "@ratecard/pricing";
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function columnsOf(table: string, pattern: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname LIKE $2 ORDER BY attnum`,
    [table, pattern],
  );
  return rows.map(({ name }) => name);
}

it.each(["model_pricing", "model_price_versions"])("%s has the rate of every kind", async (table) => {
  expect(await columnsOf(table, "price_per_1k_%")).toEqual(Object.values(RATE_COLUMN));
});

it.each(["usage_logs", "usage_sums", "usage_corrections"])("%s has the count of every kind", async (table) => {
  const counts = (await columnsOf(table, "%_tokens")).filter((name) => name !== "total_tokens");
  expect(counts).toEqual(Object.values(COUNT_COLUMN));
});

it("a new kind is two calls: versions, schedules and sums follow the columns that are there", async () => {
  const { pool } = database;
  await pool.query("SELECT add_token_rate('smell_input'), add_token_count('smell_input_tokens')");
  await pool.query(
    "INSERT INTO model_pricing (model_name, provider, price_per_request, price_per_1k_smell_input_tokens) VALUES ('nose', 'acme', 0, 0.25)",
  );
  await pool.query(
    `SELECT schedule_price(jsonb_populate_record(price, '{"price_per_1k_smell_input_tokens": 0.5}'), now() + interval '1 day')
     FROM model_pricing AS price WHERE model_name = 'nose'`,
  );
  await pool.query("UPDATE model_price_versions SET valid_until = now() - interval '1 hour' WHERE valid_until > now()");
  await pool.query("UPDATE model_price_versions SET valid_from = now() - interval '1 hour' WHERE valid_from > now()");
  await pool.query("SELECT follow_scheduled_prices()");
  const { rows } = await pool.query(
    `SELECT price_per_1k_smell_input_tokens::text AS now,
       ARRAY(SELECT price_per_1k_smell_input_tokens::text FROM model_price_versions WHERE model_name = 'nose' ORDER BY id) AS versions
     FROM model_pricing WHERE model_name = 'nose'`,
  );
  expect(rows).toEqual([{ now: "0.5", versions: ["0.25", "0.5"] }]);
});
