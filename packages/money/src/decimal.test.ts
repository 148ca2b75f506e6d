import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  compareDecimals,
  decimal,
  decimalOfNumber,
  divideDecimal,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
} from "./decimal";
import { parseCatalogNumber, parseCatalogRate } from "./parse-price";
import { rateToPico } from "./rate-per-token";

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 20 }))
  .map(([digits, scale]) => decimal(digits, scale));

test("decimals are read back as they are written", () =>
  fc.assert(
    fc.property(decimals, (value) => {
      expect(parseDecimal(formatDecimal(value))).toEqual({ ok: true, value });
    }),
  ));

test("product and order are exact", () =>
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const scale = a.scale + b.scale;
      const at = ({ digits, scale: own }: typeof a) => digits * 10n ** BigInt(scale - own);
      expect(multiplyDecimals(a, b)).toEqual(decimal(a.digits * b.digits, scale));
      expect(compareDecimals(a, b)).toBe(at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0);
    }),
  ));

test("a quotient is rounded half-even once", () => {
  expect(formatDecimal(divideDecimal(decimal(1n), 3n, 5))).toBe("0.33333");
  expect(formatDecimal(divideDecimal(decimal(1n, 1), 8n, 3))).toBe("0.012");
});

test("a quantity is read by its literal", () => {
  expect(decimalOfNumber(0.1)).toEqual({ ok: true, value: decimal(1n, 1) });
  expect(decimalOfNumber(1e21)).toEqual({ ok: true, value: decimal(10n ** 21n) });
  expect(decimalOfNumber(Number.NaN)).toEqual({ ok: false, problem: "not-a-number" });
});

describe("a catalogue's rate", () => {
  it.each([
    ["5.46875e-07", 546_875n, false, false],
    ["2.5e-06", 2_500_000n, false, false],
    ["1.7999999999999999e-06", 1_800_000n, true, false],
    ["0.00000015000000000000002", 150_000n, true, false],
    ["0.0002833333333333333", 283_333_333n, true, true],
    ["1.234567891e-07", 123_457n, false, true],
    ["5e-13", 0n, false, true],
    ["15e-13", 2n, false, true],
    ["0", 0n, false, false],
  ] as const)("%s", (text, pico, denoised, rounded) => {
    const parsed = parseCatalogRate(text);
    expect(parsed.ok && { ...parsed.value, rate: rateToPico(parsed.value.rate) }).toEqual({
      rate: pico,
      denoised,
      rounded,
    });
  });

  it.each([
    ["-1e-06", "negative"],
    ["NaN", "not-a-number"],
    ["Infinity", "infinite"],
    ["1e400", "too-large"],
    ["1001", "too-large"],
    ["free", "not-a-decimal-literal"],
    ["", "not-a-decimal-literal"],
  ])("%j is refused: %s", (text, problem) => expect(parseCatalogRate(text)).toEqual({ ok: false, problem }));

  test("rates per pixel keep all their decimals", () => {
    const parsed = parseCatalogNumber("2.4414e-17");
    expect(parsed.ok && formatDecimal(parsed.value.value)).toBe("0.000000000000000024414");
  });
});
