import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatPer1K, formatPer1M, formatRate, formatUsd } from "./format-money";
import { parseRate, parseRatePer1K, parseRatePer1M, parseSignedUsd, parseUsd, RATE_UNITS } from "./parse-price";
import { picoUsd } from "./pico-usd";
import { MAX_RATE_PICO, ratePerToken, rateToPico } from "./rate-per-token";

const picoOf = (text: string, parse = parseRatePer1M): bigint | string => {
  const parsed = parse(text);
  return parsed.ok ? rateToPico(parsed.value) : parsed.problem;
};

const perToken = (text: string) => parseRate(text, "per-token");

describe("one price, three units", () => {
  it.each([
    ["3.00", parseRatePer1M, 3_000_000n],
    ["0.003", parseRatePer1K, 3_000_000n],
    ["0.000003", perToken, 3_000_000n],
    ["3e-06", perToken, 3_000_000n],
    ["5.46875e-07", perToken, 546_875n],
    ["0.546875", parseRatePer1M, 546_875n],
    ["0", parseRatePer1M, 0n],
    ["-0", parseRatePer1M, 0n],
    ["1E3", parseRatePer1M, 1_000_000_000n],
    [" 2.5 ", parseRatePer1M, 2_500_000n],
    [".5", parseRatePer1M, 500_000n],
    ["0.0000010", parseRatePer1M, 1n],
  ] as const)("%s", (text, parse, pico) => expect(picoOf(text, parse)).toBe(pico));
});

describe("what is no price", () => {
  it.each([
    ["", "not-a-decimal-literal"],
    ["   ", "not-a-decimal-literal"],
    ["-1", "negative"],
    ["-0.000001", "negative"],
    ["NaN", "not-a-number"],
    ["nan", "not-a-number"],
    ["Infinity", "infinite"],
    ["-Infinity", "infinite"],
    ["inf", "infinite"],
    ["1e400", "too-large"],
    ["1e999999999", "too-large"],
    ["9999999999999999999999999999999999", "too-large"],
    ["1000000000.000001", "too-large"],
    ["0.0000001", "too-fine"],
    ["1e-400", "too-fine"],
    ["1e-999999999", "too-fine"],
    ["0x10", "not-a-decimal-literal"],
    ["1_000", "not-a-decimal-literal"],
    ["1,000", "not-a-decimal-literal"],
    ["1 000", "not-a-decimal-literal"],
    ["$3", "not-a-decimal-literal"],
    ["+3", "not-a-decimal-literal"],
    ["3.", "not-a-decimal-literal"],
    [".", "not-a-decimal-literal"],
    ["1e", "not-a-decimal-literal"],
    ["1e5000000000", "not-a-decimal-literal"],
    ["0b11", "not-a-decimal-literal"],
    ["٣", "not-a-decimal-literal"],
    ["3 USD", "not-a-decimal-literal"],
    [`0.${"1".repeat(500)}`, "not-a-decimal-literal"],
  ])("%j is %s", (text, problem) => expect(picoOf(text)).toBe(problem));

  test("a price per request is bounded by the ledger's columns", () => {
    expect(parseUsd("999999999999.999999999999")).toMatchObject({ ok: true });
    expect(parseUsd("1000000000000")).toEqual({ ok: false, problem: "too-large" });
    expect(parseUsd("0.0000000000001")).toEqual({ ok: false, problem: "too-fine" });
    expect(parseUsd("-0.005")).toEqual({ ok: false, problem: "negative" });
    expect(parseSignedUsd("-0.005")).toEqual({ ok: true, value: picoUsd(-5_000_000_000) });
  });
});

describe("text is canonical", () => {
  it.each([
    [10_500_000_000n, "0.0105"],
    [0n, "0"],
    [-500_000_000_000n, "-0.5"],
    [1n, "0.000000000001"],
    [123_456_789_012_345_678_901n, "123456789.012345678901"],
  ])("%s pico-USD is %s", (pico, text) => expect(formatUsd(picoUsd(pico))).toBe(text));

  test("a rate in its three units", () => {
    const rate = ratePerToken(3_000_000);
    expect([formatPer1M(rate), formatPer1K(rate)]).toEqual(["3", "0.003"]);
  });

  const rates = fc.bigInt({ min: 0n, max: MAX_RATE_PICO }).map(ratePerToken);
  test("what is written is read back, in every unit", () =>
    fc.assert(
      fc.property(rates, fc.constantFrom(...RATE_UNITS), (rate, unit) => {
        expect(parseRate(formatRate(rate, unit), unit)).toEqual({ ok: true, value: rate });
      }),
    ));

  const amounts = fc.bigInt({ min: -(10n ** 24n) + 1n, max: 10n ** 24n - 1n }).map(picoUsd);
  test("amounts are read back, whatever their sign", () =>
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseSignedUsd(formatUsd(amount))).toEqual({ ok: true, value: amount });
      }),
    ));

  test("any text gets an answer", () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?[0-9.eE+-]{0,20}$/)), (text) => {
        expect(typeof parseRatePer1M(text).ok).toBe("boolean");
      }),
    ));
});
