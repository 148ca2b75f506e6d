import { SetBudget, type UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { listBudgets, removeBudget, setBudget } from "#server/features/budgets/budgets";

let world: TestContext;
/** A Wednesday; five days of June remain: Thursday to Monday. */
const NOW = new Date("2027-06-25T12:00:00Z");

const ctx = () => ({ ...world.ctx, clock: () => NOW });

beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('one', 1, 'x'), ('third', 0.333333333333, 'x')",
  );
  await world.services.prices.refresh();
  await ingestEvents(world.services, { gateway: "g", events: [...everyDay("one", "red"), ...everyDay("third", null)] });
});
afterAll(() => world.close());

/** From 28 days before NOW to NOW; on Saturdays three of them. */
function everyDay(model: string, team: string | null): UsageEvent[] {
  const days = Array.from({ length: 29 }, (_, ago) => new Date(NOW.getTime() - ago * 86_400_000));
  return days.flatMap((day) =>
    Array.from({ length: day.getUTCDay() === 6 ? 3 : 1 }, (_, index) => ({
      requestId: `${model} ${day.toISOString()} ${index}`,
      model,
      team,
      occurredAt: day.toISOString(),
    })),
  );
}

const set = (kind: string, name: string, amountUsd: string) =>
  setBudget(ctx(), SetBudget.parse({ kind, name, amountUsd }));

test("what was spent, and what will be by the weekdays that remain", async () => {
  // June 1 to 25 are 25 days with three Saturdays (5, 12, 19): 31 requests. June 26 to 30 remain, with a Saturday: 3 + 4.
  await set("team", "red", "40");
  await set("model", "third", "10.333333333323");
  const { month, budgets } = await set("all", "", "1000");
  expect(month).toBe("2027-06");
  expect(budgets).toMatchObject([
    { kind: "all", name: "", spentUsd: "41.333333333323", state: "within" },
    { kind: "model", name: "third", spentUsd: "10.333333333323", forecastUsd: "12.666666666654", state: "will-exceed" },
    {
      kind: "team",
      name: "red",
      spentUsd: "31",
      forecastUsd: "38",
      spentPercent: "77.5",
      forecastPercent: "95.0",
      state: "within",
    },
  ]);
});

test("another amount takes the place of the first, and is exceeded; both are in the audit log", async () => {
  const { budgets } = await set("team", "red", "30.99");
  expect(budgets.find(({ name }) => name === "red")).toMatchObject({ amountUsd: "30.99", state: "exceeded" });
  const { rows } = await world.database.pool.query(
    "SELECT action, subject, details FROM audit_log WHERE subject = 'team red' ORDER BY seq",
  );
  expect(rows).toEqual([
    { action: "budget.set", subject: "team red", details: { before: null, after: "40" } },
    { action: "budget.set", subject: "team red", details: { before: "40", after: "30.99" } },
  ]);
});

test("a budget of nothing known spends nothing, and goes away", async () => {
  const { budgets } = await set("model", "nobody", "5");
  const nobody = budgets.find(({ name }) => name === "nobody");
  expect(nobody).toMatchObject({ spentUsd: "0", forecastUsd: "0", spentPercent: "0.0" });
  await removeBudget(ctx(), { id: nobody?.id ?? "" });
  expect((await listBudgets(ctx())).budgets).toHaveLength(3);
  await expect(removeBudget(ctx(), { id: nobody?.id ?? "" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("of people who change it at once, each change in the audit log begins where the one before ended", async () => {
  for (const amount of [1, 2, 3, 4, 5, 6]) {
    const { budgets } = await listBudgets(ctx());
    const id = budgets.find(({ name }) => name === "shared")?.id;
    const setTo = (usd: number) => set("team", "shared", String(usd));
    await Promise.all([setTo(amount), setTo(amount + 10), ...(id ? [removeBudget(ctx(), { id })] : [])]);
  }
  const { rows } = await world.database.pool.query<Readonly<{ from: string | null; to: string | null }>>(
    `SELECT coalesce(details->>'before', details->>'amountUsd') AS from, details->>'after' AS to
     FROM audit_log WHERE subject = 'team shared' ORDER BY seq`,
  );
  expect(rows.map(({ from }) => from)).toEqual([null, ...rows.slice(0, -1).map(({ to }) => to)]);
});

test.each([
  [{ kind: "team", name: "", amountUsd: "1" }, "name"],
  [{ kind: "all", name: "red", amountUsd: "1" }, "name"],
  [{ kind: "team", name: "red", amountUsd: "0" }, "amountUsd"],
  [{ kind: "team", name: "red", amountUsd: "1e3" }, "amountUsd"],
  [{ kind: "team", name: "red", amountUsd: "-1" }, "amountUsd"],
])("%j is refused for its %s", (input, field) => {
  expect(SetBudget.safeParse(input).error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});
