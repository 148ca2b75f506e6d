/**
 * @ratecard/money: exact US dollars. It knows amounts, rates, decimals and their text; nothing else.
 *
 * Units: PicoUsd = 1e-12 USD; RatePerToken = pico-USD per token = micro-USD per 1M tokens.
 */
export { toNumberForChart } from "./chart-number";
export {
  compareDecimals,
  type Decimal,
  decimal,
  decimalOfNumber,
  decimalToPicoUsd,
  divideDecimal,
  formatDecimal,
  multiplyDecimals,
  ONE,
  parseDecimal,
  scaleAmount,
} from "./decimal";
export type { MoneyProblem } from "./decimal";
export { percentDifference, percentDifferenceOfRates, ratio } from "./format-money";
export { formatPer1K, formatPer1M, formatUsd, readableUsd } from "./format-money";
export {
  parseCatalogNumber,
  parseCatalogRate,
  parseRate,
  parseRatePer1K,
  parseRatePer1M,
  parseSignedUsd,
  parseUsd,
} from "./parse-price";
export { add, compare, isZero, negate, type PicoUsd, picoUsd, subtract, sum, times, toPico, ZERO } from "./pico-usd";
export {
  amountInProportion,
  type Proportion,
  proportionOfAmounts,
  proportionOfFactor,
  proportionOfRates,
  rateInProportion,
} from "./proportion";
export {
  compareRates,
  isZeroRate,
  priceOfTokenPair,
  priceOfTokens,
  type RatePerToken,
  ratePerToken,
  rateToPico,
  scaleRate,
  ZERO_RATE,
} from "./rate-per-token";
