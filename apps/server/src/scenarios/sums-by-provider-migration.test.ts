/** Migration 0031_sums_by_provider on a database with sums by model: the same figures, also of days whose requests are gone. */
import { migrate } from "@ratecard/prisma";
import type { TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migratedBefore } from "#server/testing/migrated-before";

let database: TestDatabase;
beforeAll(async () => {
  database = await migratedBefore("0031");
});
afterAll(() => database.drop());

it("adds up what models of one provider and source have, day by day and month by month", async () => {
  const { pool } = database;
  const sums = [
    ["2026-01-30", "a", "openai", "local-exact", 2, "0.10", 100],
    ["2026-01-30", "b", "openai", "local-exact", 3, "0.000000000001", 200],
    ["2026-01-30", "b", "openai", "default", 1, "5", 1],
    ["2026-01-30", "c", "", "none", 7, "0", 0],
    ["2026-01-31", "a", "openai", "local-exact", 4, "-0.5", 0],
  ];
  for (const grain of ["day", "month"]) {
    for (const row of sums) {
      await pool.query(
        `INSERT INTO usage_by_model_${grain} (day, model, provider, pricing_source, requests, cost_usd, prompt_tokens)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        row,
      );
    }
  }

  expect(await migrate(database.url)).toContain("0031_sums_by_provider");

  for (const grain of ["day", "month"]) {
    const { rows } = await pool.query({
      rowMode: "array",
      text: `SELECT rollup, day::text, provider, pricing_source, requests::int, trim_scale(cost_usd)::text, prompt_tokens::int, model
             FROM usage_by_provider_${grain} ORDER BY day, provider, pricing_source`,
    });
    const name = `by_provider_${grain}`;
    expect(rows).toEqual([
      [name, "2026-01-30", "", "none", 7, "0", 0, ""],
      [name, "2026-01-30", "openai", "default", 1, "5", 1, ""],
      [name, "2026-01-30", "openai", "local-exact", 5, "0.100000000001", 300, ""],
      [name, "2026-01-31", "openai", "local-exact", 4, "-0.5", 0, ""],
    ]);
  }
});
