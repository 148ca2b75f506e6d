/**
 * How far a price moved, and others moved just as far. Two whole numbers, since a third is no decimal.
 * Units   none of its own; what is moved keeps its unit and is rounded half-even once, at the pico-dollar.
 * Errors  undefined where there is no proportion, from zero; a MoneyProblem for a rate below zero or beyond the ceiling.
 */
import { type Decimal, divideHalfEven, type Parsed, refuse } from "./decimal";
import { type PicoUsd, picoUsd, toPico } from "./pico-usd";
import { MAX_RATE_PICO, type RatePerToken, ratePerToken, rateToPico } from "./rate-per-token";

/** `to` over `from`, which is above zero. */
export type Proportion = Readonly<{ from: bigint; to: bigint }>;

/** `isExact`: no digit was lost. */
type InProportion<T> = Readonly<{ value: T; isExact: boolean }>;

const proportion = (from: bigint, to: bigint): Proportion | undefined => (from > 0n ? { from, to } : undefined);

export const proportionOfRates = (from: RatePerToken, to: RatePerToken): Proportion | undefined =>
  proportion(rateToPico(from), rateToPico(to));

export const proportionOfAmounts = (from: PicoUsd, to: PicoUsd): Proportion | undefined =>
  proportion(toPico(from), toPico(to));

/** A factor is the proportion of 1 to it. */
export const proportionOfFactor = ({ digits, scale }: Decimal): Proportion => ({
  from: 10n ** BigInt(scale),
  to: digits,
});

export function rateInProportion(rate: RatePerToken, { from, to }: Proportion): Parsed<InProportion<RatePerToken>> {
  const product = rateToPico(rate) * to;
  const pico = divideHalfEven(product, from);
  if (pico < 0n) return refuse("negative");
  if (pico > MAX_RATE_PICO) return refuse("too-large");
  return { ok: true, value: { value: ratePerToken(pico), isExact: product % from === 0n } };
}

export function amountInProportion(amount: PicoUsd, { from, to }: Proportion): InProportion<PicoUsd> {
  const product = toPico(amount) * to;
  return { value: picoUsd(divideHalfEven(product, from)), isExact: product % from === 0n };
}
