import fc from "fast-check";
import { expect, test } from "vitest";
import { createPriceBook, linesOf } from "./price-book";
import type { SharedIndex } from "./shared-index";
import { DAY, AT, version } from "./testing/sample";

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
      const sorted = (index: SharedIndex<unknown>) => [...index.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
      const book = createPriceBook(built);
      for (const index of ["exact", "normalised", "wildcards"] as const)
        expect(sorted(again[index])).toEqual(sorted(book[index]));
      expect(again.fallback).toEqual(book.fallback);
      expect(again.prefixLengths).toEqual(book.prefixLengths);
    }),
  );
});
