import { REQUEST_SORTS, type RequestSort } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { indexMonths } from "#server/ledger/index-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { listRequests } from "./list-requests";
import type { ListedRequest } from "./rows";

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

describe.each([false, true])("with indexes of months that are over: %s", (isIndexed) => {
  beforeAll(async () => {
    if (!isIndexed) return;
    await world.database.pool.query("UPDATE usage_months SET summed_before = '2026-03-01'");
    await indexMonths(world.database.pool, () => false);
  });

  test.each(REQUEST_SORTS.flatMap((sort) => [1, 2, 7, 59, 60, 61].map((limit) => [sort, limit] as const)))(
    "sorted by %s in pages of %i, each request is there once and in order",
    async (sort, limit) => {
      expect((await paged(sort, limit)).map(idOf)).toEqual(await inOneQuery(sort));
    },
  );
});

test("indexes are made once, and again where one was left half made", async () => {
  const { pool } = world.database;
  const index = "usage_logs_2026_01_by_cost";
  const oid = async () => (await pool.query(`SELECT '${index}'::regclass::oid AS oid`)).rows[0].oid;
  const before = await oid();
  await indexMonths(pool, () => false);
  expect(await oid()).toBe(before);
  await pool.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = '${index}'::regclass`);
  await indexMonths(pool, () => false);
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
