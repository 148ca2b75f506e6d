import { decimal } from "@ratecard/money";
import fc from "fast-check";
import { expect, it, test } from "vitest";
import { diffTerms, isSuspiciousMove, movedBy } from "./diff-terms";
import { anyTerms } from "./testing/any-terms";
import { rates, terms } from "./testing/sample";
import { termsFromJson } from "./terms-from-json";
import { termsToJson } from "./terms-json";

it.each([
  ["1", "2", "ordinary", false],
  ["1", "9.999999", "ordinary", false],
  ["1", "10", "tenfold", true],
  ["10", "1", "tenfold", true],
  ["0.3", "0.0300001", "ordinary", false],
  ["3", "3000", "tenfold", true],
  ["0", "1", "from-zero", true],
  ["1", "0", "to-zero", true],
  ["0", "0", "ordinary", false],
] as const)("%s to %s is %s", (from, to, move, isSuspicious) => {
  expect(movedBy(from, to)).toBe(move);
  expect(isSuspiciousMove(move)).toBe(isSuspicious);
});

test("changes are named, absent is not zero", () => {
  const from = {
    ...terms({ input: "3", output: "15", cacheRead: "0.3" }, "0.01"),
    thresholds: [{ aboveTokens: 200_000, rates: rates({ input: "6" }) }],
  };
  const to = {
    ...terms({ input: "3", output: "1.5", cacheWrite: "0" }, "0.01"),
    units: { outputImages: decimal(4n, 2) },
  };
  expect(diffTerms(from, to)).toEqual([
    { field: "output", unit: "usd-per-1m", from: "15", to: "1.5", move: "tenfold", percent: "-90" },
    { field: "cacheRead", unit: "usd-per-1m", from: "0.3", to: null, move: "vanished", percent: null },
    { field: "cacheWrite", unit: "usd-per-1m", from: null, to: "0", move: "appeared", percent: null },
    { field: "above 200000.input", unit: "usd-per-1m", from: "6", to: null, move: "vanished", percent: null },
    { field: "units.outputImages", unit: "usd", from: null, to: "0.04", move: "appeared", percent: null },
  ]);
});

test("what every request pays comes first, with how far it moved; from zero there is no ratio", () => {
  const from = terms({ cacheRead: "1", output: "0", input: "3" }, "0.01");
  const to = terms({ cacheRead: "2", output: "4", input: "4" }, "0.005");
  expect(diffTerms(from, to).map(({ field, percent }) => [field, percent])).toEqual([
    ["input", "33.33"],
    ["output", null],
    ["perRequest", "-50"],
    ["cacheRead", "100"],
  ]);
});

test("terms differ from themselves in nothing, and from any others in both directions alike", () =>
  fc.assert(
    fc.property(anyTerms, anyTerms, (a, b) => {
      const again = termsFromJson(termsToJson(a));
      expect(again.ok && diffTerms(a, again.terms)).toEqual([]);
      expect(diffTerms(a, b).map(({ field, from, to }) => [field, from, to])).toEqual(
        diffTerms(b, a).map(({ field, from, to }) => [field, to, from]),
      );
    }),
  ));
