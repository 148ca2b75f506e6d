import type { ExportRequestsQuery } from "@ratecard/contract";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { exportRequests } from "./export-requests";
import { orderOf } from "./request-order";
import { findRequests, LISTED_FIELDS } from "./rows";

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, team, tags, token_source, pricing_source, cost_usd, prompt_tokens)
     SELECT 'r' || nth, 'g', '2026-03-01T00:00:00Z'::timestamptz + nth % 7 * interval '1 hour', CASE nth % 2 WHEN 0 THEN 'm' ELSE '=1+1' END,
       'red', ARRAY['a', 'b'], 'actual', 'local-exact', 0.000000000001 * nth, nth
     FROM generate_series(1, 4500) AS nth`,
  );
});
afterAll(() => world.close());

async function exported(query: Partial<ExportRequestsQuery>): Promise<string[][]> {
  let csv = "";
  for await (const part of await exportRequests(world.services, { sort: "-time", ...query })) csv += part;
  return parse(csv);
}

test("every request that fits is there once, newest first, over pages whose times are the same", async () => {
  const [head = [], ...rows] = await exported({ from: "2026-03-01" });
  expect(head).toEqual(LISTED_FIELDS);
  expect(new Set(rows.map(([id]) => id)).size).toBe(4500);
  expect(rows).toHaveLength(4500);
  const times = rows.map((row) => row[head.indexOf("occurredAt")] ?? "");
  expect(times).toEqual(times.toSorted().toReversed());
});

test("a filter filters; costs are exact, an absent value is empty, no cell is a formula", async () => {
  const [head = [], ...rows] = await exported({ model: ["=1+1"] });
  expect(rows).toHaveLength(2250);
  const first = rows.find(([id]) => id === "r1");
  const of = (field: string) => first?.[head.indexOf(field)];
  expect([of("model"), of("costUsd"), of("provider"), of("tags"), of("promptTokens")]).toEqual([
    "'=1+1",
    "0.000000000001",
    "",
    "a;b",
    "1",
  ]);
});

test("another order is the list's own, each request once over several pages", async () => {
  const [head = [], ...rows] = await exported({ sort: "cost" });
  expect(rows.map((row) => row[head.indexOf("requestId")])).toEqual(
    Array.from({ length: 4500 }, (_, index) => `r${index + 1}`),
  );
});

test("a page far down is read where it begins, not from the end of the range", async () => {
  const { pool } = world.database;
  await pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, token_source, pricing_source)
     SELECT 'r' || nth, 'g', '2025-01-01T00:00:00Z'::timestamptz + nth * interval '10 s', 'm', 'actual', 'local-exact'
     FROM generate_series(1, 60000) AS nth`,
  );
  await pool.query("VACUUM ANALYZE usage_logs");
  let asked: [text: string, values: unknown[]] = ["", []];
  const spy = new Proxy(pool, {
    get: (target, name) =>
      name === "query"
        ? (text: string, values: unknown[]) => {
            asked = [text, values];
            return target.query(text, values);
          }
        : Reflect.get(target, name),
  });
  const filter = { from: "2025-01-01", to: "2025-01-31" };
  expect(
    await findRequests(spy, filter, orderOf("-time", { key: ["2025-01-02T00:00:00Z", "", ""], value: "" }), 10),
  ).toHaveLength(10);
  const [text, values] = asked;
  const { rows } = await pool.query<{ "QUERY PLAN": readonly { Plan: { "Shared Hit Blocks": number } }[] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
    values,
  );
  expect(rows[0]?.["QUERY PLAN"][0]?.Plan["Shared Hit Blocks"]).toBeLessThan(100);
});
