/** What a rule would have said in the last 30 days is what its check says day by day, of the same ledger. */
import { addDays, AlertCheck, type UsageEvent } from "@ratecard/contract";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Span } from "#server/features/alerts/kinds/alert-kind";
import { findingsOf } from "#server/features/alerts/kinds/alert-kinds";
import { previewRule } from "#server/features/alerts/preview-rule";
import { ingestEvents } from "#server/features/usage/take-usage";
import { alertParts } from "#server/start/alert-parts";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

const TODAY = "2027-06-23";
const FIRST = addDays(TODAY, -29);
const NOW = new Date(`${TODAY}T20:00:00Z`);
const LONGEST_AGO = 100;

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('one', 1, 'x'), ('third', 0.333333333333, 'x'), ('dear', 30, 'x')",
  );
  await world.services.prices.refresh();
});
afterAll(() => world.close());
beforeEach(() => forget());

const forget = () => world.database.pool.query("TRUNCATE usage_logs, usage_keys, usage_sums, intake_counts");

/** So many requests a day, on some days in a row. */
const run = fc.record({
  model: fc.constantFrom("one", "third", "dear", "guessed"),
  team: fc.constantFrom(null, "red", "blue"),
  ago: fc.nat(LONGEST_AGO),
  days: fc.constantFrom(1, 2, 8, 15, 40),
  requests: fc.constantFrom(1, 2, 5),
  promptTokens: fc.constantFrom(0, 1_000_000),
});
type Run = typeof run extends fc.Arbitrary<infer R> ? R : never;

async function spend(runs: readonly Run[]): Promise<void> {
  const events = runs.flatMap(({ ago, days, requests, ...event }, nth) =>
    Array.from({ length: Math.min(days, ago + 1) * requests }, (_, place): UsageEvent => {
      const day = addDays(TODAY, Math.floor(place / requests) - ago);
      return { ...event, requestId: `${nth} ${place}`, completionTokens: 0, occurredAt: `${day}T12:00:00Z` };
    }),
  );
  await ingestEvents({ ...world.services, clock: () => NOW }, { gateway: "g", events });
}

const usd = fc.constantFrom("0.5", "1", "2", "5", "29.999999999999", "30", "60");
const scope = fc.constantFrom(
  { of: "all" },
  { of: "model" },
  { of: "team" },
  { of: "model", name: "one" },
  { of: "team", name: "red" },
);
const anyCheck = fc.oneof(
  fc.record({ kind: fc.constant("daily-spend"), scope, limitUsd: usd }),
  fc.record({
    kind: fc.constant("unusual-spend"),
    scope,
    floorUsd: usd,
    percent: fc.constantFrom(101, 200, 1000),
    weeks: fc.constantFrom(3, 4, 8),
  }),
  fc.record({ kind: fc.constant("expensive-model"), per1MUsd: usd, dayUsd: usd }),
  fc.record({ kind: fc.constant("default-share"), floorUsd: usd, percent: fc.integer({ min: 1, max: 99 }) }),
);
const checkOf = ({ scope: given = {}, ...check }: object & { scope?: object }) =>
  AlertCheck.parse({ ...check, ...given });

const say = async (check: AlertCheck, span: Omit<Span, "now">) => {
  const reading = { pool: world.database.pool, sources: alertParts.sources(world.services) };
  const found = await findingsOf(reading, check, { ...span, now: NOW });
  return found.map(({ period, subject, title, detail }) => [period, subject, title, detail].join(" | "));
};

async function expectForetold(check: AlertCheck): Promise<void> {
  const found = new Set<string>();
  for (let day = FIRST; day <= TODAY; day = addDays(day, 1)) {
    for (const said of await say(check, { from: addDays(day, -1), to: day })) if (said >= FIRST) found.add(said);
  }
  expect([...found].toSorted()).toEqual((await say(check, { from: FIRST, to: TODAY })).toSorted());
}

test("of any ledger, by any rule", async () => {
  const runs = fc.array(run, { minLength: 1, maxLength: 6 });
  const checks = fc.array(anyCheck, { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(runs, checks, async (spent, asked) => {
      await forget();
      await spend(spent);
      for (const check of asked) await expectForetold(checkOf(check));
    }),
    { numRuns: 8 },
  );
});

test("a name that is used again after months is no new one", async () => {
  const often = { model: "dear", team: null, days: 1, requests: 1, promptTokens: 0 } as const;
  await spend([
    { ...often, ago: 50 },
    { ...often, ago: 0 },
  ]);
  const check = AlertCheck.parse({ kind: "unusual-spend", of: "model", percent: 200, weeks: 4, floorUsd: "5" });
  const ctx = { ...world.ctx, clock: () => NOW };
  expect(await previewRule(ctx, check, alertParts)).toMatchObject({ count: 1, now: [expect.stringContaining("dear")] });
});
