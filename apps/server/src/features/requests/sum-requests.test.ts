import { REQUEST_GROUPS, type RequestScope } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareDay, daysOfLedger } from "#server/ledger/compare-day";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { listRequests } from "./list-requests";
import { groupRequests, sumRequests } from "./sum-requests";

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
  const { pool } = world.database;
  await pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, team, end_user, tags, flags, token_source, pricing_source,
       status_code, is_error, cost_usd, booked_cost_usd, prompt_tokens, completion_tokens, total_tokens, latency_ms)
     SELECT 'r' || nth, 'g', '2026-03-01T00:00:00Z'::timestamptz + nth * interval '3 hours', 'm' || nth % 3, (ARRAY['p', NULL])[nth % 2 + 1],
       (ARRAY['red', 'blue', NULL])[nth % 3 + 1], 'u' || nth % 5, (ARRAY['{}', '{a}', '{a,b}'])[nth % 3 + 1]::text[],
       (ARRAY['{}', '{provider-guessed}'])[nth % 2 + 1]::text[], 'actual', 'local-exact', (ARRAY[200, 500, NULL])[nth % 3 + 1], nth % 3 = 1,
       CASE WHEN nth % 4 > 0 THEN nth * 0.000000000001 END, CASE WHEN nth % 4 > 0 THEN nth * 0.000000000001 END, nth, 1, nth + 1, nth * 10
     FROM generate_series(1, 90) AS nth`,
  );
  await pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, flags, token_source, pricing_source,
       cost_usd, booked_cost_usd, prompt_tokens, completion_tokens, total_tokens)
     SELECT 'n' || nth, 'g', day, 'n' || nth % 3, 'p', flags, 'actual', source, cost, cost, nth, 1, nth + 1
     FROM (VALUES (1, '2026-04-02T00:00:00Z'::timestamptz, 'default', 0.01, '{}'::text[]), (2, '2026-04-02T01:00:00Z', 'default', NULL, '{}'),
       (3, '2026-04-03T00:00:00Z', 'none', NULL, '{}'), (4, '2026-04-04T00:00:00Z', 'local-exact', 0.5, '{}'),
       (5, '2026-05-02T00:00:00Z', 'default', 0.01, '{}'), (6, '2026-05-03T00:00:00Z', 'local-exact', 0.25, '{placeholder-price}'),
       (7, '2026-06-03T00:00:00Z', 'none', 0, '{}'), (8, '2026-06-03T00:00:00Z', 'none', NULL, '{}')) AS made (nth, day, source, cost, flags)`,
  );
  for (const day of await daysOfLedger(pool)) await compareDay(pool, day, { repair: true });
});
afterAll(() => world.close());

const SCOPES: readonly (readonly [RequestScope, "sums" | "requests"])[] = [
  [{}, "sums"],
  [{ from: "2026-03-02", to: "2026-03-05" }, "sums"],
  [{ model: ["m1"], provider: ["p", ""] }, "sums"],
  [{ tag: ["a"] }, "sums"],
  [{ user: ["u1"], model: ["m1"] }, "requests"],
  [{ notModel: ["m1"], notProvider: [""] }, "sums"],
  [{ notTeam: ["red"], notUser: ["u1", "u2"] }, "requests"],
  [{ from: "2026-03-02T05:00:00Z" }, "requests"],
  [{ costUsdFrom: "0.000000000010", costUsdTo: "0.000000000050" }, "requests"],
  [{ tokensTo: "40", isError: true }, "requests"],
  [{ status: "none" }, "requests"],
  [{ flag: "provider-guessed", isUnpriced: true }, "requests"],
  [{ latencyMsFrom: "901" }, "requests"],
  [{ isDefaultPriced: true, from: "2026-04-01", to: "2026-04-30" }, "sums"],
  [{ isDefaultPriced: true, from: "2026-04-01", to: "2026-04-30", model: ["n1"] }, "sums"],
  [{ isDefaultPriced: false, from: "2026-04-01", to: "2026-04-30" }, "requests"],
  // A placeholder priced some; a price had no counts for some; some without a price cost nothing.
  [{ isDefaultPriced: true, from: "2026-05-01", to: "2026-05-31" }, "requests"],
  [{ isDefaultPriced: true, from: "2026-03-01", to: "2026-03-31" }, "requests"],
  [{ isDefaultPriced: true, from: "2026-06-01", to: "2026-06-30" }, "requests"],
];

const PICO = 12;
const picoOf = (usd: string): bigint => {
  const [whole = "0", fraction = ""] = usd.split(".");
  return BigInt(whole + fraction.padEnd(PICO, "0"));
};

describe.each(SCOPES)("of %j", (scope, readFrom) => {
  const listed = async () => (await listRequests(world.services, { sort: "-time", limit: 200, ...scope })).requests;

  test("the totals are those of the listed requests, to the last digit", async () => {
    const requests = await listed();
    const totals = await sumRequests(world.services, scope);
    expect(totals).toMatchObject({
      kind: "exact",
      readFrom,
      requests: requests.length,
      unpricedRequests: requests.filter(({ costUsd }) => costUsd === null).length,
      tokens: String(requests.reduce((sum, { totalTokens }) => sum + (totalTokens ?? 0), 0)),
    });
    if (totals.kind !== "exact") return;
    expect(picoOf(totals.costUsd)).toBe(requests.reduce((sum, { costUsd }) => sum + picoOf(costUsd ?? "0"), 0n));
  });

  test.each(REQUEST_GROUPS)("each group by %s is what its filter lists", async (by) => {
    const { groups, isMore } = await groupRequests(world.services, { ...scope, by });
    expect(isMore).toBe(false);
    for (const { name, requests } of groups) {
      if (by === "flag" && name === "") continue;
      const only = by === "flag" || by === "status" ? name : [name];
      const page = await listRequests(world.services, { sort: "-time", limit: 200, ...scope, [by]: only });
      expect([name, page.requests.length]).toEqual([name, requests]);
    }
    const isOfOneGroup = by !== "tag" && by !== "flag";
    const sum = groups.reduce((count, { requests }) => count + requests, 0);
    if (isOfOneGroup) expect(sum).toBe((await listed()).length);
  });
});

test("a report that does not tell how many requests it is of is a group, as it is in the totals", async () => {
  await world.database.pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, team, token_source, pricing_source, sum_of_requests,
       cost_usd, booked_cost_usd, prompt_tokens, completion_tokens, total_tokens)
     VALUES ('s1', 'g', '2026-08-02T12:00:00Z', 'reported', 'p', 'red', 'actual', 'local-exact', 0, 3, 3, 100, 1, 101),
       ('s2', 'g', '2026-08-02T12:00:00Z', 'standing-in', 'p', 'red', 'actual', 'local-exact', 0, 5, 5, 100, 1, 101)`,
  );
  await world.database.pool.query(
    "UPDATE usage_logs SET flags = '{placeholder-price}' WHERE request_id = 's2' AND occurred_at = '2026-08-02T12:00:00Z'",
  );
  await compareDay(world.database.pool, "2026-08-02", { repair: true });
  const scope = { from: "2026-08-01", to: "2026-08-31" };
  expect(await sumRequests(world.services, scope)).toMatchObject({ readFrom: "sums", requests: 0, costUsd: "8" });
  const { groups, readFrom } = await groupRequests(world.services, { ...scope, by: "model" });
  expect([readFrom, groups.map(({ name, costUsd }) => [name, costUsd])]).toEqual([
    "sums",
    [
      ["standing-in", "5"],
      ["reported", "3"],
    ],
  ]);
  expect(await sumRequests(world.services, { ...scope, isDefaultPriced: true })).toMatchObject({ costUsd: "5" });
});

test("a report of many requests is one row to look through", async () => {
  await world.database.pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, token_source, pricing_source, sum_of_requests, cost_usd)
     VALUES ('many', 'g', '2026-09-02T12:00:00Z', 'reported', 'actual', 'local-exact', 3000000, 3)`,
  );
  await compareDay(world.database.pool, "2026-09-02", { repair: true });
  const scope = { from: "2026-09-01", to: "2026-09-30", status: "none" };
  const expected = { kind: "exact", readFrom: "requests", requests: 3_000_000, costUsd: "3" };
  expect(await sumRequests(world.services, scope)).toMatchObject(expected);
  expect((await listRequests(world.services, { sort: "-cost", limit: 10, ...scope })).requests).toHaveLength(1);
  expect((await groupRequests(world.services, { by: "status", ...scope })).groups).toHaveLength(1);
});

describe("of more requests than are looked through", () => {
  beforeAll(async () => {
    await world.database.pool.query(
      "INSERT INTO usage_total_day (rollup, day, requests, counted_requests) VALUES ('total_day', '2027-01-01', 3000000, 3000000)",
    );
  });

  test("the totals say how many fit at least, and no sum", async () => {
    expect(await sumRequests(world.services, { status: "500" })).toEqual({
      keptFrom: null,
      kind: "at-least",
      requests: 30,
      lookedAt: 1_000_000,
    });
  });

  test.each([
    () => listRequests(world.services, { sort: "-cost", limit: 10, status: "500" }),
    () => listRequests(world.services, { sort: "-time", limit: 10, status: "500", costUsdFrom: "1" }),
    () => groupRequests(world.services, { by: "status" }),
  ])("a sort, a range and a group are refused in words (%#)", async (ask) => {
    await expect(ask()).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ field: "from", code: "too-many-to-look-through" }] },
    });
  });

  test("fewer days, a rare name and a list by time are answered", async () => {
    const days = { from: "2026-03-01", to: "2026-03-31" };
    expect((await listRequests(world.services, { sort: "-cost", limit: 10, ...days })).requests).toHaveLength(10);
    expect((await listRequests(world.services, { sort: "-cost", limit: 10, user: ["u1"] })).requests).toHaveLength(10);
    expect((await listRequests(world.services, { sort: "time", limit: 10, status: "500" })).requests).toHaveLength(10);
  });
});
