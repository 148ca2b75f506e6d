/** The file adds up to the dashboard, and leaves no request without a word. What the official validator says of it is tested in e2e. */
import { FocusQuery, UNPRICED_HEADER, UNPRICED_REPORTS_HEADER } from "@ratecard/contract";
import { createTestDatabase } from "@ratecard/prisma/testing";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compareDay, daysOfLedger } from "#server/ledger/compare-day";
import { dashboard } from "../dashboard";
import { exportFocus } from "./export-focus";
import { FOCUS_COLUMNS } from "./focus-columns";

let db: Awaited<ReturnType<typeof createTestDatabase>> & { close: () => Promise<void> };

/** 600 requests of 60 days: every third without a provider, every fifth name without any cost, every 50th without tokens. */
const FILL = `
  INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, pricing_source, cost_usd, booked_cost_usd, token_source,
    prompt_tokens, completion_tokens, team, end_user, tags)
  SELECT 'r' || n, 'main', timestamptz '2026-01-01 00:00Z' + n * interval '2 hours 24 minutes',
    CASE WHEN n % 7 = 0 THEN '=1+1' ELSE 'model-' || n % 5 END, (ARRAY['openai', 'azure', NULL])[n % 3 + 1],
    CASE WHEN n % 5 = 0 THEN 'none' ELSE 'local-exact' END, CASE WHEN n % 5 = 0 THEN NULL ELSE n * 0.000000000001 + n % 4 END, n % 3,
    'actual', CASE WHEN n % 50 = 1 THEN NULL ELSE n * 1000003 END, CASE WHEN n % 50 = 1 THEN NULL ELSE 7 END,
    (ARRAY['007', 'blue', NULL])[n % 3 + 1], 'user-' || n % 13, ARRAY['a']
  FROM generate_series(1, 600) AS n`;

beforeAll(async () => {
  const created = await createTestDatabase();
  db = { ...created, close: created.drop };
  await db.pool.query(FILL);
  for (const day of await daysOfLedger(db.pool)) await compareDay(db.pool, day, { repair: true });
});
afterAll(() => db.drop());

const RANGE = { from: "2026-01-03", to: "2026-02-20" };

async function exported(query: object) {
  const { rows, headers } = await exportFocus({ db }, FocusQuery.parse(query));
  let csv = "";
  for await (const part of rows) csv += part;
  return { headers, rows: parse<Record<string, string>>(csv, { columns: true }) };
}

const pico = (text: string) => {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(12, "0"));
};

it.each([
  ["everything", {}],
  ["a team, from the sums", { team: "007" }],
  ["a user, from the requests", { user: "user-3" }],
])("each of the four costs adds up to the dashboard's, to the last digit: %s", async (_, filters) => {
  const scope = { ...RANGE, ...filters };
  const { totals } = await dashboard({ db }, FocusQuery.parse(scope));
  const { rows, headers } = await exported(scope);
  for (const column of ["BilledCost", "EffectiveCost", "ContractedCost", "ListCost"]) {
    expect(rows.reduce((sum, row) => sum + pico(row[column] ?? ""), 0n)).toBe(pico(totals.costUsd));
  }
  const added = (column: string) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
  expect(headers).toEqual({ [UNPRICED_HEADER]: String(totals.unpricedRequests), [UNPRICED_REPORTS_HEADER]: "0" });
  expect(totals.unpricedRequests).toBeGreaterThan(0);
  expect(added("x_Requests") + totals.unpricedRequests - added("x_UnpricedRequests")).toBe(totals.requests);
});

it("a row is the requests of a day, a model, a provider, a team and a source, and never a request without a cost", async () => {
  const { rows } = await exported(RANGE);
  const keys = rows.map((row) =>
    ["ChargePeriodStart", "x_Model", "ProviderName", "x_Team", "x_PricingSource"]
      .map((column) => row[column])
      .join("|"),
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(rows.some((row) => row.x_PricingSource === "none")).toBe(false);
});

it("price quantities are exact, decimals have a point, absent is empty, no cell is a formula", async () => {
  const { rows } = await exported({ from: "2026-01-31", to: "2026-01-31" });
  expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(FOCUS_COLUMNS));
  for (const row of rows) {
    const { BilledCost = "", ConsumedQuantity = "", PricingQuantity = "", PricingUnit, ConsumedUnit } = row;
    for (const number of [BilledCost, ConsumedQuantity, PricingQuantity]) expect(number).toMatch(/^\d+\.\d+$/);
    expect(Object.values(row).filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    if (PricingUnit === "Requests")
      expect([ConsumedUnit, PricingQuantity]).toEqual(["Requests", row.x_Requests?.concat(".0")]);
    else expect(pico(PricingQuantity) * 1_000_000n).toBe(pico(ConsumedQuantity));
    expect(row).toMatchObject({
      ChargePeriodStart: "2026-01-31T00:00:00.000Z",
      ChargePeriodEnd: "2026-02-01T00:00:00.000Z",
      BillingPeriodStart: "2026-01-01T00:00:00.000Z",
      BillingPeriodEnd: "2026-02-01T00:00:00.000Z",
      ChargeClass: "",
    });
    expect(row.SubAccountId).toBe(row.x_Team === "" ? "" : `team/${row.x_Team}`);
  }
  expect(rows.map(({ ProviderName }) => ProviderName)).toContain("Unknown provider");
  expect(rows.map(({ x_Model }) => x_Model)).toContain("'=1+1");
});

it("what corrects a closed month is a charge of the day that it corrects, in the month it is posted in", async () => {
  const before = (await exported(RANGE)).rows.length;
  const { rows: columns } = await db.pool.query<{ names: string }>(
    `SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) AS names FROM information_schema.columns
     WHERE table_name = 'usage_corrections' AND column_name <> 'id' AND is_nullable = 'NO' AND data_type IN ('bigint', 'numeric')`,
  );
  const measures = (columns[0]?.names ?? "").split(", ");
  await db.pool.query(
    `INSERT INTO usage_corrections (kind, posted_on, corrects_on, gateway, request_id, occurred_at, model, pricing_source, team, tags, ${measures.join(", ")})
     SELECT 'late', '2026-02-10', '2026-01-15', 'main', 'late', '2026-01-15T10:00Z', 'model-1', 'local-exact', 'red', '{}',
       ${measures.map((column) => ({ requests: "1", cost_usd: "2.5", prompt_tokens: "1000" })[column] ?? "0").join(", ")}`,
  );
  await compareDay(db.pool, "2026-02-10", { repair: true });
  const { rows } = await exported(RANGE);
  expect(rows).toHaveLength(before + 1);
  expect(rows.filter(({ ChargeClass }) => ChargeClass === "Correction")).toMatchObject([
    {
      BilledCost: "2.5",
      BillingPeriodStart: "2026-02-01T00:00:00.000Z",
      ChargePeriodStart: "2026-01-15T00:00:00.000Z",
      ConsumedQuantity: "1000.0",
      PricingQuantity: "0.001",
      x_Team: "red",
    },
  ]);
  const { totals } = await dashboard({ db }, FocusQuery.parse(RANGE));
  expect(rows.reduce((sum, row) => sum + pico(row.BilledCost ?? ""), 0n)).toBe(pico(totals.costUsd));
});

it("days without a charge are a file with its columns", async () => {
  expect((await exported({ from: "2020-01-01", to: "2020-01-31" })).rows).toEqual([]);
});
