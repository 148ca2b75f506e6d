import type { UsageEvent } from "@ratecard/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareDay, daysOfLedger } from "#server/ledger/compare-day";
import { ingestEvents } from "./take-usage";
import { openUsageTest } from "./testing/open-usage-test";

let world: Awaited<ReturnType<typeof openUsageTest>>;
beforeAll(async () => {
  world = await openUsageTest();
  await world.setPrice("priced", "0.01", "0.000000001", "0.123456789");
  await world.setPrice("half*", "0.333333333333", "0.000000007");
});
afterAll(() => world.close());

const count = fc.option(fc.oneof(fc.nat(5000), fc.constant(0), fc.constant(9_007_199_254_740)), { nil: null });
/** Few ids and few contents, so that replays and conflicts happen; months and offsets on both sides of midnight UTC. */
const event: fc.Arbitrary<UsageEvent> = fc
  .record({
    requestId: fc.integer({ min: 0, max: 40 }).map(String),
    model: fc.constantFrom("priced", "half-price", "unknown", "gpt-4o", "__proto__"),
    occurredAt: fc.constantFrom(
      "2026-01-31T23:59:59.999Z",
      "2026-02-01T00:00:00+14:00",
      "2026-01-31T18:00:00-12:00",
      "2026-02-28T23:30:00-03:30",
      "2025-12-31T23:59:59Z",
    ),
    provider: fc.constantFrom(null, "openai", "Google"),
    team: fc.constantFrom(null, "", "red").map((team) => team || null),
    user: fc.constantFrom("ann", "bob"),
    tags: fc.constantFrom<string[][]>([], ["a"], ["b", "a", "b"]),
    promptTokens: count,
    completionTokens: count,
    isError: fc.constantFrom(null, true, false),
    isCacheHit: fc.constantFrom(null, true),
  })
  .map((fields) => ({ ...fields, cacheReadTokens: fields.promptTokens }));

const SUMS = [
  "requests",
  "unpriced_requests",
  "error_requests",
  "flagged_requests",
  "prompt_tokens",
  "completion_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "cost_usd",
  "booked_cost_usd",
  "flagged_cost_usd",
]
  .map((column) => `trim_scale(sum(${column}))::text AS ${column}`)
  .join(", ");

/** Written apart from the intake's own SQL, so that the two can disagree. */
const FROM_LEDGER = `
  SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, model, coalesce(provider, '') AS provider, pricing_source,
    count(*) AS requests, sum(CASE WHEN cost_usd IS NULL THEN 1 ELSE 0 END) AS unpriced_requests,
    sum(is_error::int) AS error_requests,
    sum(CASE WHEN cardinality(flags) > 0 AND pricing_source <> 'default' AND cost_usd IS NOT NULL THEN 1 ELSE 0 END) AS flagged_requests,
    coalesce(sum(prompt_tokens), 0) AS prompt_tokens, coalesce(sum(completion_tokens), 0) AS completion_tokens,
    coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens, coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens, coalesce(sum(cost_usd), 0) AS cost_usd,
    coalesce(sum(booked_cost_usd), 0) AS booked_cost_usd,
    coalesce(sum(CASE WHEN cardinality(flags) > 0 AND pricing_source <> 'default' THEN cost_usd END), 0) AS flagged_cost_usd
  FROM usage_logs GROUP BY 1, 2, 3, 4`;

test("sum(rollup) = sum(ledger) to the last digit, by key, after concurrent calls, replays and conflicts", async () => {
  const received = { total: 0, accepted: 0, duplicate: 0, quarantined: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(event, { minLength: 1, maxLength: 30 }), { minLength: 2, maxLength: 8 }),
      fc.uuid(),
      async (calls, gateway) => {
        const replayed = [...calls, ...calls.map((call) => call.toReversed())];
        const answers = (await Promise.all(replayed.map((events) => ingestEvents(world, { gateway, events })))).flat();
        received.total += replayed.flat().length;
        for (const { status } of answers) received[status] += 1;

        const ids = new Set(calls.flat().map(({ requestId }) => requestId));
        expect(answers.filter(({ status }) => status === "accepted")).toHaveLength(ids.size);
        expect(await world.rows("SELECT FROM usage_logs WHERE gateway = $1", [gateway])).toHaveLength(ids.size);
        const rollup = await world.rows(
          `SELECT to_char(day, 'YYYY-MM-DD') AS day, model, provider, pricing_source, ${SUMS} FROM usage_by_model_day GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
        );
        const ledger = await world.rows(
          `SELECT day, model, provider, pricing_source, ${SUMS} FROM (${FROM_LEDGER}) AS ledger GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
        );
        expect(rollup).toEqual(ledger);
        for (const day of await daysOfLedger(world.db.pool)) {
          expect(await compareDay(world.db.pool, day, { repair: false })).toEqual({ count: 0, wrong: [] });
        }
      },
    ),
    { numRuns: 25 },
  );
  expect(
    await world.rows(
      "SELECT sum(received)::int AS total, sum(accepted)::int AS accepted, sum(duplicate)::int AS duplicate, sum(quarantined)::int AS quarantined FROM intake_counts",
    ),
  ).toEqual([received]);
  expect(await world.rows("SELECT count(*)::int AS count FROM usage_quarantine")).toEqual([
    { count: received.quarantined },
  ]);
  expect(received.quarantined).toBeGreaterThan(0);
});

test("the zone of the process and of the session changes nothing", async () => {
  const zoned = async (zone: string) => {
    const previous = process.env.TZ;
    process.env.TZ = zone;
    try {
      const events: UsageEvent[] = [
        { requestId: "early", model: "zoned", occurredAt: "2026-01-31T23:30:00Z" },
        { requestId: "late", model: "zoned", occurredAt: "2026-02-01T00:30:00Z" },
      ];
      await ingestEvents(world, { gateway: zone, events });
    } finally {
      process.env.TZ = previous;
    }
    return world.rows(
      "SELECT extract(epoch FROM occurred_at)::bigint AS at, tableoid::regclass::text AS partition FROM usage_logs WHERE gateway = $1 ORDER BY 1",
      [zone],
    );
  };
  const utc = await zoned("UTC");
  expect(utc).toEqual([
    { at: "1769902200", partition: "usage_logs_2026_01" },
    { at: "1769905800", partition: "usage_logs_2026_02" },
  ]);
  for (const zone of ["Pacific/Kiritimati", "America/St_Johns"]) expect(await zoned(zone)).toEqual(utc);
  expect(
    await world.rows("SELECT day::text, requests FROM usage_by_model_day WHERE model = 'zoned' ORDER BY day"),
  ).toEqual([
    { day: "2026-01-31", requests: "3" },
    { day: "2026-02-01", requests: "3" },
  ]);
});
