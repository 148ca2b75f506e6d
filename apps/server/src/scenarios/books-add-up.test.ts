/**
 * Whatever happens to the books, in whatever order: every answer about the same requests says the same, to the last digit.
 * Time    the months before this one, and this one; a month is closed oldest first.
 */
import { addDays, DashboardQuery, ExploreQuery, FocusQuery, RequestScope, type UsageEvent } from "@ratecard/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyLedger } from "#server/features/ledger-health/verify-ledger";
import { changeZone } from "#server/features/ledger-zone/change-zone";
import { resumDays } from "#server/features/ledger-zone/resum-days";
import { closeMonth } from "#server/features/months/close-month";
import { checkStatements, findStatement, listMonths } from "#server/features/months/list-months";
import { reopenMonth } from "#server/features/months/reopen-month";
import { confirmRecost } from "#server/features/recost/confirm-recost";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import { findRuns, type RecostRun } from "#server/features/recost/rows";
import { sumRequests } from "#server/features/requests/sum-requests";
import { dashboard } from "#server/features/spend/dashboard";
import { explore } from "#server/features/spend/explore";
import { exportFocus } from "#server/features/spend/focus/export-focus";
import { findQuarantined } from "#server/features/usage/quarantine/rows";
import { settleQuarantined } from "#server/features/usage/quarantine/settle-quarantined";
import { removeGatewayUsage } from "#server/features/usage/remove-gateway-usage";
import { ingestEvents } from "#server/features/usage/take-usage";
import { sumMonths } from "#server/ledger/sum-months";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice, editPrice } from "#server/testing/prices";
import { write } from "#server/write/write";

const today = new Date().toISOString().slice(0, 10);
const monthBefore = (month: string) => addDays(`${month}-01`, -1).slice(0, 7);
const MONTHS = [today.slice(0, 7)];
for (let back = 0; back < 3; back += 1) MONTHS.unshift(monthBefore(MONTHS[0] ?? ""));
const [FIRST_MONTH = ""] = MONTHS;
/** A day more on both sides, whatever the zone. */
const WHOLE = { from: addDays(`${FIRST_MONTH}-01`, -1), to: addDays(today, 1) };

const MODELS = ["priced", "guessed", "drawn", "free"];
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const event = fc.record({
  requestId: fc.nat(60).map((nth) => `r${nth}`),
  model: oneOf(...MODELS),
  provider: maybe("openai", "acme"),
  team: maybe("red", "blue"),
  user: maybe("ann", "bob"),
  apiKeyAlias: maybe("key"),
  tags: maybe(["x"], ["x", "y"], ["y", "y"], []),
  promptTokens: maybe(0, 7, 1000),
  completionTokens: maybe(3, 100),
  units: maybe({ outputImages: 3 }),
  isError: maybe(true),
  isCacheHit: maybe(true),
  sumOfRequests: maybe(5),
  at: fc.record({ month: oneOf(...MONTHS), day: fc.integer({ min: 1, max: 28 }), hour: fc.nat(23) }),
});

const STEP = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("book" as const),
      gateway: oneOf("g", "h"),
      events: fc.array(event, { minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("price" as const),
      model: oneOf(...MODELS),
      inputPer1M: oneOf("0", "0.1", "3.000001", "15"),
      monthsAgo: maybe(0, 2),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("recost" as const), model: maybe(...MODELS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("take back" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("close" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reopen" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      action: oneOf("take-later" as const, "discard" as const, "take" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("zone" as const), zone: oneOf("UTC", "Asia/Tokyo", "America/New_York") }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("sum months" as const) }) },
);
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

const QUIET = { report: async () => {}, isCancelled: () => false };

async function runTo(world: TestContext, id: string, state: RecostRun["state"]): Promise<RecostRun> {
  for (;;) {
    const run = await requireRun(world.ctx, id);
    if (run.state !== state) return run;
    await new Promise((wake) => setTimeout(wake, 10));
  }
}

async function recost(world: TestContext, input: Parameters<typeof previewRecost>[1]): Promise<void> {
  const run = await runTo(world, (await previewRecost(world.ctx, input)).id, "previewing");
  if ((run.preview?.changed ?? 0) === 0) return;
  const { preview } = run;
  await confirmRecost(world.ctx, { id: run.id, reason: "a test" });
  const done = await runTo(world, run.id, "running");
  expect(done).toMatchObject({
    state: "done",
    changed: preview?.changed,
    newUsd: preview?.newUsd,
    oldUsd: preview?.oldUsd,
  });
}

const eventOf = ({ at, ...fields }: typeof event extends fc.Arbitrary<infer T> ? T : never): UsageEvent =>
  ({
    ...fields,
    occurredAt: [
      `${at.month}-${String(at.day).padStart(2, "0")}T${String(at.hour).padStart(2, "0")}:30:00Z`,
      new Date().toISOString(),
    ].toSorted()[0],
  }) as UsageEvent;

const DO: { [Kind in Step["kind"]]: (world: TestContext, step: Extract<Step, { kind: Kind }>) => Promise<unknown> } = {
  book: (world, { gateway, events }) => ingestEvents(world.services, { gateway, events: events.map(eventOf) }),
  price: async (world, { model, inputPer1M, monthsAgo }) => {
    const effectiveFrom =
      monthsAgo === undefined ? undefined : new Date(Date.now() - monthsAgo * 30 * 86_400_000 - 60_000).toISOString();
    const more = { inputPer1M, outputPer1M: "2", effectiveFrom };
    const { rows } = await world.database.pool.query<{ version: number }>(
      "SELECT version FROM model_pricing WHERE model_name = $1",
      [model],
    );
    if (rows[0]) await editPrice(world.ctx, { model, version: Number(rows[0].version), input: more } as never);
    else await createPrice(world.ctx, { model, input: { provider: "acme", ...more } } as never);
  },
  recost: (world, { model }) => recost(world, { scope: model === undefined ? {} : { model: [model] } }),
  "take back": async (world) => {
    const last = (await findRuns(world.database.pool)).find(
      ({ state, reverses, reversedBy }) => state === "done" && reverses === null && reversedBy === null,
    );
    if (last) await recost(world, { scope: {}, reverses: last.id });
  },
  close: async (world) => {
    const { months } = await listMonths(world.services);
    const next = months
      .filter(({ state }) => state === "open")
      .map(({ month }) => month)
      .toSorted()[0];
    if (next !== undefined) await closeMonth(world.as("finance"), { month: next, note: "" } as never);
  },
  reopen: async (world) => {
    const { months } = await listMonths(world.services);
    const last = months
      .filter(({ state }) => state === "closed")
      .map(({ month }) => month)
      .toSorted()
      .at(-1);
    if (last !== undefined) await reopenMonth(world.ctx, { month: last, reason: "a test" });
  },
  settle: async (world, { action }) => {
    const [waiting] = await findQuarantined(world.database.pool, null, null, 1);
    if (waiting)
      await settleQuarantined(world.ctx, [{ item: waiting, event: waiting.payload }], { action, reason: "a test" });
  },
  zone: async (world, { zone }) => {
    await changeZone(world.ctx, { zone });
    await resumDays(world.services, QUIET);
  },
  remove: (world) => write(world.ctx, { action: "test.remove", subject: "h" }, (tx) => removeGatewayUsage(tx, "h")),
  "sum months": (world) => sumMonths(world.database.pool, new Date()),
};

const SCOPES = [
  {},
  { team: "red" },
  { model: "priced" },
  { user: "ann", model: "guessed" },
  { tag: "x" },
  { provider: "acme", source: "local-exact" },
  { key: "key", notTeam: "blue" },
  { notModel: ["priced"] },
  { source: "default" },
  { team: "" },
  { user: "", tag: "y" },
];
const METRICS = ["costUsd", "requests", "totalTokens", "bookedCostUsd", "unpricedRequests"] as const;

async function check(world: TestContext): Promise<void> {
  expect(await verifyLedger(world.ctx, { repair: false }, QUIET)).toMatchObject({
    wrongSums: 0,
    shown: [],
    wrongCounts: [],
  });
  const {
    rows: [logged],
  } = await world.database.pool.query(
    "SELECT coalesce(sum(coalesce(sum_of_requests, 1)), 0)::float8 AS requests, trim_scale(coalesce(sum(cost_usd), 0))::text AS cost, trim_scale(coalesce(sum(booked_cost_usd), 0))::text AS booked FROM usage_logs",
  );
  const all = await dashboard(world.services, DashboardQuery.parse(WHOLE));
  expect({ requests: Number(all.totals.requests), cost: all.totals.costUsd }).toEqual({
    requests: logged.requests,
    cost: logged.cost,
  });
  const { months } = await listMonths(world.services);
  for (const { month, state } of months) {
    if (state !== "closed") continue;
    const { statement } = await findStatement(world.services, { month });
    const days = { from: `${month}-01`, to: addDays(monthAfter(month), -1) };
    const shown = await dashboard(world.services, DashboardQuery.parse(days));
    expect(shown.totals).toMatchObject({ costUsd: statement.totals.costUsd, requests: statement.totals.requests });
  }
  expect(await checkStatements(world.services)).toMatchObject({ isUnchanged: true });
  const ranges = [WHOLE, { from: `${MONTHS[1]}-01`, to: addDays(`${MONTHS[2]}-01`, 9) }, { from: today, to: today }];
  for (const range of ranges) for (const filters of SCOPES) await agree(world, { ...range, ...filters });
}

const monthAfter = (month: string) => `${addDays(`${month}-01`, 31).slice(0, 7)}-01`;

async function agree(world: TestContext, scope: Record<string, unknown>): Promise<void> {
  const where = JSON.stringify(scope);
  const { totals, chart, models, trend } = await dashboard(world.services, DashboardQuery.parse(scope));
  expect(chart.total.total, where).toBe(totals.costUsd);
  void models;
  void trend;
  for (const metric of METRICS) {
    const wanted = String(totals[metric]);
    for (const by of [
      { interval: "month" },
      { interval: "week", group: "provider" },
      { group: "team", subgroup: "model" },
      { group: "user" },
      { group: "source", isCumulative: "true" },
      { group: "key", limit: "5" },
    ]) {
      const found = await explore(world.services, ExploreQuery.parse({ ...scope, metric, ...by }));
      expect(found.total.total, `${where} ${metric} ${JSON.stringify(by)}`).toBe(wanted);
      if ("group" in by) {
        const parts = [...found.series, ...(found.other ? [found.other] : [])].map(({ total }) => total);
        expect(added(parts), `${where} ${metric} ${JSON.stringify(by)} parts`).toBe(added([wanted]));
      }
      if (!("isCumulative" in by)) expect(added(found.total.points), `${where} ${metric} points`).toBe(added([wanted]));
    }
  }
  let text = "";
  for await (const part of (await exportFocus(world.services, FocusQuery.parse(scope))).rows) text += part;
  const [header = "", ...lines] = text.trim().split("\n");
  const at = header.split(",").indexOf("BilledCost");
  const costs = lines.map((line) => (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [])[at]?.replace(/,$/, "") ?? "0");
  expect(added(costs), `${where} FOCUS`).toBe(added([totals.costUsd]));
  const requests = await sumRequests(
    world.services,
    RequestScope.parse(
      Object.fromEntries(
        Object.entries(scope).filter(([k]) =>
          ["from", "to", "team", "model", "user", "tag", "provider", "key"].includes(k),
        ),
      ),
    ) as never,
  ).catch(() => null);
  void requests;
}

/** Exactly: in 10^-40. */
function added(texts: readonly string[]): string {
  const DIGITS = 40;
  const sum = texts.reduce((total, text) => {
    const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? [];
    const value = BigInt(whole + fraction.padEnd(DIGITS, "0"));
    return sign === "-" ? total - value : total + value;
  }, 0n);
  return String(sum);
}

const REFUSED = new Set([
  "MONTH_NOT_OVER",
  "MONTH_CLOSED",
  "MONTH_OUT_OF_ORDER",
  "ZONE_KEPT",
  "NOT_FOUND",
  "UNAVAILABLE",
  "JOB_RUNNING",
  "INVALID_INPUT",
  "BOOKS_MOVING",
  "REQUESTS_NOT_KEPT",
]);

test("books add up", async () => {
  let refused: Record<string, number> = {};
  let done: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 12, maxLength: 30 }), async (steps) => {
      const world = await createTestContext();
      try {
        await world.database.pool.query(
          "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('priced', 0.01, 'openai')",
        );
        await world.services.prices.refresh();
        for (const step of steps) {
          await (DO[step.kind] as (world: TestContext, step: Step) => Promise<unknown>)(world, step).then(
            () => {
              done[step.kind] = (done[step.kind] ?? 0) + 1;
            },
            (error: { code?: string; message: string }) => {
              if (!REFUSED.has(error.code ?? "")) throw error;
              const key = `${step.kind} ${error.code} ${error.message.slice(0, 90)}`;
              refused[key] = (refused[key] ?? 0) + 1;
            },
          );
        }
        await check(world);
      } finally {
        await world.close();
      }
    }),
    {
      numRuns: Number(process.env.RUNS ?? 3),
      endOnFailure: process.env.SHRINK === undefined,
      ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}),
    },
  );
  console.log(done, refused);
}, 3_000_000);
