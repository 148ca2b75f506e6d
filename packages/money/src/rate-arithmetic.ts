/**
 * Rates derived from rates: a bulk "multiply by 1.2", half price for batches.
 *
 * Units   pico-USD per token in and out; rounded half-even once.
 * Errors  answers a MoneyProblem for a negative factor or a rate beyond the ceiling.
 */
import { type Decimal, type Parsed, roundHalfEven } from "./decimal";
import { refuse } from "./decimal-literal";
import { MAX_RATE_PICO, type RatePerToken, ratePerToken, rateToPico } from "./rate-per-token";

export function scaleRate(rate: RatePerToken, factor: Decimal): Parsed<RatePerToken> {
  const pico = roundHalfEven({ digits: rateToPico(rate) * factor.digits, scale: factor.scale }, 0);
  if (pico < 0n) return refuse("negative");
  if (pico > MAX_RATE_PICO) return refuse("too-large");
  return { ok: true, value: ratePerToken(pico) };
}
