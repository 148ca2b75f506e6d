/**
 * Rates of a catalogue: digits of its JSON text, freed from double noise.
 *
 * Units   USD per token -> pico-USD per token, rounded half-even once at 12 decimals.
 * Errors  answers a MoneyProblem; what was altered is reported, not hidden.
 * Source  15 significant digits survive a double; what stands behind them is noise.
 */
import { type Decimal, decimal, roundHalfEven, type Parsed } from "./decimal";
import { readLiteral, refuse } from "./decimal-literal";
import { MAX_RATE_PICO, type RatePerToken, ratePerToken } from "./rate-per-token";

const SIGNIFICANT_DIGITS = 15;
const DEEPEST_EXPONENT = -90;
const LARGEST_MAGNITUDE = 30;

export type CatalogNumber = Readonly<{ value: Decimal; denoised: boolean }>;
export type CatalogRate = Readonly<{ rate: RatePerToken; denoised: boolean; rounded: boolean }>;

/** A non-negative catalogue number, de-noised at 15 significant digits. */
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

/** A catalogue's USD-per-token literal as a rate; `rounded` when 12 decimals did not hold it. */
export function parseCatalogRate(text: string): Parsed<CatalogRate> {
  const parsed = parseCatalogNumber(text);
  if (!parsed.ok) return parsed;
  const { value, denoised } = parsed.value;
  const pico = roundHalfEven(value, 12);
  if (pico > MAX_RATE_PICO) return refuse("too-large");
  return { ok: true, value: { rate: ratePerToken(pico), denoised, rounded: value.scale > 12 } };
}
