/** Migration 0009_flat_terms on a database whose prices are in the nested form: what was written is what is read. */
import { gzipSync } from "node:zlib";
import { type PriceTerms, termsFromJson, termsToJson } from "@ratecard/pricing";
import { migrate } from "@ratecard/prisma";
import type { TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readBody } from "#server/pricing/catalog-body";
import { migratedBefore } from "#server/testing/migrated-before";

const NESTED = {
  requestFeeUsd: "0.02",
  thresholds: [
    { aboveTokens: 200000, ratesPer1M: { input: "6" }, serviceTiersPer1M: { flex: { output: "9" } } },
    { aboveTokens: 500000, ratesPer1M: {} },
  ],
  tiers: [{ fromTokens: 0, toTokens: 5, ratesPer1M: { input: "1", cacheWrite1h: "2" } }],
  serviceTiersPer1M: { batch: { input: "1.5" }, priority: {} },
  offPeak: { windows: [{ startMinute: 30, endMinute: 990, weekdays: [6] }], ratesPer1M: { input: "0.5" } },
  multipliers: { geo: { us: "1.1" } },
  unitsUsd: { outputImages: "0.04" },
  queryTiers: [{ fromResults: 1, toResults: 25, usdPerQuery: "0.005" }],
  inclusiveThresholds: true,
  unknownFields: { ratesPer1M: "1" },
};
const WHOLE = { ...NESTED, perRequestUsd: "0.01", ratesPer1M: { input: "3", output: "15" } };
const FLAT = {
  requestFee: "0.02",
  thresholds: [
    { aboveTokens: 200000, inputPer1M: "6", serviceTiers: { flex: { outputPer1M: "9" } } },
    { aboveTokens: 500000 },
  ],
  tiers: [{ fromTokens: 0, toTokens: 5, inputPer1M: "1", cacheWrite1hPer1M: "2" }],
  serviceTiers: { batch: { inputPer1M: "1.5" }, priority: {} },
  offPeak: { windows: [{ startMinute: 30, endMinute: 990, weekdays: [6] }], inputPer1M: "0.5" },
  multipliers: { geo: { us: "1.1" } },
  perUnit: { outputImages: "0.04" },
  queryTiers: [{ fromResults: 1, toResults: 25, perQuery: "0.005" }],
  inclusiveThresholds: true,
  unknownFields: { ratesPer1M: "1" },
};
const WHOLE_FLAT = { ...FLAT, perRequest: "0.01", inputPer1M: "3", outputPer1M: "15" };

let database: TestDatabase;
beforeAll(async () => {
  database = await migratedBefore("0009");
});
afterAll(() => database.drop());

const read = async (sql: string): Promise<unknown> => (await database.pool.query({ text: sql, rowMode: "array" })).rows;

it("brings every stored price to the flat form, and counts it as nobody's edit", async () => {
  const { pool } = database;
  const insert =
    "INSERT INTO model_pricing (model_name, provider, price_per_request, copied_from, details) VALUES ($1, 'acme', 1, 'base', $2)";
  await pool.query(insert, ["nested", { ...NESTED, isPerRequestAbsent: true }]);
  await pool.query(insert, ["broken", { ratesPer1M: "x", tiers: "y", serviceTiersPer1M: { flex: 1 } }]);
  await pool.query(insert, ["plain", {}]);
  const ended = "UPDATE model_pricing SET details = $1 WHERE model_name = 'plain'";
  await pool.query(ended, [NESTED]);
  await pool.query("INSERT INTO litellm_servers (name, base_url) VALUES ('gate', 'http://gate')");
  await pool.query(
    "INSERT INTO discovered_models (server_id, name, suggested_terms) SELECT id, 'listed', $1 FROM litellm_servers",
    [WHOLE],
  );
  await pool.query(
    "INSERT INTO import_batches (name, kind, created_by, added_count, changed_count, skipped_count) VALUES ('batch', 'file', 'x', 1, 0, 0)",
  );
  await pool.query("INSERT INTO import_batch_rows SELECT id, 'added', NULL, $1 FROM import_batches", [
    { provider: "acme", terms: WHOLE },
  ]);
  const edits = "SELECT model_name, version, updated_at, copied_from FROM model_pricing ORDER BY 1";
  const windows = "SELECT id, model_name, valid_from, valid_until, superseded_at FROM model_price_versions ORDER BY 1";
  const audit = "SELECT * FROM audit_log ORDER BY seq";
  const before = await Promise.all([edits, windows, audit].map(read));

  expect(await migrate(database.url)).toContain("0009_flat_terms");

  expect(await Promise.all([edits, windows, audit].map(read))).toEqual(before);
  expect(await read("SELECT details FROM model_pricing WHERE model_name <> 'default' ORDER BY model_name")).toEqual([
    [{ ratesPer1M: "x", tiers: "y", serviceTiers: { flex: 1 } }],
    [{ ...FLAT, isPerRequestAbsent: true }],
    [FLAT],
  ]);
  expect(await read("SELECT details FROM model_price_versions WHERE model_name = 'plain' ORDER BY id")).toEqual([
    [{}],
    [FLAT],
  ]);
  expect(await read("SELECT suggested_terms FROM discovered_models")).toEqual([[WHOLE_FLAT]]);
  expect(await read("SELECT before, after FROM import_batch_rows")).toEqual([
    [null, { provider: "acme", terms: WHOLE_FLAT }],
  ]);
  expect(termsToJson(termsOf(WHOLE_FLAT))).toEqual(WHOLE_FLAT);
});

function termsOf(json: unknown): PriceTerms {
  const found = termsFromJson(json);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.terms;
}

it.each([
  ["reviewed", { entries: [{ key: "k", terms: WHOLE }] }, "litellm", "reviewed"],
  ["bundled", [["k", null, false, WHOLE]], "bundled", "fetched"],
] as const)("a %s catalogue that was kept in the nested form prices as it did", (_, body, origin, form) => {
  const { entries } = readBody(gzipSync(JSON.stringify(body)), origin, form);
  expect(entries.get("k")?.terms).toEqual(termsOf(WHOLE_FLAT));
});
