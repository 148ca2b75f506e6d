/**
 * Exact canonical decimal strings: no exponent, no trailing zero, no rounding.
 * Units   named by each function; `parseX(formatX(v))` is v.
 */
import { decimal, divideHalfEven, formatDecimal, roundHalfEven } from "./decimal";
import { type RateUnit, UNIT_PLACES } from "./parse-price";
import { type PicoUsd, toPico } from "./pico-usd";
import { type RatePerToken, rateToPico } from "./rate-per-token";

/** USD: 10500000000 pico-USD is "0.0105". */
export const formatUsd = (amount: PicoUsd): string => formatDecimal(decimal(toPico(amount), 12));

export const formatRate = (rate: RatePerToken, unit: RateUnit): string =>
  formatDecimal(decimal(rateToPico(rate), UNIT_PLACES[unit]));

/** USD per 1,000,000 tokens: "3". */
export const formatPer1M = (rate: RatePerToken): string => formatRate(rate, "per-1m");
/** USD per 1,000 tokens: "0.003". */
export const formatPer1K = (rate: RatePerToken): string => formatRate(rate, "per-1k");

const STEPS = [
  { zeros: 9, suffix: "B" },
  { zeros: 6, suffix: "M" },
  { zeros: 3, suffix: "K" },
] as const;
const PICO_PLACES = 12;
const DOLLAR = 10n ** 12n;
const SMALL_DIGITS = 3;

/**
 * Amounts for a glance: `$0.0105`, `$12.50`, `$1.2K`. The exact value belongs on hover.
 * Units   USD; three significant digits below a dollar (and whole cents), cents below a thousand.
 */
export function readableUsd(amount: PicoUsd): string {
  const pico = toPico(amount);
  return pico < 0n ? `-${readable(-pico)}` : readable(pico);
}

function readable(pico: bigint): string {
  if (pico === 0n) return "$0";
  if (pico < DOLLAR) return small(pico);
  const cents = roundHalfEven({ digits: pico, scale: PICO_PLACES }, 2);
  if (cents < 100_000n) return `$${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}`;
  return large(pico);
}

function small(pico: bigint): string {
  const leading = PICO_PLACES - pico.toString().length;
  const places = Math.min(PICO_PLACES, leading + SMALL_DIGITS);
  const rounded = roundHalfEven({ digits: pico, scale: PICO_PLACES }, places);
  const text = formatDecimal(decimal(rounded, places));
  return text === "1" ? "$1.00" : `$${/\.\d$/.test(text) ? `${text}0` : text}`;
}

/** A tenth of the step; 999.96K is shown as 1M, so the step is chosen after rounding. */
function large(pico: bigint): string {
  for (const { zeros, suffix } of STEPS) {
    const tenths = roundHalfEven({ digits: pico, scale: PICO_PLACES + zeros }, 1);
    if (tenths >= 10n) return `$${formatDecimal(decimal(tenths, 1))}${suffix}`;
  }
  return `$${formatDecimal(decimal(pico, PICO_PLACES))}`;
}

const DECIMALS = 2;

/** In percent, rounded half-even: "20" is 20 % more, "-50" half the price. `undefined` where the old value is zero. */
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
