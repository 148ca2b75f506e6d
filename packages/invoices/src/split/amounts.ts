/** Exact shares of amounts. Units: pico-USD; tokens as decimals, for invoices count in parts of a thousand. */
import { type Decimal, divideDecimal, multiplyDecimals, type PicoUsd, picoUsd, toPico, decimal } from "@ratecard/money";

/** An amount by weights: the parts add up to it, what cannot be divided goes to the heaviest. */
export function sharesOf<Key>(amount: PicoUsd, weights: ReadonlyMap<Key, bigint>): ReadonlyMap<Key, PicoUsd> {
  const total = [...weights.values()].reduce((added, weight) => added + weight, 0n);
  if (total === 0n) return new Map();
  const shares = new Map([...weights].map(([key, weight]) => [key, (toPico(amount) * weight) / total] as const));
  const rest = [...shares.values()].reduce((left, share) => left - share, toPico(amount));
  const [heaviest] = [...weights].toSorted(([, left], [, right]) => (left < right ? 1 : left > right ? -1 : 0));
  if (heaviest) shares.set(heaviest[0], (shares.get(heaviest[0]) ?? 0n) + rest);
  return new Map([...shares].map(([key, share]) => [key, picoUsd(share)]));
}

/** What `quantity` costs where `tokens` cost `amount`. `tokens` is above 0. */
export function atRateOf(amount: PicoUsd, tokens: bigint, quantity: Decimal): PicoUsd {
  const exact = multiplyDecimals(decimal(toPico(amount)), quantity);
  return picoUsd(divideDecimal(exact, tokens, 0).digits);
}

const MILLION = 1_000_000n;
const RATE_PLACES = 6;
const PICO_PLACES = 12;

/** USD per 1,000,000 tokens, to six decimals; undefined: nothing was counted. */
export function per1M(amount: PicoUsd, quantity: Decimal): Decimal | undefined {
  if (quantity.digits <= 0n) return undefined;
  const usd = decimal(toPico(amount) * MILLION * 10n ** BigInt(quantity.scale), PICO_PLACES);
  return divideDecimal(usd, quantity.digits, RATE_PLACES);
}
