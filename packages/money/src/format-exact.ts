/**
 * Exact canonical decimal strings: no exponent, no trailing zero, no rounding.
 *
 * Units   named by each function; `parseX(formatX(v))` is v.
 */
import { decimal, formatDecimal } from "./decimal";
import { UNIT_PLACES, type RateUnit } from "./parse-price";
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
/** USD per token: "0.000003". */
export const formatPerToken = (rate: RatePerToken): string => formatRate(rate, "per-token");
