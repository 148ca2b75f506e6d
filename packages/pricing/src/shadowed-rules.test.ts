import { describe, expect, it } from "vitest";
import { createPriceBook } from "./price-book";
import type { PriceVersion } from "./price-terms";
import { newlyUnreachable, shadowedRules, shadowSentence, unreachableSentence } from "./shadowed-rules";
import { AT, catalogOf, DAY, DEFAULT_ENTRY, hit, version } from "./testing/sample";

const CATALOG = catalogOf([hit("gpt-4o"), hit("openai/gpt-4o-mini"), hit("gpt-gone", { unpriced: true })]);

const bookOf = (...entries: readonly (string | PriceVersion)[]) =>
  createPriceBook([DEFAULT_ENTRY, ...entries.map((entry) => (typeof entry === "string" ? version(entry) : entry))]);

const prices = (...entries: readonly (string | PriceVersion)[]) => ({ book: bookOf(...entries), catalog: CATALOG });

const NAMES = [
  { model: "gpt-4o", provider: "openai", requests: 10 },
  { model: "gpt-4o", provider: undefined, requests: 5 },
  { model: "gpt-4o-mini", provider: "openai", requests: 100 },
  { model: "gpt-4o-bot", provider: undefined, requests: 0 },
  { model: "my-bot", provider: undefined, requests: 7 },
];

const sentences = (before: ReturnType<typeof prices>, after: ReturnType<typeof prices>) =>
  shadowedRules(before, after, NAMES, AT).map(
    ({ rule, by, names, requests, namesLeft }) =>
      `${rule.source} ${rule.name} by ${by.source} ${by.name}: ${names} names, ${requests} requests, ${namesLeft} left`,
  );

describe("rules that a change puts into the shadow", () => {
  it("are catalogue keys when an entry comes before them", () => {
    expect(sentences(prices(), prices("gpt-*"))).toEqual([
      "catalog-scoped openai/gpt-4o-mini by local-wildcard gpt-*: 1 names, 100 requests, 0 left",
      "catalog-bare gpt-4o by local-wildcard gpt-*: 1 names, 15 requests, 0 left",
    ]);
  });

  it("are wildcards, with the names they keep", () => {
    expect(sentences(prices("gpt-*"), prices("gpt-*", "gpt-4o"))).toEqual([
      "local-wildcard gpt-* by local-exact gpt-4o: 1 names, 15 requests, 2 left",
    ]);
    expect(sentences(prices("gpt-*"), prices("gpt-*", "gpt-4o*"))).toEqual([
      "local-wildcard gpt-* by local-wildcard gpt-4o*: 3 names, 115 requests, 0 left",
    ]);
  });

  it("are exact entries that matched by the normalised key", () => {
    const dotted = [{ model: "gpt-4.1", provider: undefined, requests: 3 }];
    expect(shadowedRules(prices("gpt-41"), prices("gpt-41", "gpt-4.1"), dotted, AT)).toEqual([
      {
        rule: { source: "local-exact", name: "gpt-41" },
        by: { source: "local-exact", name: "gpt-4.1" },
        names: 1,
        requests: 3,
        namesLeft: 0,
      },
    ]);
  });

  it("are not those that are gone, switched off, ended or emptied, nor the default", () => {
    const full = prices("gpt-*", "gpt-4o", "my-bot");
    expect(sentences(full, prices("gpt-*"))).toEqual([]);
    expect(sentences(full, prices("gpt-*", version("gpt-4o", { isActive: false })))).toEqual([]);
    expect(sentences(full, prices("gpt-*", version("gpt-4o", { validUntil: AT - DAY })))).toEqual([]);
    expect(sentences(full, prices("gpt-*", version("gpt-4o", { terms: { rates: {} } })))).toEqual([]);
    expect(sentences(prices(), prices("my-bot"))).toEqual([]);
  });

  it("are not those whose price changes where they stand", () => {
    const dearer = version("gpt-4o", { versionId: "gpt-4o#2" });
    expect(sentences(prices("gpt-4o"), prices(dearer))).toEqual([]);
  });

  it("of the catalogue have to be priced still", () => {
    const before = { book: bookOf(), catalog: catalogOf([hit("gpt-4o")]) };
    const scoped = hit("openai/gpt-4o");
    const by = { book: bookOf(), catalog: catalogOf([hit("gpt-4o"), scoped]) };
    const instead = { book: bookOf(), catalog: catalogOf([hit("gpt-4o", { unpriced: true }), scoped]) };
    expect(shadowedRules(before, by, NAMES, AT)).toMatchObject([{ names: 1, requests: 15, namesLeft: 0 }]);
    expect(shadowedRules(before, instead, NAMES, AT)).toEqual([]);
  });
});

describe("wildcards no name can reach", () => {
  it("are those with the prefix of one that is asked first; only since the change", () => {
    const before = bookOf("gpt-4.1*", "claude*");
    const after = bookOf("gpt-4.1*", "gpt-41*", "claude*", "claude-3*");
    expect(newlyUnreachable(before, after, AT)).toEqual([{ name: "gpt-41*", by: "gpt-4.1*" }]);
    expect(newlyUnreachable(after, after, AT)).toEqual([]);
    expect(newlyUnreachable(before, bookOf(version("gpt-4.1*", { isActive: false }), "gpt-41*"), AT)).toEqual([]);
  });
});

it("says which rule answers no longer, for how many, and which one does", () => {
  const wildcard = { source: "local-wildcard", name: "gpt-*" } as const;
  const entry = { source: "local-exact", name: "gpt-4o" } as const;
  expect(shadowSentence({ rule: wildcard, by: entry, names: 1, requests: 1204, namesLeft: 2 })).toBe(
    "The wildcard gpt-* no longer answers for 1 name (1,204 requests): the entry gpt-4o does. It still answers for 2 names.",
  );
  const key = { source: "catalog-bare", name: "gpt-4o" } as const;
  expect(shadowSentence({ rule: key, by: wildcard, names: 3, requests: 0, namesLeft: 0 })).toBe(
    "The catalogue's gpt-4o no longer answers for 3 names: the wildcard gpt-* does. It answers for no name known here any more.",
  );
  expect(unreachableSentence({ name: "gpt-41*", by: "gpt-4.1*" })).toBe(
    "No name can reach the wildcard gpt-41* any more: gpt-4.1* is asked first.",
  );
});
