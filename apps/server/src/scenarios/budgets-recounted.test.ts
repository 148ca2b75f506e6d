/** Budgets of any ledger, in any zone, say what a plain count of its requests says, to the last digit. */
import { addDays, SetBudget, type UsageEvent } from "@ratecard/contract";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listBudgets, removeBudget, setBudget } from "#server/features/budgets/budgets";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let world: TestContext;
/** A month ends on a Friday; some zones have the first of July already. */
const NOW = new Date("2027-06-30T21:30:00Z");
const HOUR_MS = 3_600_000;
const ZONES = ["UTC", "Asia/Kathmandu", "America/Santiago", "Europe/Berlin", "Pacific/Kiritimati"];
/** In pico-USD. */
const COSTS = { one: 10n ** 12n, third: 333_333_333_333n, dear: 123_456_789_012_345_678n };
type Model = keyof typeof COSTS;

beforeAll(async () => {
  world = await createTestContext();
  const prices = Object.entries(COSTS).map(([model, cost]) => `('${model}', ${cost} * 0.000000000001, 'x')`);
  await world.database.pool.query(
    `INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ${prices.join(", ")}`,
  );
  await world.services.prices.refresh();
});
afterAll(() => world.close());
beforeEach(() => forget());

const forget = () => world.database.pool.query("TRUNCATE usage_logs, usage_keys, usage_sums, intake_counts, budgets");

const MODELS = Object.keys(COSTS) as Model[];
const spent = fc.record({
  model: fc.constantFrom(...MODELS),
  team: fc.constantFrom(null, "red", "blue"),
  hoursAgo: fc.integer({ min: -23, max: 60 * 24 }),
});
type Spent = typeof spent extends fc.Arbitrary<infer S> ? S : never;
const timeOf = ({ hoursAgo }: Spent) => new Date(NOW.getTime() - hoursAgo * HOUR_MS);

const KINDS = [
  { kind: "all", name: "" },
  { kind: "team", name: "red" },
  { kind: "team", name: "nobody" },
  { kind: "model", name: "one" },
  { kind: "model", name: "dear" },
] as const;
/** null: removed. */
const edit = fc.record({
  of: fc.constantFrom(...KINDS),
  amountUsd: fc.constantFrom(null, "0.000000000001", "10", "250000.5"),
});
type Of = (typeof KINDS)[number];

const EXACT = 10n ** 12n;
const text = (pico: bigint) => {
  const decimals = (pico % EXACT).toString().padStart(12, "0").replace(/0+$/, "");
  return `${pico / EXACT}${decimals && `.${decimals}`}`;
};

const picoOf = (usd: string) => {
  const [whole = "", decimals = ""] = usd.split(".");
  return BigInt(whole + decimals.padEnd(12, "0"));
};

/** With one decimal, the half rounded up. */
function percentOf(cost: bigint, amount: bigint): string {
  const tenths = (cost * 2000n + amount) / (amount * 2n);
  return `${tenths / 10n}.${tenths % 10n}`;
}

function recounted(requests: readonly Spent[], { kind, name }: Of, now: Date, zone: string) {
  const clock = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  const today = clock.format(now);
  const month = today.slice(0, 7);
  const isOf = ({ team, model }: Spent) => kind === "all" || (kind === "team" ? team : model) === name;
  const byDay = new Map<string, bigint>();
  for (const each of requests.filter(isOf)) {
    const day = clock.format(timeOf(each));
    byDay.set(day, (byDay.get(day) ?? 0n) + COSTS[each.model]);
  }
  const spentPico = [...byDay].reduce((sum, [day, cost]) => (day.startsWith(month) ? sum + cost : sum), 0n);
  let fourfold = 0n;
  for (let day = addDays(today, 1); day.startsWith(month); day = addDays(day, 1)) {
    const sameDays = Array.from({ length: 28 }, (_, ago) => addDays(today, -1 - ago)).filter(
      (before) => new Date(before).getUTCDay() === new Date(day).getUTCDay(),
    );
    fourfold += sameDays.reduce((sum, before) => sum + (byDay.get(before) ?? 0n), 0n);
  }
  return { month, spent: spentPico, forecast: spentPico + (fourfold + 2n) / 4n };
}

const plan = fc.record({
  zone: fc.constantFrom(...ZONES),
  daysBack: fc.nat(35),
  requests: fc.array(spent, { maxLength: 60 }),
  edits: fc.array(edit, { minLength: 1, maxLength: 12 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never;

async function expectRecounted({ zone, daysBack, requests, edits }: Plan) {
  await forget();
  await world.database.pool.query("UPDATE usage_months SET zone = $1", [zone]);
  const events = requests.map((each, nth): UsageEvent => {
    const { model, team } = each;
    return { requestId: `${nth}`, model, team, occurredAt: timeOf(each).toISOString() };
  });
  if (events.length > 0) await ingestEvents({ ...world.services, clock: () => NOW }, { gateway: "g", events });
  const now = new Date(NOW.getTime() - daysBack * 24 * HOUR_MS);
  const ctx = { ...world.ctx, clock: () => now };
  const standing = new Map<Of, string>();
  for (const { of, amountUsd } of edits) {
    const { budgets } = await listBudgets(ctx);
    const known = budgets.find(({ kind, name }) => kind === of.kind && name === of.name);
    expect(known?.amountUsd).toBe(standing.get(of));
    if (amountUsd !== null) {
      standing.set(of, amountUsd);
      await setBudget(ctx, SetBudget.parse({ ...of, amountUsd }));
    } else if (known) {
      standing.delete(of);
      await removeBudget(ctx, { id: known.id });
    }
  }
  const { month, budgets } = await listBudgets(ctx);
  expect(budgets).toHaveLength(standing.size);
  for (const [of, amountUsd] of standing) {
    const found = budgets.find(({ kind, name }) => kind === of.kind && name === of.name);
    const { spent, forecast, ...ofMonth } = recounted(requests, of, now, zone);
    const amount = picoOf(amountUsd);
    expect({ month, ...found }).toMatchObject({
      ...of,
      ...ofMonth,
      amountUsd,
      spentUsd: text(spent),
      forecastUsd: text(forecast),
      spentPercent: percentOf(spent, amount),
      forecastPercent: percentOf(forecast, amount),
      state: spent > amount ? "exceeded" : forecast > amount ? "will-exceed" : "within",
    });
  }
}

/** A quarter of it has more decimals than are kept. */
const SHARED: Plan = {
  zone: "UTC",
  daysBack: 8,
  requests: [{ model: "dear", team: null, hoursAgo: 502 }],
  edits: [{ of: KINDS[0], amountUsd: "10" }],
};

test("whatever was spent and edited", async () => {
  await fc.assert(fc.asyncProperty(plan, expectRecounted), { numRuns: 10, examples: [[SHARED]] });
});
