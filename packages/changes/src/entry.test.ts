import { expect, it } from "vitest";
import { canonicalJson, chargeAlike, sameEntry, sameTerms } from "./entry";
import { draft, rates, terms } from "./testing/standing";

it("what is said counts, not the order in which jsonb gives it back", () => {
  const [left, right] = [{ a: { b: 1, c: [2, { d: 3, e: 4 }] } }, { a: { c: [2, { e: 4, d: 3 }], b: 1 } }];
  expect(canonicalJson(left)).toBe(canonicalJson(right));
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

it("absent and zero are two prices; trailing zeros are none", () => {
  expect(sameTerms(rates("3", "0"), terms({ inputPer1M: "3" }))).toBe(false);
  expect(sameTerms(rates("3", "15"), rates("3.00", "15.0"))).toBe(true);
});

it("an absent option and null say the same of an entry; who pins it says nothing", () => {
  const absent = draft();
  expect(sameEntry(absent, { ...absent, copiedFrom: null, isPlaceholder: false, pinnedBy: "prices.json" })).toBe(true);
  expect(sameEntry(absent, { ...absent, copiedFromProvider: "azure" })).toBe(false);
});

it("a price per request beside token prices charges nothing more; alone it is the price", () => {
  const filled = terms({ perRequest: "0.1", inputPer1M: "3", outputPer1M: "15" });
  expect(chargeAlike(rates("3", "15"), filled)).toBe(true);
  expect(chargeAlike(terms({ perRequest: "0.1" }), terms({ perRequest: "0.2" }))).toBe(false);
});
