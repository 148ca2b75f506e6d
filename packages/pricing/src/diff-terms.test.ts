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
    { field: "output", unit: "usd-per-1m", from: "15", to: "1.5", move: "tenfold" },
    { field: "cacheRead", unit: "usd-per-1m", from: "0.3", to: null, move: "vanished" },
    { field: "cacheWrite", unit: "usd-per-1m", from: null, to: "0", move: "appeared" },
    { field: "above 200000.input", unit: "usd-per-1m", from: "6", to: null, move: "vanished" },
    { field: "units.outputImages", unit: "usd", from: null, to: "0.04", move: "appeared" },
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
