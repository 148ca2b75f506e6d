import fc from "fast-check";
import { expect, test } from "vitest";
import type { CatalogView } from "./catalog-view";
import { type CostSettings, DEFAULT_COST_SETTINGS } from "./cost-result";
import { decimal } from "@ratecard/money";
import { createPriceBook } from "./price-book";
import { createPricer, price, type UsageEvent } from "./pricer";
import { anyTerms } from "./testing/any-terms";
import { anyUsage } from "./testing/any-usage";
import { AT, DAY, DEFAULT_ENTRY, hit, terms, version } from "./testing/sample";

const MODELS = ["gpt-4o", "gpt-4.o", "gpt-4o-mini", "my-custom-1", "listed", "default", "constructor"];

/** Two snapshots, the second from AT on. */
const catalog: CatalogView = {
  lookup: (key, at) =>
    key === "listed" || key === "openai/listed"
      ? hit(
          key,
          at < AT
            ? { snapshotId: "s1", postdatesEvent: true }
            : { snapshotId: "s2", terms: terms({ input: "7", output: "8" }) },
        )
      : undefined,
  keysAt: () => ["listed", "openai/listed"],
  snapshotAt: (at) => ({
    snapshotId: at < AT ? "s1" : "s2",
    source: "test",
    fetchedAt: AT,
    entryCount: 2,
    postdatesEvent: at < AT,
    stableFrom: at < AT ? Number.NEGATIVE_INFINITY : AT,
    stableUntil: at < AT ? AT : Number.POSITIVE_INFINITY,
  }),
};

const events: fc.Arbitrary<UsageEvent> = fc.record({
  model: fc.constantFrom(...MODELS),
  provider: fc.constantFrom(undefined, "openai", "google"),
  serverProvider: fc.constantFrom(undefined, "openai", "azure"),
  at: fc.constantFrom(AT - DAY, AT - 1, AT, AT + DAY - 1, AT + DAY, AT + 2 * DAY),
  usage: anyUsage,
});

const books = fc.array(
  fc.record({
    model: fc.constantFrom("gpt-4o", "gpt-4.o", "gpt*", "my-custom*", "default"),
    isActive: fc.boolean(),
    validFrom: fc.constantFrom(null, AT, AT + DAY),
    validUntil: fc.constantFrom(null, AT + DAY, AT + 2 * DAY),
    terms: anyTerms,
  }),
  { maxLength: 6 },
);

const adjusted: CostSettings = {
  ...DEFAULT_COST_SETTINGS,
  adjustments: new Map([
    [
      "openai",
      [
        { discount: decimal(1n, 1), validUntil: AT },
        { discount: decimal(2n, 1), validFrom: AT },
      ],
    ],
  ]),
};

test("a remembered price is the price, whatever came before", () =>
  fc.assert(
    fc.property(
      books,
      fc.array(events, { maxLength: 20 }),
      fc.boolean(),
      fc.constantFrom("default" as const, "error" as const),
      (fields, stream, isAdjusted, onUnpriced) => {
        const book = createPriceBook([
          DEFAULT_ENTRY,
          ...fields.map((own, index) => version(own.model, { ...own, versionId: String(index) })),
        ]);
        const settings = { ...(isAdjusted ? adjusted : DEFAULT_COST_SETTINGS), onUnpriced };
        const pricer = createPricer(book, catalog, settings);
        for (const event of stream) expect(pricer.price(event)).toEqual(price(book, catalog, event, settings));
      },
    ),
    { numRuns: 400 },
  ));

test("an event is priced in its own window, in whatever order events come", () => {
  const book = createPriceBook([
    version("m", { versionId: "old", validUntil: AT }),
    version("m", { versionId: "new", validFrom: AT, terms: terms({ input: "5", output: "5" }) }),
  ]);
  const pricer = createPricer(book, catalog, DEFAULT_COST_SETTINGS);
  const usage = { promptTokens: 1, completionTokens: 1 };
  const versionAt = (at: number) => pricer.price({ model: "m", at, usage }).versionId;
  expect([AT, AT - 1, AT, AT - DAY, AT + DAY].map(versionAt)).toEqual(["new", "old", "new", "old", "new"]);
});

test("a million names of strangers do not fill the memory", () => {
  const pricer = createPricer(createPriceBook([DEFAULT_ENTRY]), catalog, DEFAULT_COST_SETTINGS);
  for (let index = 0; index < 60_000; index += 1) {
    expect(pricer.price({ model: `stranger-${index}`, at: AT, usage: {} }).source).toBe("default");
  }
});
