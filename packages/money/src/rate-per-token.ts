/**
 * A price of one token.
 * Units   pico-USD per token = micro-USD per 1,000,000 tokens; never negative.
 * Errors  RangeError only for a caller's mistake (out of range, no integer). Counts are not negative.
 * Source  the ceiling keeps every rate inside the safe integers.
 */
import { type Decimal, type Parsed, refuse, roundHalfEven } from "./decimal";
import { add, type Integer, multiplyIntegers, type PicoUsd, picoUsd } from "./pico-usd";

declare const rateBrand: unique symbol;

/** Opaque and canonical: `===` compares two rates. Absent is `undefined`, and zero is falsy: never ask its truth. */
export interface RatePerToken {
  readonly [rateBrand]: "RatePerToken";
}

/** 1,000 USD per token: 100,000 times the dearest real one. */
export const MAX_RATE_PICO = 1_000_000_000_000_000n;

export const insideRate = (rate: RatePerToken): number => rate as unknown as number;

/** Wraps a whole number of pico-dollars per token, 0 to MAX_RATE_PICO. */
export function ratePerToken(pico: Integer): RatePerToken {
  const exact = BigInt(pico);
  if (exact < 0n || exact > MAX_RATE_PICO) throw new RangeError(`no rate per token: ${exact}`);
  return Number(exact) as unknown as RatePerToken;
}

export const ZERO_RATE: RatePerToken = ratePerToken(0);

/** The price of `tokens` tokens: whole times whole, so it never rounds. */
export const priceOfTokens = (rate: RatePerToken, tokens: number): PicoUsd =>
  picoUsd(multiplyIntegers(insideRate(rate), tokens));

/**
 * The price of two kinds of token at once: the hot path of costing. Exact: both products are
 * non-negative integers, so a sum within the safe integers was never rounded on the way.
 */
export function priceOfTokenPair(
  left: RatePerToken,
  leftTokens: number,
  right: RatePerToken,
  rightTokens: number,
): PicoUsd {
  const total = insideRate(left) * leftTokens + insideRate(right) * rightTokens;
  if (total <= Number.MAX_SAFE_INTEGER && Number.isSafeInteger(leftTokens) && Number.isSafeInteger(rightTokens)) {
    return total as unknown as PicoUsd;
  }
  return add(priceOfTokens(left, leftTokens), priceOfTokens(right, rightTokens));
}

export const rateToPico = (rate: RatePerToken): bigint => BigInt(insideRate(rate));

export const isZeroRate = (rate: RatePerToken): boolean => insideRate(rate) === 0;

/** Negative, zero or positive, as `Array.sort` wants it. */
export const compareRates = (left: RatePerToken, right: RatePerToken): number =>
  Math.sign(insideRate(left) - insideRate(right));

/**
 * Rates derived from rates: a bulk "multiply by 1.2", half price for batches.
 * Units   pico-USD per token in and out; rounded half-even once.
 * Errors  answers a MoneyProblem for a negative factor or a rate beyond the ceiling.
 */
export function scaleRate(rate: RatePerToken, factor: Decimal): Parsed<RatePerToken> {
  const pico = roundHalfEven({ digits: rateToPico(rate) * factor.digits, scale: factor.scale }, 0);
  if (pico < 0n) return refuse("negative");
  if (pico > MAX_RATE_PICO) return refuse("too-large");
  return { ok: true, value: ratePerToken(pico) };
}
