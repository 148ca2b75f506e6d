/**
 * How far apart two amounts or rates are.
 *
 * Units   percent and ratios as decimal strings, rounded half-even at the given decimals.
 * Errors  `undefined` where the old value is zero: there is no ratio to speak of.
 */
import { decimal, divideHalfEven, formatDecimal } from "./decimal";
import { type PicoUsd, toPico } from "./pico-usd";
import { type RatePerToken, rateToPico } from "./rate-per-token";

const DECIMALS = 2;

/** "20" means the new amount is 20 % dearer, "-50" half the price. */
export const percentDifference = (from: PicoUsd, to: PicoUsd, decimals = DECIMALS): string | undefined =>
  percent(toPico(from), toPico(to), decimals);

export const percentDifferenceOfRates = (
  from: RatePerToken,
  to: RatePerToken,
  decimals = DECIMALS,
): string | undefined => percent(rateToPico(from), rateToPico(to), decimals);

/** part / whole as a decimal string ("0.25"); for shares and coverage. */
export const ratio = (part: PicoUsd, whole: PicoUsd, decimals = 4): string | undefined =>
  quotient(toPico(part), toPico(whole), decimals);

const percent = (from: bigint, to: bigint, decimals: number): string | undefined =>
  quotient((to - from) * 100n, from < 0n ? -from : from, decimals);

function quotient(part: bigint, whole: bigint, decimals: number): string | undefined {
  if (whole === 0n) return undefined;
  const [top, bottom] = whole < 0n ? [-part, -whole] : [part, whole];
  return formatDecimal(decimal(divideHalfEven(top * 10n ** BigInt(decimals), bottom), decimals));
}
