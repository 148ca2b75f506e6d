import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { exportRequests } from "./export-requests";
import { LISTED_FIELDS } from "./rows";

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

async function exported(query: Parameters<typeof exportRequests>[1]): Promise<string[][]> {
  let csv = "";
  for await (const part of await exportRequests(world.services, query)) csv += part;
  return parse(csv);
}

test("every request that fits is there once, newest first, over pages whose times are the same", async () => {
  const [head = [], ...rows] = await exported({});
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
