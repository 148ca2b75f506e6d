/**
 * @ratecard/money: exact US dollars. It knows amounts, rates, decimals and their text; nothing else.
 *
 * Units: PicoUsd = 1e-12 USD; RatePerToken = pico-USD per token = micro-USD per 1M tokens.
 */
export { toNumberForChart } from "./chart-number";
export {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  decimalOfNumber,
  decimalToPicoUsd,
  divideDecimal,
  formatDecimal,
  multiplyDecimals,
  ONE,
  type Parsed,
  parseDecimal,
  picoUsdToDecimal,
  scaleAmount,
} from "./decimal";
export { MONEY_PROBLEMS, type MoneyProblem } from "./decimal-literal";
export { percentDifference, percentDifferenceOfRates, ratio, ratioOfRates } from "./difference";
export { formatPer1K, formatPer1M, formatPerToken, formatRate, formatUsd } from "./format-exact";
export { readableUsd } from "./format-readable";
export {
  type CatalogNumber,
  type CatalogRate,
  parseCatalogNumber,
  parseCatalogRate,
} from "./parse-catalog-rate";
export {
  parseRate,
  parseRatePer1K,
  parseRatePer1M,
  parseRatePerToken,
  parseSignedUsd,
  parseUsd,
  RATE_UNITS,
  type RateUnit,
} from "./parse-price";
export {
  add,
  compare,
  isNegative,
  isZero,
  negate,
  type PicoUsd,
  picoUsd,
  subtract,
  sum,
  times,
  toPico,
  ZERO,
} from "./pico-usd";
export { scaleRate } from "./rate-arithmetic";
export {
  compareRates,
  isZeroRate,
  MAX_RATE_PICO,
  priceOfTokenPair,
  priceOfTokens,
  type RatePerToken,
  ratePerToken,
  rateToPico,
  ZERO_RATE,
} from "./rate-per-token";
