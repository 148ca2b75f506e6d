/**
 * Whatever happens to the price book, in whatever order: the windows of a name never overlap, its entry is the window of now, the prices
 * in memory are those that a new server reads, and a batch that is taken back at once leaves every price as it was.
 * Time    days from now.
 */
import { type PriceTerms, resolve, termsToJson } from "@ratecard/pricing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "#server/errors/domain-error";
import { findVersions } from "#server/entries/known-prices";
import { findPrice } from "#server/entries/rows";
import { verifyAudit } from "#server/features/audit/audit-log";
import { deletePrice } from "#server/features/price-book/delete-price";
import { restorePrice } from "#server/features/price-book/history/restore-price";
import type { LivePrices } from "#server/pricing/live-prices";
import { openLivePrices } from "#server/pricing/open-live-prices";
import { makeChange } from "#server/testing/changes";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice, editPrice } from "#server/testing/prices";

const MODELS = ["a", "b", "gpt-4o", "w-*"];
const DAY_MS = 86_400_000;
const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const model = fc.constantFrom(...MODELS);
const days = maybe(-60, -30, -1, 1, 40);
const someModels = fc.uniqueArray(model, { minLength: 1 });
const step = fc.oneof(
  fc.record({
    kind: fc.constant("save" as const),
    model,
    days,
    input: fc.record(
      {
        inputPer1M: fc.constantFrom("1", "2.5", "0"),
        outputPer1M: fc.constantFrom("4", "8"),
        provider: fc.constantFrom("openai", "acme"),
        isActive: fc.boolean(),
      },
      { requiredKeys: ["provider"] },
    ),
  }),
  fc.record({ kind: fc.constant("delete" as const), model }),
  fc.record({ kind: fc.constant("restore" as const), model, nth: fc.nat(20) }),
  fc.record({ kind: fc.constant("file" as const), models: someModels, days, price: fc.constantFrom("1", "3") }),
  fc.record({
    kind: fc.constant("bulk" as const),
    models: someModels,
    days,
    change: fc.constantFrom(
      { kind: "multiply" as const, factor: "1.5" },
      { kind: "deactivate" as const },
      { kind: "set" as const, prices: { inputPer1M: "6" } },
    ),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Any> ? Any : never;

const POINTS = [-100, -59, -31, -29, -2, -0.5, 0, 0.5, 2, 39, 41, 100];

/** What prices each name at each of the points. */
function pricesOf({ prices }: Readonly<{ prices: Pick<LivePrices, "now"> }>, begun: number) {
  const { book, catalog } = prices.now();
  return MODELS.flatMap((name) =>
    POINTS.map((point) => {
      const asked = { model: name.replace("*", "x"), at: begun + point * DAY_MS };
      const found = resolve(book, catalog, asked, "error");
      const terms: PriceTerms | null = found.source === "none" ? null : found.terms;
      return { name, point, source: found.source, provider: found.provider, terms: terms && termsToJson(terms) };
    }),
  );
}

const instant = (from: number | undefined) =>
  from === undefined ? undefined : new Date(Date.now() + from * DAY_MS).toISOString();

async function happen(world: TestContext, happening: Step): Promise<void> {
  const { ctx, database } = world;
  const versionOf = async (name: string) => (await findPrice(database.pool, name))?.view.version ?? null;
  switch (happening.kind) {
    case "save": {
      const version = await versionOf(happening.model);
      const input = { ...happening.input, effectiveFrom: instant(happening.days) };
      if (version === null) await createPrice(ctx, { model: happening.model, input });
      else await editPrice(ctx, { model: happening.model, version, input, mode: "edit" });
      return;
    }
    case "delete": {
      const version = await versionOf(happening.model);
      return void (version !== null && (await deletePrice(ctx, { model: happening.model, version })));
    }
    case "restore": {
      const versions = await findVersions(database.pool, happening.model);
      const chosen = versions[happening.nth % Math.max(1, versions.length)];
      const version = await versionOf(happening.model);
      return void (
        chosen && (await restorePrice(ctx, { model: happening.model, versionId: chosen.versionId, version }))
      );
    }
    default:
      return changeAndBack(world, happening, instant(happening.days));
  }
}

type Many = Extract<Step, { models: unknown }>;

/** Every second change of many stays. A name that was added ends by it: requests of before keep the price they had. */
async function changeAndBack(world: TestContext, many: Many, effectiveFrom: string | undefined): Promise<void> {
  const begun = Date.now();
  const before = pricesOf(world.services, begun);
  const source =
    many.kind === "bulk"
      ? ({ kind: "bulk-edit", change: many.change, models: many.models } as const)
      : ({ kind: "file", format: "csv", unit: "per-1m", text: csvOf(many) } as const);
  const made = await makeChange(world.ctx, source, { effectiveFrom, held: "all", name: "many" });
  if (made.batchId === null || many.models.length % 2 === 0) return;
  await makeChange(world.ctx, { kind: "revert", batchId: made.batchId });
  const added = made.rows.filter(({ outcome }) => outcome === "added").map((row) => row.model);
  const isKept = ({ name, point }: (typeof before)[number]) => point > 0 || !added.includes(name);
  expect(pricesOf(world.services, begun).filter(isKept)).toEqual(before.filter(isKept));
}

const csvOf = ({ models, price }: Extract<Many, { kind: "file" }>): string =>
  ["model,provider,inputPer1M", ...models.map((name) => `${name},acme,${price}`)].join("\n");

const OVERLAPS = `SELECT one.id FROM model_price_versions AS one JOIN model_price_versions AS other USING (model_name)
  WHERE one.id < other.id AND one.superseded_at IS NULL AND other.superseded_at IS NULL
    AND tstzrange(one.valid_from, one.valid_until) && tstzrange(other.valid_from, other.valid_until)`;
const OTHER_THAN_NOW = `SELECT model_name FROM model_pricing AS entry JOIN model_price_versions AS held USING (model_name)
  WHERE superseded_at IS NULL AND tstzrange(valid_from, valid_until) @> now()
    AND (entry.price_per_1k_input_tokens, entry.price_per_1k_output_tokens, entry.price_per_request, entry.provider, entry.is_active)
      IS DISTINCT FROM (held.price_per_1k_input_tokens, held.price_per_1k_output_tokens, held.price_per_request, held.provider, held.is_active)`;

async function expectAgreed({ database, services }: TestContext): Promise<void> {
  for (const sql of [OVERLAPS, OTHER_THAN_NOW]) expect((await database.pool.query(sql)).rows).toEqual([]);
  const opened = await openLivePrices({ env: services.env, db: services.db, log: services.log });
  const begun = Date.now();
  expect(pricesOf({ prices: opened }, begun)).toEqual(pricesOf(services, begun));
  await opened.close();
}

test("after any steps, windows, entries and prices in memory agree", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = await createTestContext();
      try {
        for (const each of steps) {
          await happen(world, each).catch((error: unknown) => {
            if (!(error instanceof DomainError)) throw error;
          });
          await expectAgreed(world);
        }
        expect(await verifyAudit(world.services)).toMatchObject({ isIntact: true });
      } finally {
        await world.close();
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 300_000);
