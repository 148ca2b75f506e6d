/**
 * What may happen to the books, one step after the other: requests, prices, re-costs, closed months, another zone. A step that is
 * refused in words has happened too.
 * Time    `BOOK_MONTHS`, oldest first: this month and the three before it.
 */
import { addDays, type UsageEvent } from "@ratecard/contract";
import fc from "fast-check";
import { DomainError } from "#server/errors/domain-error";
import { changeZone } from "#server/features/ledger-zone/change-zone";
import { resumDays } from "#server/features/ledger-zone/resum-days";
import { closeMonth } from "#server/features/months/close-month";
import { listMonths } from "#server/features/months/list-months";
import { reopenMonth } from "#server/features/months/reopen-month";
import { confirmRecost } from "#server/features/recost/confirm-recost";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import { findRuns, type RecostRun } from "#server/features/recost/rows";
import { findQuarantined } from "#server/features/usage/quarantine/rows";
import { settleQuarantined } from "#server/features/usage/quarantine/settle-quarantined";
import { removeGatewayUsage } from "#server/features/usage/remove-gateway-usage";
import { ingestEvents } from "#server/features/usage/take-usage";
import { sumMonths } from "#server/ledger/sum-months";
import { write } from "#server/write/write";
import type { TestContext } from "./create-test-context";
import { createPrice, editPrice } from "./prices";

const monthBefore = (month: string) => addDays(`${month}-01`, -1).slice(0, 7);
const thisMonth = new Date().toISOString().slice(0, 7);
export const BOOK_MONTHS: readonly string[] = [
  monthBefore(monthBefore(monthBefore(thisMonth))),
  monthBefore(monthBefore(thisMonth)),
  monthBefore(thisMonth),
  thisMonth,
];
const MODELS = ["priced", "guessed", "drawn", "free"];

const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Few ids, so that some are reported again and differ. A time to come is now. */
const bookedEvent = fc
  .record({
    requestId: fc.nat(60).map((nth) => `r${nth}`),
    model: fc.constantFrom(...MODELS),
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
    month: fc.constantFrom(...BOOK_MONTHS),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.nat(23),
  })
  .map(({ month, day, hour, ...fields }): UsageEvent => {
    const at = `${month}-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:30:00Z`;
    return { ...fields, occurredAt: [at, new Date().toISOString()].toSorted()[0] };
  });

/** Of the oldest month. */
export const aLateEvent = (requestId: string): UsageEvent => ({
  requestId,
  model: "drawn",
  team: "red",
  promptTokens: 1000,
  units: { outputImages: 3 },
  occurredAt: `${BOOK_MONTHS[0]}-23T03:30:00Z`,
});

const step = <Kind extends string, Fields extends object>(
  kind: Kind,
  weight: number,
  fields: fc.Arbitrary<Fields> = fc.constant({} as Fields),
) => ({ weight, arbitrary: fields.map((given) => ({ kind, ...given })) });

export const bookStep = fc.oneof(
  step(
    "book",
    6,
    fc.record({ gateway: fc.constantFrom("g", "h"), events: fc.array(bookedEvent, { minLength: 1, maxLength: 8 }) }),
  ),
  step(
    "price",
    3,
    fc.record({
      model: fc.constantFrom(...MODELS),
      inputPer1M: fc.constantFrom("0", "0.1", "3.000001", "15"),
      monthsAgo: maybe(0, 2),
    }),
  ),
  step("recost", 3, fc.record({ model: maybe(...MODELS) })),
  step("take back", 1),
  step("close", 2),
  step("reopen", 1),
  step("settle", 3, fc.record({ action: fc.constantFrom("take-later" as const, "discard" as const, "take" as const) })),
  step("zone", 1, fc.record({ zone: fc.constantFrom("UTC", "Asia/Tokyo", "America/New_York") })),
  step("remove", 1),
  step("sum months", 1),
);
export type BookStep = typeof bookStep extends fc.Arbitrary<infer Step> ? Step : never;

export const doStep = (world: TestContext, step: BookStep): Promise<void> =>
  happen(world, step).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });

const REASON = "a test";

async function happen(world: TestContext, step: BookStep): Promise<void> {
  const { ctx, services, database } = world;
  switch (step.kind) {
    case "book":
      return void (await ingestEvents(services, { gateway: step.gateway, events: step.events }));
    case "price":
      return setPrice(world, step);
    case "recost":
      return recost(world, { scope: step.model === undefined ? {} : { model: [step.model] } });
    case "take back":
      return takeBack(world);
    case "close": {
      const [month] = (await monthsThatAre(world, "open")).toSorted();
      return void (month !== undefined && (await closeMonth(world.as("finance"), { month, note: REASON })));
    }
    case "reopen": {
      const month = (await monthsThatAre(world, "closed")).toSorted().at(-1);
      return void (month !== undefined && (await reopenMonth(ctx, { month, reason: REASON })));
    }
    case "settle": {
      const [item] = await findQuarantined(database.pool, null, null, 1);
      const { action } = step;
      return void (item && (await settleQuarantined(ctx, [{ item, event: item.payload }], { action, reason: REASON })));
    }
    case "zone":
      await changeZone(ctx, { zone: step.zone });
      return void (await resumDays(services, { report: async () => {}, isCancelled: () => false }));
    case "remove":
      return void (await write(ctx, { action: "test.remove", subject: "h" }, (tx) => removeGatewayUsage(tx, "h")));
    case "sum months":
      return sumMonths(database.pool, new Date());
  }
}

async function monthsThatAre({ services }: TestContext, wanted: "open" | "closed"): Promise<readonly string[]> {
  const { months } = await listMonths(services);
  return months.filter(({ state }) => state === wanted).map(({ month }) => month);
}

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

async function setPrice(
  { ctx, database }: TestContext,
  { model, inputPer1M, monthsAgo }: Extract<BookStep, { kind: "price" }>,
) {
  const since = monthsAgo === undefined ? undefined : new Date(Date.now() - monthsAgo * MONTH_MS - 1000).toISOString();
  const input = { provider: "acme", inputPer1M, outputPer1M: "2", effectiveFrom: since };
  const { rows } = await database.pool.query<{ version: number }>(
    "SELECT version::int FROM model_pricing WHERE model_name = $1",
    [model],
  );
  if (rows[0]) await editPrice(ctx, { model, version: rows[0].version, input, mode: "edit" });
  else await createPrice(ctx, { model, input });
}

async function recost({ ctx }: TestContext, asked: Parameters<typeof previewRecost>[1]): Promise<void> {
  const until = async (id: string, isOver: (run: RecostRun) => boolean): Promise<RecostRun> => {
    for (;;) {
      const run = await requireRun(ctx, id);
      if (isOver(run)) return run;
      await new Promise((wake) => setTimeout(wake, 10));
    }
  };
  const { id } = await previewRecost(ctx, asked);
  await until(id, ({ state }) => state !== "previewing");
  await confirmRecost(ctx, { id, reason: REASON });
  await until(id, ({ state }) => state !== "running");
}

async function takeBack(world: TestContext): Promise<void> {
  const runs = await findRuns(world.database.pool);
  const last = runs.find(({ state, reverses, reversedBy }) => state === "done" && !reverses && !reversedBy);
  if (last) await recost(world, { scope: {}, reverses: last.id });
}
