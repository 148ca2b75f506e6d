/** What Other of Explore leads to: the same digits on the screen, in its file, in the list of its requests and in their file. */
import { ExploreQuery, ListRequests, RequestScope } from "@ratecard/contract";
import { readConsistently } from "#server/features/spend/rows";
import { readExplored } from "#server/features/spend/explore";
import { exploredRows } from "#server/features/spend/explored-csv";
import { listRequests } from "#server/features/requests/list-requests";
import { groupRequests, sumRequests } from "#server/features/requests/sum-requests";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compareDay, daysOfLedger } from "#server/ledger/compare-day";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
  const { pool } = world.database;
  await pool.query(
    `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, team, token_source, pricing_source, cost_usd,
       booked_cost_usd, prompt_tokens, total_tokens)
     SELECT 'r' || nth, 'g', timestamptz '2026-03-01T00:00:00Z' + nth * interval '1 hour', 'm' || nth % 9, (ARRAY['p', NULL])[nth % 2 + 1],
       (ARRAY['red', 'blue', NULL])[nth % 3 + 1], 'actual', 'local-exact', nth * 0.000000000001, 0, nth, nth
     FROM generate_series(1, 120) AS nth`,
  );
  for (const day of await daysOfLedger(pool)) await compareDay(pool, day, { repair: true });
});
afterAll(() => world.close());

const PICO = 12;
const picoOf = (usd: string): bigint => {
  const [whole = "0", fraction = ""] = usd.split(".");
  return BigInt(whole + fraction.padEnd(PICO, "0"));
};
const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + picoOf(text), 0n);

it.each([
  [{ team: ["red", ""] }, "model", "notModel"],
  [{}, "model", "notModel"],
  [{ notTeam: [""] }, "model", "notModel"],
] as const)("with %j, by %s", async (filters, group, filter) => {
  const days = { from: "2026-03-01", to: "2026-03-05", ...filters };
  const ask = (more: object) =>
    readConsistently(world.services.db, (client) =>
      readExplored(client, ExploreQuery.parse({ ...days, group, limit: "5", ...more })),
    );
  const before = await ask({});
  const shown = before.series.flatMap(({ names }) => names);
  expect(shown).toHaveLength(5);
  const led = await ask({ [filter]: shown });
  expect(led.total).toEqual({ total: before.other?.total, points: before.other?.points });
  const lines = [...exploredRows(led)].join("").split("\n");
  const named = lines.filter((line) => line.startsWith("name,"));
  expect(sum(named.map((line) => line.split(",").at(-1) ?? ""))).toBe(picoOf(led.total.total));
  const scope = { ...days, [filter]: shown };
  const totals = await sumRequests(world.services, RequestScope.parse(scope));
  expect(totals).toMatchObject({ kind: "exact", readFrom: "sums", costUsd: led.total.total });
  const { requests } = await listRequests(world.services, ListRequests.parse({ ...scope, limit: 200 }));
  expect(sum(requests.map(({ costUsd }) => costUsd ?? "0"))).toBe(picoOf(led.total.total));
  const { groups } = await groupRequests(world.services, { ...RequestScope.parse(scope), by: group });
  expect(groups.map(({ name, costUsd }) => [name, costUsd])).toEqual(
    led.series.map((each) => [each.names[0], each.total]),
  );
});
