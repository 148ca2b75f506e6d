/**
 * Prices from decimal text, at a unit the caller declares.
 * Units   per token, per 1K, per 1M -> pico-USD per token; USD -> pico-USD.
 * Errors  answers a MoneyProblem; a price finer than the unit holds is refused, never rounded.
 */
import {
  compareDecimals,
  type Decimal,
  decimal,
  type Parsed,
  parseDecimal,
  readLiteral,
  refuse,
  roundHalfEven,
} from "./decimal";
import { isNegative, type PicoUsd, picoUsd } from "./pico-usd";
import { MAX_RATE_PICO, type RatePerToken, ratePerToken } from "./rate-per-token";

export const RATE_UNITS = ["per-token", "per-1k", "per-1m"] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

/** Decimals of a dollar at the unit that make one pico-dollar per token. */
export const UNIT_PLACES = { "per-token": 12, "per-1k": 9, "per-1m": 6 } as const satisfies Record<RateUnit, number>;

const MAX_USD = decimal(10n ** 12n);
const USD_PLACES = 12;

/** `parseRate("3.00", "per-1m")` is 3,000,000 pico-USD per token. */
export function parseRate(text: string, unit: RateUnit): Parsed<RatePerToken> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return parsed;
  const pico = exactly(parsed.value, UNIT_PLACES[unit]);
  if (!pico.ok) return pico;
  if (pico.value < 0n) return refuse("negative");
  if (pico.value > MAX_RATE_PICO) return refuse("too-large");
  return { ok: true, value: ratePerToken(pico.value) };
}

export const parseRatePer1K = (text: string): Parsed<RatePerToken> => parseRate(text, "per-1k");
export const parseRatePer1M = (text: string): Parsed<RatePerToken> => parseRate(text, "per-1m");

/** A price in USD (per request, a limit): not negative, below 1e12 as the ledger's columns. */
export function parseUsd(text: string): Parsed<PicoUsd> {
  const parsed = parseSignedUsd(text);
  if (!parsed.ok) return parsed;
  return isNegative(parsed.value) ? refuse("negative") : parsed;
}

/** An amount in USD of either sign (a difference, a stored adjustment). */
export function parseSignedUsd(text: string): Parsed<PicoUsd> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return parsed;
  const { digits, scale } = parsed.value;
  const magnitude = { digits: digits < 0n ? -digits : digits, scale };
  if (compareDecimals(magnitude, MAX_USD) >= 0) return refuse("too-large");
  const pico = exactly(parsed.value, USD_PLACES);
  return pico.ok ? { ok: true, value: picoUsd(pico.value) } : pico;
}

const exactly = (value: Decimal, places: number): Parsed<bigint> =>
  value.scale > places ? refuse("too-fine") : { ok: true, value: roundHalfEven(value, places) };

const SIGNIFICANT_DIGITS = 15;
const DEEPEST_EXPONENT = -90;
const LARGEST_MAGNITUDE = 30;

export type CatalogNumber = Readonly<{ value: Decimal; denoised: boolean }>;
export type CatalogRate = Readonly<{ rate: RatePerToken; denoised: boolean; rounded: boolean }>;

/**
 * A non-negative catalogue number. 15 significant digits survive a double; what stands behind them is noise and is cut off.
 * Errors  a MoneyProblem; what was altered is reported, not hidden.
 */
export function parseCatalogNumber(text: string): Parsed<CatalogNumber> {
  const literal = readLiteral(text);
  if (!literal.ok) return literal;
  if (literal.negative) return refuse("negative");
  if (literal.digits.length + literal.exponent > LARGEST_MAGNITUDE) return refuse("too-large");
  if (literal.exponent < DEEPEST_EXPONENT) return refuse("too-fine");
  const value = decimal(BigInt(literal.digits || "0"), -literal.exponent);
  const excess = literal.digits.length - SIGNIFICANT_DIGITS;
  if (excess <= 0) return { ok: true, value: { value, denoised: false } };
  const places = -literal.exponent - excess;
  return { ok: true, value: { value: decimal(roundHalfEven(value, places), places), denoised: true } };
}

/** A catalogue's USD per token as a rate, rounded half-even once; `rounded` when 12 decimals did not hold it. */
export function parseCatalogRate(text: string): Parsed<CatalogRate> {
  const parsed = parseCatalogNumber(text);
  if (!parsed.ok) return parsed;
  const { value, denoised } = parsed.value;
  const pico = roundHalfEven(value, 12);
  if (pico > MAX_RATE_PICO) return refuse("too-large");
  return { ok: true, value: { rate: ratePerToken(pico), denoised, rounded: value.scale > 12 } };
}
