/**
 * An exact amount of US dollars and its arithmetic.
 * Units   integers of 1e-12 USD (pico-dollars); negative amounts are differences.
 * Errors  RangeError only for a caller's mistake: a count that is no safe integer.
 * Source  one canonical form: a JS number while it is a safe integer, else a BigInt.
 */
declare const picoUsdBrand: unique symbol;

/**
 * Opaque: only this package looks inside. Canonical, so `===` compares two amounts.
 * An absent amount is `undefined`: ask `=== undefined`, never its truth, for zero is falsy.
 */
export interface PicoUsd {
  readonly [picoUsdBrand]: "PicoUsd";
}

export type Integer = number | bigint;

/** For this package's own files; the door does not export it. */
export const inside = (amount: PicoUsd): Integer => amount as unknown as Integer;

const outside = (value: Integer): PicoUsd => value as unknown as PicoUsd;

/** Wraps a whole number of pico-dollars. */
export function picoUsd(value: Integer): PicoUsd {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
    return outside(value + 0);
  }
  const small = Number(value);
  return outside(Number.isSafeInteger(small) ? small : value);
}

/** The amount as a BigInt of pico-dollars, for storage and proofs. */
export const toPico = (amount: PicoUsd): bigint => BigInt(inside(amount));

export const ZERO: PicoUsd = picoUsd(0);

export function add(left: PicoUsd, right: PicoUsd): PicoUsd {
  const a = inside(left);
  const b = inside(right);
  if (typeof a === "number" && typeof b === "number") {
    const total = a + b;
    if (Number.isSafeInteger(total)) return outside(total + 0);
  }
  return picoUsd(BigInt(a) + BigInt(b));
}

export const negate = (amount: PicoUsd): PicoUsd => {
  const value = inside(amount);
  return outside(typeof value === "number" ? 0 - value : -value);
};

export const subtract = (left: PicoUsd, right: PicoUsd): PicoUsd => add(left, negate(right));

/** Exact; `count` is a safe integer (tokens, requests), negative allowed. */
export function times(amount: PicoUsd, count: number): PicoUsd {
  return outside(multiplyIntegers(inside(amount), count));
}

export const sum = (amounts: Iterable<PicoUsd>): PicoUsd => {
  let total = ZERO;
  for (const amount of amounts) total = add(total, amount);
  return total;
};

/** Negative, zero or positive, as `Array.sort` wants it. */
export function compare(left: PicoUsd, right: PicoUsd): -1 | 0 | 1 {
  const a = inside(left);
  const b = inside(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export const isZero = (amount: PicoUsd): boolean => inside(amount) === 0;

export const isNegative = (amount: PicoUsd): boolean => inside(amount) < 0;

/** A product beyond 2^53-1 rounds to at least 2^53, so the safe check misses nothing. */
export function multiplyIntegers(factor: Integer, count: number): Integer {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a safe integer: ${count}`);
  if (typeof factor === "number") {
    const product = factor * count;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  const exact = BigInt(factor) * BigInt(count);
  const small = Number(exact);
  return Number.isSafeInteger(small) ? small : exact;
}
