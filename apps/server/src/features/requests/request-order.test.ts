import { REQUEST_SORTS, type RequestSort } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { daysWithoutIndexes, indexMonths } from "#server/ledger/index-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { listRequests } from "./list-requests";
import type { ListedRequest } from "./rows";
import { groupRequests, sumRequests } from "./sum-requests";

let world: TestContext;
const ROWS = 60;

/** Few values, so that many are equal; a fourth of each is not known. */
beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query("SELECT ensure_usage_month('2026-01-01'), ensure_usage_month('2026-02-01')");
  await world.database.pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, token_source, pricing_source, cost_usd, total_tokens, latency_ms)
     SELECT 'r' || nth / 2, 'g' || nth % 2, '2026-01-30T00:00:00.123456Z'::timestamptz + nth / 6 * interval '7 hours', 'm', 'actual', 'local-exact',
       CASE nth % 4 WHEN 0 THEN NULL ELSE (nth % 4) * 0.000000000001 END, CASE nth % 5 WHEN 0 THEN NULL ELSE nth % 5 * 9007199254740991 / 5 END,
       CASE nth % 3 WHEN 0 THEN NULL ELSE nth % 3 END
     FROM generate_series(1, ${ROWS}) AS nth`,
  );
});
afterAll(() => world.close());

async function paged(sort: RequestSort, limit: number): Promise<readonly ListedRequest[]> {
  const rows: ListedRequest[] = [];
  let cursor: string | null = null;
  do {
    const page = await listRequests(world.services, { sort, limit, cursor, from: "2026-01-01", to: "2026-03-01" });
    rows.push(...page.requests);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

const idOf = ({ requestId, gateway }: ListedRequest) => `${requestId}/${gateway}`;
const COLUMN = { time: "occurred_at", cost: "cost_usd", tokens: "total_tokens", latency: "latency_ms" } as const;

async function inOneQuery(sort: RequestSort): Promise<readonly string[]> {
  const direction = sort.startsWith("-") ? "DESC" : "ASC";
  const column = COLUMN[sort.replace("-", "") as keyof typeof COLUMN];
  const { rows } = await world.database.pool.query<{ id: string }>(
    `SELECT request_id || '/' || gateway AS id FROM usage_logs ORDER BY ${column} ${direction} NULLS LAST,
       occurred_at ${direction}, request_id ${direction}, gateway ${direction}`,
  );
  return rows.map(({ id }) => id);
}

const A_DAY_LATER = new Date("2026-02-04T05:00:00Z");

/** As many as make an index worth it. */
const MANY_A_DAY = `INSERT INTO usage_sums (rollup, day, requests)
  SELECT 'total_day', day, 10000 FROM generate_series('2026-01-01'::date, '2026-02-28', '1 day') AS day`;

/** Each adds to the one before. */
const INDEXED = {
  nothing: async () => undefined,
  "the days that are over of open months": async () => {
    await world.database.pool.query(MANY_A_DAY);
    await index(new Date("2026-02-03T05:00:00Z"));
  },
  "one more day": () => index(A_DAY_LATER),
  "months that are over": async () => {
    await world.database.pool.query("UPDATE usage_months SET summed_before = '2026-03-01'");
    await index(A_DAY_LATER);
  },
};

const index = (now: Date) => indexMonths(world.database.pool, now, () => false);

describe.each(Object.keys(INDEXED) as (keyof typeof INDEXED)[])("with indexes of %s", (indexed) => {
  beforeAll(async () => {
    await INDEXED[indexed]();
  });

  test.each(REQUEST_SORTS.flatMap((sort) => [1, 2, 7, 59, 60, 61].map((limit) => [sort, limit] as const)))(
    "sorted by %s in pages of %i, each request is there once and in order",
    async (sort, limit) => {
      expect((await paged(sort, limit)).map(idOf)).toEqual(await inOneQuery(sort));
    },
  );
});

test("days that are over of an open month have an index a sort, from so many requests on; it goes with the next one", async () => {
  const open = await createTestContext();
  const { pool } = open.database;
  await pool.query("SELECT ensure_usage_month('2026-01-01'), ensure_usage_month('2026-02-01')");
  const made = async (now: string) => {
    await indexMonths(pool, new Date(now), () => false);
    const { rows } = await pool.query<{ name: string }>(
      "SELECT indexname AS name FROM pg_indexes WHERE indexname ~ '2026_.*_by_(cost|latency)' ORDER BY indexname",
    );
    return rows.map(({ name }) => name.replace("usage_logs_", ""));
  };
  const january = (end: string) => [`2026_01_by_cost${end}`, `2026_01_by_latency${end}`];
  const february = ["2026_02_by_cost_before_20260203", "2026_02_by_latency_before_20260203"];
  expect(await made("2026-01-09T01:00:00Z")).toEqual([]);
  await pool.query(MANY_A_DAY);
  expect(await made("2026-01-09T00:59:00Z")).toEqual(january("_before_20260108"));
  expect(await daysWithoutIndexes(pool)).toContainEqual({ from: "2026-01-08", before: "2026-02-01" });
  await pool.query("UPDATE usage_sums SET requests = 9999 WHERE day = '2026-01-08'");
  expect(await made("2026-01-09T01:00:00Z")).toEqual(january("_before_20260108"));
  expect(await made("2026-01-10T01:00:00Z")).toEqual(january("_before_20260110"));
  await pool.query(
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'usage_logs_2026_01_by_cost_before_20260110'::regclass",
  );
  expect(await daysWithoutIndexes(pool)).toContainEqual({ from: "2026-01-01", before: "2026-02-01" });
  expect(await made("2026-01-10T01:00:00Z")).toEqual(january("_before_20260110"));
  expect(await daysWithoutIndexes(pool)).toContainEqual({ from: "2026-01-10", before: "2026-02-01" });
  expect(await made("2026-02-03T01:00:00Z")).toEqual([...january("_before_20260201"), ...february]);
  expect(await daysWithoutIndexes(pool)).toContainEqual({ from: "2026-02-03", before: "2026-03-01" });
  await pool.query("UPDATE usage_months SET summed_before = '2026-02-01'");
  expect(await made("2026-02-03T01:00:00Z")).toEqual([...january(""), ...february]);
  await open.close();
});

test("a sorted list reads the index of the days that are over, whatever the month", async () => {
  const open = await createTestContext();
  const { pool } = open.database;
  await pool.query("SELECT ensure_usage_month('2026-01-01'), ensure_usage_month('2026-02-01')");
  await pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, token_source, pricing_source, cost_usd, latency_ms)
     SELECT nth, 'g', '2026-01-01'::timestamptz + nth * interval '2 minutes', 'm', 'actual', 'local-exact', nth * 0.001, nth
     FROM generate_series(1, 40000) AS nth`,
  );
  await pool.query(MANY_A_DAY);
  await pool.query("UPDATE usage_months SET summed_before = '2026-02-01'");
  await indexMonths(pool, new Date("2026-02-25T05:00:00Z"), () => false);
  await pool.query("ANALYZE usage_logs");
  expect(await indexesReadBy(open, { sort: "-cost", limit: 50 })).toEqual([
    "usage_logs_2026_01_by_cost",
    "usage_logs_2026_02_by_cost_before_20260225",
  ]);
  expect(await indexesReadBy(open, { sort: "-time", latencyMsFrom: "20000", latencyMsTo: "20010", limit: 50 })).toEqual(
    ["usage_logs_2026_01_by_latency", "usage_logs_2026_02_by_latency_before_20260225"],
  );
  await open.close();
});

test("what failed in a month that is over is added up from an index alone", async () => {
  const past = await createTestContext();
  const { pool } = past.database;
  await pool.query("SELECT ensure_usage_month('2026-01-01')");
  await pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, token_source, pricing_source, cost_usd, is_error, status_code)
     SELECT nth, 'g', '2026-01-01'::timestamptz + nth * interval '2 minutes', 'm' || nth % 3, 'actual', 'local-exact', 0.5, nth % 20 = 0, 500
     FROM generate_series(1, 20000) AS nth`,
  );
  await pool.query("UPDATE usage_months SET summed_before = '2026-02-01'");
  await indexMonths(pool, new Date("2026-02-25T05:00:00Z"), () => false);
  await pool.query("VACUUM ANALYZE usage_logs");
  const failed = { isError: true, from: "2026-01-02", to: "2026-01-27" } as const;
  const plans = await plansOf(past, async (services) => {
    expect(await sumRequests(services, failed)).toMatchObject({ requests: 936, costUsd: "468" });
    expect((await groupRequests(services, { ...failed, by: "model" })).groups).toHaveLength(3);
    expect((await groupRequests(services, { ...failed, by: "status" })).groups).toHaveLength(1);
  });
  expect(plans.match(/Index Only Scan using usage_logs_2026_01_by_failure/g)).toHaveLength(3);
  await past.close();
});

/** Of those that are made for sorting, by the plans of what a list asks. */
async function indexesReadBy(context: TestContext, list: Parameters<typeof listRequests>[1]) {
  const plans = await plansOf(context, (services) => listRequests(services, list));
  return [...new Set(plans.match(/usage_logs_\d+_\d+_by_(cost|latency|tokens)\w*/g))].toSorted();
}

async function plansOf(
  { services, database }: TestContext,
  ask: (services: TestContext["services"]) => Promise<unknown>,
): Promise<string> {
  const plans: string[] = [];
  const query = async (text: string, values?: unknown[]) => {
    if (text.includes("FROM usage_logs")) {
      const { rows } = await database.pool.query<Record<string, string>>(`EXPLAIN ${text}`, values);
      plans.push(...rows.map((row) => row["QUERY PLAN"] ?? ""));
    }
    return database.pool.query(text, values);
  };
  const pool = Object.assign(Object.create(database.pool), { query });
  await ask({ ...services, db: { ...services.db, pool } });
  return plans.join("\n");
}

test("indexes are made once, and again where one was left half made", async () => {
  const { pool } = world.database;
  const name = "usage_logs_2026_01_by_cost";
  const oid = async () => (await pool.query(`SELECT '${name}'::regclass::oid AS oid`)).rows[0].oid;
  const before = await oid();
  await index(A_DAY_LATER);
  expect(await oid()).toBe(before);
  await pool.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = '${name}'::regclass`);
  await index(A_DAY_LATER);
  expect(await oid()).not.toBe(before);
});

test("a range of the sorted value and a page go together", async () => {
  const rows: string[] = [];
  let cursor: string | null = null;
  do {
    const range = { costUsdFrom: "0.000000000002", costUsdTo: "0.000000000003" };
    const page = await listRequests(world.services, { sort: "-cost", limit: 4, cursor, ...range });
    rows.push(...page.requests.map(({ costUsd }) => costUsd ?? "none"));
    cursor = page.nextCursor;
  } while (cursor);
  expect(rows).toEqual([...Array(15).fill("0.000000000003"), ...Array(15).fill("0.000000000002")]);
});

test.each([
  ["-cost", "-time"],
  ["-cost", "cost"],
  ["-time", "-cost"],
] as const)("a cursor of %s is refused by %s", async (given, other) => {
  const { nextCursor } = await listRequests(world.services, { sort: given, limit: 1 });
  await expect(listRequests(world.services, { sort: other, limit: 1, cursor: nextCursor })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

const AT = "2026-01-30T00:00:00.123456Z";
test.each([
  ["-time", ["2026", "r1", "g1"]],
  ["-time", ["+275760-09-13T00:00:00.000Z", "r1", "g1"]],
  ["-time", ["0000-01-01T00:00:00Z", "r1", "g1"]],
  ["-time", [AT, "r\u0000", "g1"]],
  ["-time", [AT, "r1", "\uD800"]],
  ["tokens", [AT, "r1", "g1", "tokens", "1.5"]],
  ["-latency", [AT, "r1", "g1", "-latency", "9".repeat(20)]],
  ["cost", [AT, "r1", "g1", "cost", "NaN"]],
] as const)("by %s, a cursor that somebody made of %j is refused", async (sort, parts) => {
  const cursor = Buffer.from(JSON.stringify(parts)).toString("base64url");
  await expect(listRequests(world.services, { sort, limit: 1, cursor })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});
