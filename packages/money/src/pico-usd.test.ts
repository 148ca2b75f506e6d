import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toNumberForChart } from "./chart-number";
import { decimal, decimalToPicoUsd, scaleAmount } from "./decimal";
import { percentDifference, ratio } from "./format-money";
import { add, compare, isNegative, isZero, negate, picoUsd, subtract, sum, times, toPico, ZERO } from "./pico-usd";
import { priceOfTokens, ratePerToken, rateToPico, scaleRate } from "./rate-per-token";

const bigAmount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const nearTheEdge = fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n });
const pico = fc.oneof(
  bigAmount,
  nearTheEdge,
  nearTheEdge.map((value) => -value),
);
const count = fc.integer({ min: -(2 ** 31), max: 2 ** 31 });

describe("arithmetic agrees with BigInt, on both sides of 2^53", () => {
  test("add and subtract", () =>
    fc.assert(
      fc.property(pico, pico, (a, b) => {
        expect(toPico(add(picoUsd(a), picoUsd(b)))).toBe(a + b);
        expect(toPico(subtract(picoUsd(a), picoUsd(b)))).toBe(a - b);
      }),
    ));

  test("times", () =>
    fc.assert(
      fc.property(pico, count, (a, n) => {
        expect(toPico(times(picoUsd(a), n))).toBe(a * BigInt(n));
      }),
    ));

  test("one amount has one form, so === compares", () =>
    fc.assert(
      fc.property(pico, pico, (a, b) => {
        expect(add(subtract(picoUsd(a), picoUsd(b)), picoUsd(b))).toBe(picoUsd(a));
        expect(compare(picoUsd(a), picoUsd(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    ));

  test("tokens times rate", () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat(), (rate, tokens) => {
        expect(toPico(priceOfTokens(ratePerToken(rate), tokens))).toBe(rate * BigInt(tokens));
      }),
    ));
});

test("there is one zero", () => {
  expect(Object.is(times(ZERO, -1), ZERO)).toBe(true);
  expect(Object.is(negate(ZERO), ZERO)).toBe(true);
  expect(Object.is(picoUsd(-0), ZERO)).toBe(true);
  expect(isZero(sum([picoUsd(5), picoUsd(-5)]))).toBe(true);
  expect(isNegative(picoUsd(-(2n ** 60n)))).toBe(true);
});

test("a count that is no safe integer is the caller's mistake", () => {
  expect(() => times(ZERO, 0.5)).toThrow(RangeError);
  expect(() => times(ZERO, 2 ** 53)).toThrow(RangeError);
  expect(() => ratePerToken(-1)).toThrow(RangeError);
});

test("ties go to the even neighbour, once", () => {
  const half = decimal(5n, 1);
  expect(toPico(scaleAmount(picoUsd(1), half))).toBe(0n);
  expect(toPico(scaleAmount(picoUsd(3), half))).toBe(2n);
  expect(toPico(scaleAmount(picoUsd(-3), half))).toBe(-2n);
  expect(toPico(decimalToPicoUsd(decimal(25n, 13)))).toBe(2n);
  expect(toPico(decimalToPicoUsd(decimal(35n, 13)))).toBe(4n);
});

test("a rate times a factor", () => {
  const scaled = scaleRate(ratePerToken(546_875), decimal(12n, 1));
  expect(scaled.ok && rateToPico(scaled.value)).toBe(656_250n);
  expect(scaleRate(ratePerToken(1), decimal(-1n))).toEqual({ ok: false, problem: "negative" });
  expect(scaleRate(ratePerToken(10n ** 15n), decimal(2n))).toEqual({ ok: false, problem: "too-large" });
});

test("percent and share", () => {
  expect(percentDifference(picoUsd(100), picoUsd(120))).toBe("20");
  expect(percentDifference(picoUsd(3), picoUsd(2))).toBe("-33.33");
  expect(percentDifference(ZERO, picoUsd(2))).toBeUndefined();
  expect(ratio(picoUsd(1), picoUsd(3))).toBe("0.3333");
  expect(ratio(picoUsd(-1), picoUsd(-4))).toBe("0.25");
});

test("a chart gets a float of dollars", () => {
  expect(toNumberForChart(picoUsd(10_500_000_000))).toBe(0.0105);
});
