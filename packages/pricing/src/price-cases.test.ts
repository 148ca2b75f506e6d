import { expect, test } from "vitest";
import { EMPTY_CATALOG } from "./catalog-view";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { createPriceBook } from "./price-book";
import { casesBrokenBy, checkCases, type PriceCase } from "./price-cases";
import { AT, DAY, terms, usd, version } from "./testing/sample";

const pricesWith = (...versions: readonly Parameters<typeof version>[1][]) => ({
  book: createPriceBook(versions.map((each) => version("chat", each))),
  catalog: EMPTY_CATALOG,
  settings: { ...DEFAULT_COST_SETTINGS, onUnpriced: "error" as const },
});
const caseOf = (more: Partial<PriceCase>): PriceCase => ({
  id: "1",
  model: "chat",
  provider: undefined,
  usage: { promptTokens: 1000, completionTokens: 0 },
  at: null,
  expectedUsd: usd("0.003"),
  expectedSource: null,
  ...more,
});

const before = pricesWith({ terms: terms({ input: "3", output: "3" }) });
const dearer = pricesWith(
  { versionId: "1", terms: terms({ input: "3", output: "3" }), validUntil: AT },
  { versionId: "2", terms: terms({ input: "6", output: "6" }), validFrom: AT },
);

test("a case is met to the last digit, by the rung that it names", () => {
  const cases = [
    caseOf({}),
    caseOf({ expectedUsd: usd("0.003000000001") }),
    caseOf({ expectedSource: "catalog-bare" }),
    caseOf({ model: "nobody" }),
  ];
  expect(checkCases(cases, before, AT).map(({ isMet }) => isMet)).toEqual([true, false, false, false]);
  expect(checkCases([caseOf({ model: "nobody" })], before, AT)).toEqual([
    { costUsd: null, source: "none", isMet: false },
  ]);
});

test("a change fails the cases that it prices otherwise; one of an earlier time is not among them", () => {
  const cases = [caseOf({ id: "now" }), caseOf({ id: "then", at: AT - DAY }), caseOf({ id: "later", at: AT + DAY })];
  const broken = casesBrokenBy(cases, before, dearer, [AT]);
  expect(broken.map(({ priceCase: { id }, check }) => [id, check.costUsd])).toEqual([
    ["now", usd("0.006")],
    ["later", usd("0.006")],
  ]);
});

test("a case that fails already is no reason against a change that leaves it as it is", () => {
  const wrong = caseOf({ expectedUsd: usd("1") });
  expect(casesBrokenBy([wrong], before, before, [AT])).toEqual([]);
  expect(casesBrokenBy([wrong], before, dearer, [AT])).toHaveLength(1);
  expect(casesBrokenBy([caseOf({ expectedUsd: usd("0.006") })], before, dearer, [AT])).toEqual([]);
});

test("of several moments the first that fails a case is told", () => {
  expect(casesBrokenBy([caseOf({})], before, dearer, [AT - DAY, AT])).toHaveLength(1);
  expect(casesBrokenBy([caseOf({})], before, dearer, [AT - DAY])).toEqual([]);
});
