import fc from "fast-check";
import { expect, test } from "vitest";
import { createPriceBook, EMPTY_BOOK, linesOf, type PriceBook, type SharedIndex, withPrices } from "./price-book";
import type { PriceVersion } from "./price-terms";
import { AT, DAY, version } from "./testing/sample";

test("a book of many windows is indexed by name, key and prefix", () => {
  const book = createPriceBook([
    version("a.b", { versionId: "1", validUntil: AT }),
    version("a.b", { versionId: "2", validFrom: AT }),
    version("ab"),
    version("a.b*"),
    version("ab*"),
    version("default"),
  ]);
  expect(book.exact.get("a.b")?.versions.map(({ versionId }) => versionId)).toEqual(["2", "1"]);
  expect(book.normalised.get("ab")?.map(({ model }) => model)).toEqual(["a.b", "ab"]);
  expect(book.wildcards.get("ab")?.map(({ model }) => model)).toEqual(["a.b*", "ab*"]);
  expect(book.prefixLengths).toEqual([2]);
  expect([...linesOf(book)].map(({ model }) => model).sort()).toEqual(["a.b", "a.b*", "ab", "ab*", "default"]);
});

test("the order of the input never matters", () => {
  const versions = fc.array(
    fc.record({
      model: fc.constantFrom("a", "a.b", "ab", "a*", "ab*", "*", "default"),
      start: fc.constantFrom(null, AT, AT + DAY),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(versions, fc.integer(), (fields, seed) => {
      const built = fields.map(({ model, start }, index) =>
        version(model, { versionId: String(index), validFrom: start }),
      );
      const shuffled = built
        .map((each, index) => ({ each, rank: Math.imul(index + 1, seed | 1) }))
        .sort((a, b) => a.rank - b.rank);
      const again = createPriceBook(shuffled.map(({ each }) => each));
      expect(contentsOf(again)).toEqual(contentsOf(createPriceBook(built)));
    }),
  );
});

test("a book that was changed is the book of what it says now, and the one before stays as it was", () => {
  const windows = fc.array(fc.constantFrom(null, AT, AT + DAY), { maxLength: 3 });
  const changes = fc.array(
    fc.tuple(fc.constantFrom("a", "a.b", "ab", "a.b.", "a*", "ab*", "a.b*", "*", "default"), windows),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 8 }), (steps) => {
      const current = new Map<string, readonly PriceVersion[]>();
      let book = EMPTY_BOOK;
      for (const [step, changed] of steps.entries()) {
        const built = changed.map(([model, starts]) => {
          const own = starts.map((validFrom, nth) => version(model, { versionId: `${step}.${nth}`, validFrom }));
          return [model, own] as const;
        });
        for (const [model, own] of built) current.set(model, own);
        const before = { book, contents: contentsOf(book) };
        book = withPrices(book, built);
        expect(contentsOf(book)).toEqual(contentsOf(createPriceBook([...current.values()].flat())));
        expect(contentsOf(before.book)).toEqual(before.contents);
      }
    }),
  );
});

test("thousands of changes one by one make the same book", () => {
  let book = EMPTY_BOOK;
  for (let nth = 0; nth < 3000; nth += 1)
    book = withPrices(book, [[`m-${nth % 1700}`, nth % 7 ? [version(`m-${nth % 1700}`)] : []]]);
  const last = (name: number) => (name < 1300 ? name + 1700 : name);
  const left = Array.from({ length: 1700 }, (_, name) => name).filter((name) => last(name) % 7);
  expect(contentsOf(book)).toEqual(contentsOf(createPriceBook(left.map((name) => version(`m-${name}`)))));
});

const contentsOf = (book: PriceBook) => {
  const sorted = (index: SharedIndex<unknown>) => [...index.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const { exact, normalised, wildcards, ...rest } = book;
  return { exact: sorted(exact), normalised: sorted(normalised), wildcards: sorted(wildcards), ...rest };
};
