/** What must hold for every price book and every request. */
import { add, compare, priceOfTokens, type RatePerToken, sum, ZERO } from "@ratecard/money";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_CATALOG } from "./catalog-view";
import { costOf } from "./cost-of";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { explain } from "./explain";
import { isWildcard, normalisedKey, wildcardPrefix } from "./model-name";
import { createPriceBook } from "./price-book";
import type { PriceTerms, PriceVersion } from "./price-terms";
import { resolve } from "./resolve";
import { anyRates, anyTerms } from "./testing/any-terms";
import { anyUsage } from "./testing/any-usage";
import { AT, catalogOf, DAY, hit, version } from "./testing/sample";
import { COUNT_FIELD, INPUT_PARTS, OUTPUT_PARTS } from "./token-kinds";

const name = fc.stringMatching(/^[ab.]{1,5}\*?$/);
const model = fc.stringMatching(/^[ab.]{1,6}$/);

const books: fc.Arbitrary<PriceVersion[]> = fc
  .uniqueArray(
    fc.record({
      model: fc.oneof(name, fc.constant("default")),
      isActive: fc.boolean(),
      from: fc.constantFrom(null, AT, AT + DAY),
    }),
    {
      selector: (each) => each.model,
      maxLength: 12,
    },
  )
  .map((fields) => fields.map((each) => version(each.model, { isActive: each.isActive, validFrom: each.from })));

const catalog = catalogOf([hit("aa"), hit("a.b")]);

const winnerOf = (versions: readonly PriceVersion[], wanted: string): PriceVersion | undefined => {
  const resolution = resolve(createPriceBook(versions), EMPTY_CATALOG, { model: wanted, at: AT });
  return "version" in resolution ? resolution.version : undefined;
};

describe("resolution", () => {
  test("does not depend on the order of the price book", () =>
    fc.assert(
      fc.property(
        books.chain((versions) =>
          fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length })),
        ),
        model,
        ([versions, shuffled], wanted) => {
          const request = { model: wanted, at: AT };
          expect(resolve(createPriceBook(shuffled), catalog, request)).toEqual(
            resolve(createPriceBook(versions), catalog, request),
          );
        },
      ),
    ));

  test("never answers with an inactive price, or one outside its window", () =>
    fc.assert(
      fc.property(books, model, (versions, wanted) => {
        const winner = winnerOf(versions, wanted);
        expect(winner?.isActive ?? true).toBe(true);
        expect((winner?.validFrom ?? AT) <= AT).toBe(true);
      }),
    ));

  test("gives a wildcard only with the longest matching prefix, and only without an exact entry", () =>
    fc.assert(
      fc.property(books, model, (versions, wanted) => {
        const winner = winnerOf(versions, wanted);
        if (!winner || !isWildcard(winner.model)) return;
        const key = normalisedKey(wanted);
        const usable = versions.filter((each) => each.isActive && (each.validFrom ?? AT) <= AT);
        const prefixes = usable
          .map((each) => each.model)
          .filter(isWildcard)
          .map(wildcardPrefix)
          .filter((prefix) => key.startsWith(prefix));
        expect(wildcardPrefix(winner.model).length).toBe(Math.max(...prefixes.map((prefix) => prefix.length)));
        expect(
          usable.some(
            (each) => !isWildcard(each.model) && each.model !== "default" && normalisedKey(each.model) === key,
          ),
        ).toBe(false);
      }),
    ));

  test("is what explain tells, and exactly one rung wins unless nothing answers", () =>
    fc.assert(
      fc.property(books, model, anyUsage, (versions, wanted, usage) => {
        const book = createPriceBook(versions);
        const request = { model: wanted, at: AT, usage };
        const told = explain(book, catalog, request, { settings: DEFAULT_COST_SETTINGS, now: AT });
        expect(told.resolution).toEqual(resolve(book, catalog, request));
        const winners = told.rungs.filter(({ standing }) => standing === "won");
        expect(winners.map(({ rung }) => rung)).toEqual(
          told.resolution.source === "none" ? [] : [told.resolution.source],
        );
        for (const { lookups } of told.rungs) expect(lookups.length).toBeGreaterThan(0);
      }),
    ));
});

const total = (terms: PriceTerms, usage: Parameters<typeof costOf>[1]) =>
  costOf(terms, usage, DEFAULT_COST_SETTINGS, { at: AT }).total ?? ZERO;

describe("cost", () => {
  test("is the sum of its lines", () =>
    fc.assert(
      fc.property(anyTerms, anyUsage, (terms, usage) => {
        const cost = costOf(terms, usage, DEFAULT_COST_SETTINGS, { at: AT });
        if (cost.total === null) expect(cost.lines).toEqual([]);
        else expect(sum(cost.lines.map(({ amount }) => amount))).toBe(cost.total);
      }),
    ));

  test("at one rate for everything is that rate times prompt plus completion: no token is charged twice or dropped", () => {
    const parts = [...INPUT_PARTS, ...OUTPUT_PARTS].map((kind) => COUNT_FIELD[kind]);
    const counts = fc.array(fc.nat(1000), { minLength: parts.length, maxLength: parts.length });
    fc.assert(
      fc.property(counts, fc.nat(1000), fc.nat(1000), fc.nat(1_000_000), (own, textIn, textOut, pico) => {
        const rate = version("x").terms.rates.input as RatePerToken;
        const usage = Object.fromEntries(parts.map((part, index) => [part, own[index] ?? 0]));
        const wholeOf = (from: number, until: number) =>
          own.slice(from, until).reduce((sumOf, each) => sumOf + each, 0);
        const promptTokens = textIn + wholeOf(0, INPUT_PARTS.length);
        const completionTokens = textOut + wholeOf(INPUT_PARTS.length, parts.length) + pico;
        fc.pre(promptTokens + completionTokens > 0);
        const expected = priceOfTokens(rate, promptTokens + completionTokens);
        expect(total({ rates: { input: rate, output: rate } }, { ...usage, promptTokens, completionTokens })).toBe(
          expected,
        );
      }),
    );
  });

  test("grows with every count where the rates are fixed", () => {
    const counts = fc.record({ promptTokens: fc.nat(10_000), completionTokens: fc.nat(10_000) });
    fc.assert(
      fc.property(
        anyRates,
        counts,
        fc.nat(1000),
        fc.constantFrom("promptTokens" as const, "completionTokens" as const),
        (rates, usage, more, field) => {
          fc.pre(usage.promptTokens + usage.completionTokens > 0);
          const larger = { ...usage, [field]: usage[field] + more };
          expect(compare(total({ rates }, larger), total({ rates }, usage))).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test("an absent rate is never 0: its tokens cost a fallback, or are reported", () =>
    fc.assert(
      fc.property(
        anyRates,
        fc.constantFrom(...INPUT_PARTS, ...OUTPUT_PARTS),
        fc.integer({ min: 1, max: 1000 }),
        (rates, kind, tokens) => {
          const { [kind]: _dropped, ...without } = rates;
          fc.pre(Object.keys(without).length > 0);
          const usage = { promptTokens: tokens, completionTokens: tokens, [COUNT_FIELD[kind]]: tokens };
          const { lines, flags } = costOf({ rates: without }, usage, DEFAULT_COST_SETTINGS);
          const line = lines.find((each) => each.kind === kind);
          if (line) expect(line).toHaveProperty("rateOf");
          else expect(flags).toContain("usage-not-priced");
        },
      ),
    ));

  test("two requests cost what one twice as large does, where the rates are fixed", () =>
    fc.assert(
      fc.property(
        anyRates,
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        (rates, promptTokens, completionTokens) => {
          const once = total({ rates }, { promptTokens, completionTokens });
          const twice = total({ rates }, { promptTokens: 2 * promptTokens, completionTokens: 2 * completionTokens });
          expect(twice).toBe(Object.keys(rates).length > 0 ? add(once, once) : ZERO);
        },
      ),
    ));
});
