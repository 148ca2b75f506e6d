import fc from "fast-check";
import { expect, test } from "vitest";
import { decimal, scaleAmount } from "./decimal";
import { picoUsd, toPico } from "./pico-usd";
import {
  amountInProportion,
  proportionOfAmounts,
  proportionOfFactor,
  proportionOfRates,
  rateInProportion,
} from "./proportion";
import { MAX_RATE_PICO, ratePerToken, rateToPico, scaleRate } from "./rate-per-token";

const rate = fc.bigInt({ min: 0n, max: 10n ** 12n });
const old = fc.bigInt({ min: 1n, max: 10n ** 12n });

const moved = (pico: bigint, from: bigint, to: bigint) => {
  const found = proportionOfRates(ratePerToken(from), ratePerToken(to));
  return found && rateInProportion(ratePerToken(pico), found);
};

test("a rate in proportion is the nearest there is, and says whether it is exact", () =>
  fc.assert(
    fc.property(rate, old, rate, (pico, from, to) => {
      const found = moved(pico, from, to);
      if (!found?.ok) {
        expect(pico * to > MAX_RATE_PICO * from).toBe(true);
        return;
      }
      const distance = rateToPico(found.value.value) * from - pico * to;
      expect((distance < 0n ? -distance : distance) * 2n).toBeLessThanOrEqual(from);
      expect(found.value.isExact).toBe(distance === 0n);
    }),
  ));

test("what cost no more than its base costs no more than it afterwards", () =>
  fc.assert(
    fc.property(old, fc.bigInt({ min: 0n, max: 1000n }), rate, (from, thousandths, to) => {
      const found = moved((from * thousandths) / 1000n, from, to);
      expect(found?.ok && rateToPico(found.value.value) <= to).toBe(true);
    }),
  ));

test("a factor is a proportion", () =>
  fc.assert(
    fc.property(rate, fc.bigInt({ min: 0n, max: 1000n }), fc.nat({ max: 6 }), (pico, digits, scale) => {
      const factor = decimal(digits, scale);
      const found = rateInProportion(ratePerToken(pico), proportionOfFactor(factor));
      const scaled = scaleRate(ratePerToken(pico), factor);
      expect(found.ok && found.value.value).toBe(scaled.ok && scaled.value);
      const amount = amountInProportion(picoUsd(pico), proportionOfFactor(factor));
      expect(amount.value).toBe(scaleAmount(picoUsd(pico), factor));
    }),
  ));

test("thirds are kept until they are rounded, half to even", () => {
  const third = proportionOfAmounts(picoUsd(3), picoUsd(1));
  expect(third && amountInProportion(picoUsd(9), third)).toEqual({ value: picoUsd(3), isExact: true });
  expect(third && amountInProportion(picoUsd(10n ** 20n), third)).toEqual({
    value: picoUsd(33_333_333_333_333_333_333n),
    isExact: false,
  });
  const half = proportionOfAmounts(picoUsd(2), picoUsd(1));
  expect(half && toPico(amountInProportion(picoUsd(5), half).value)).toBe(2n);
});

test("nothing is in proportion to zero, and no rate leaves its bounds", () => {
  expect(proportionOfRates(ratePerToken(0), ratePerToken(5))).toBeUndefined();
  expect(proportionOfAmounts(picoUsd(0), picoUsd(5))).toBeUndefined();
  expect(moved(MAX_RATE_PICO, 1n, 2n)).toEqual({ ok: false, problem: "too-large" });
  expect(rateInProportion(ratePerToken(1), { from: 1n, to: -1n })).toEqual({ ok: false, problem: "negative" });
});
