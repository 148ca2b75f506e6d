/**
 * An exact decimal number, for rates per second or pixel, multipliers and percentages.
 * Units   value = digits / 10^scale; the unit is the caller's.
 * Errors  parsing answers a problem; arithmetic is total.
 * Source  canonical: scale is the smallest possible and never negative.
 */
import { type PicoUsd, picoUsd, toPico } from "./pico-usd";

export type Decimal = Readonly<{ digits: bigint; scale: number }>;

export type Parsed<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; problem: MoneyProblem }>;

const LARGEST_MAGNITUDE = 30;
const FINEST_SCALE = 60;
const PICO_SCALE = 12;

export const decimal = (digits: bigint, scale = 0): Decimal => {
  // Adding 0 turns -0 into 0.
  let [whole, places] = [digits, scale + 0];
  while (places > 0 && whole % 10n === 0n) {
    whole /= 10n;
    places -= 1;
  }
  return places < 0 ? { digits: whole * 10n ** BigInt(-places), scale: 0 } : { digits: whole, scale: places };
};

export const ONE: Decimal = decimal(1n);

/** Any decimal literal below 1e30 with at most 60 decimals; signs are kept. */
export function parseDecimal(text: string): Parsed<Decimal> {
  const literal = readLiteral(text);
  if (!literal.ok) return literal;
  const { digits, exponent, negative } = literal;
  if (digits === "") return { ok: true, value: decimal(0n) };
  if (digits.length + exponent > LARGEST_MAGNITUDE) return refuse("too-large");
  if (exponent < -FINEST_SCALE) return refuse("too-fine");
  return { ok: true, value: decimal(negative ? -BigInt(digits) : BigInt(digits), -exponent) };
}

/** A quantity that arrives as a JS number (seconds, pages): its shortest literal, read exactly. */
export const decimalOfNumber = (value: number): Parsed<Decimal> => parseDecimal(String(value));

export const multiplyDecimals = (left: Decimal, right: Decimal): Decimal =>
  decimal(left.digits * right.digits, left.scale + right.scale);

/** Rounded half-even at `scale` decimals; `divisor` is positive. */
export const divideDecimal = (value: Decimal, divisor: bigint, scale: number): Decimal =>
  decimal(divideHalfEven(atScale(value, Math.max(scale, value.scale)), divisor), Math.max(scale, value.scale));

export function compareDecimals(left: Decimal, right: Decimal): -1 | 0 | 1 {
  const scale = Math.max(left.scale, right.scale);
  const [a, b] = [atScale(left, scale), atScale(right, scale)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `1.25`, never an exponent, never a trailing zero. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const cut = padded.length - scale;
  const fraction = padded.slice(cut).replace(/0+$/, "");
  return sign + padded.slice(0, cut) + (fraction === "" ? "" : `.${fraction}`);
}

/** USD to pico-USD, rounded half-even once. */
export const decimalToPicoUsd = (usd: Decimal): PicoUsd => picoUsd(roundHalfEven(usd, PICO_SCALE));

/** An amount times a factor, rounded half-even once at the pico-dollar. */
export const scaleAmount = (amount: PicoUsd, factor: Decimal): PicoUsd =>
  picoUsd(roundHalfEven({ digits: toPico(amount) * factor.digits, scale: factor.scale }, 0));

/** The value x 10^places as an integer; ties go to the even neighbour. */
export function roundHalfEven({ digits, scale }: Decimal, places: number): bigint {
  if (scale <= places) return digits * 10n ** BigInt(places - scale);
  const divisor = 10n ** BigInt(scale - places);
  return divideHalfEven(digits, divisor);
}

/** Integer division with ties to even; `divisor` is positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const whole = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && whole % 2n === 1n);
  const rounded = up ? whole + 1n : whole;
  return dividend < 0n ? -rounded : rounded;
}

const atScale = (value: Decimal, scale: number): bigint => value.digits * 10n ** BigInt(scale - value.scale);

/**
 * Reads a decimal literal from text, digit by digit; a double is never made.
 * Errors  answers a closed problem code; never throws.
 * Source  JSON's number grammar, plus `.5`, leading zeros and outer blanks.
 */
const MONEY_PROBLEMS = [
  "not-a-decimal-literal",
  "not-a-number",
  "infinite",
  "negative",
  "too-large",
  "too-fine",
] as const;
/** Why a text is no price. `too-fine`: more decimals than its unit can hold. */
export type MoneyProblem = (typeof MONEY_PROBLEMS)[number];

type Refused = Readonly<{ ok: false; problem: MoneyProblem }>;

type Literal = Readonly<{ ok: true; negative: boolean; digits: string; exponent: number }>;

const GRAMMAR = /^(-?)(\d+(?:\.(\d+))?|\.(\d+))(?:[eE]([+-]?\d{1,9}))?$/;
const LONGEST = 400;

export const refuse = (problem: MoneyProblem): Refused => ({ ok: false, problem });

/** value = digits x 10^exponent, digits without leading or trailing zeros ("" is zero). */
export function readLiteral(text: string): Literal | Refused {
  const trimmed = text.trim();
  if (/^[+-]?nan$/i.test(trimmed)) return refuse("not-a-number");
  if (/^[+-]?inf(inity)?$/i.test(trimmed)) return refuse("infinite");
  const match = trimmed.length > LONGEST ? null : GRAMMAR.exec(trimmed);
  if (!match) return refuse("not-a-decimal-literal");
  const [, sign, body = "", afterUnits, afterDot, power = "0"] = match;
  const fraction = afterUnits ?? afterDot ?? "";
  const significant = body.replace(".", "").replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return { ok: true, negative: false, digits, exponent: 0 };
  const exponent = Number.parseInt(power, 10) - fraction.length + significant.length - digits.length;
  return { ok: true, negative: sign === "-", digits, exponent };
}
