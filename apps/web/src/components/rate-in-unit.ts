/** A rate as text in another unit. Units: USD per 1,000,000 tokens in; out per 1M or per 1K, exact. */
import {
  formatPer1K,
  formatPer1M,
  parseRatePer1K,
  parseRatePer1M,
  type RatePerToken,
  rateToPico,
} from "@ratecard/money";

/** Of token prices on a page: per 1,000,000 or per 1,000 tokens. */
export type PriceUnit = "1m" | "1k";

/** Text that is no rate comes back as it is. */
export function rateInUnit(per1M: string | undefined, unit: PriceUnit): string | undefined {
  if (per1M === undefined) return undefined;
  const parsed = parseRatePer1M(per1M);
  return parsed.ok ? formatRateIn(parsed.value, unit) : per1M;
}

export const parseRateIn = (text: string, unit: PriceUnit) =>
  unit === "1k" ? parseRatePer1K(text) : parseRatePer1M(text);

export const formatRateIn = (rate: RatePerToken, unit: PriceUnit): string =>
  unit === "1k" ? formatPer1K(rate) : formatPer1M(rate);

/** What was typed in one unit as it is typed in another; what cannot be read stays as it is. */
export function retyped(text: string, from: PriceUnit, to: PriceUnit): string {
  const parsed = from === to ? null : parseRateIn(text, from);
  return parsed?.ok ? formatRateIn(parsed.value, to) : text;
}

/** What was typed, as it is kept; text that is no rate is left for the server to refuse. */
export function per1MOf(text: string, unit: PriceUnit): string {
  const parsed = parseRateIn(text, unit);
  return parsed.ok ? formatPer1M(parsed.value) : text.trim();
}

/** For sorting: exact, whole pico-dollars a token. */
export function rateRank(per1M: string | undefined): bigint | undefined {
  if (per1M === undefined) return undefined;
  const parsed = parseRatePer1M(per1M);
  return parsed.ok ? rateToPico(parsed.value) : undefined;
}

export const UNIT_WORDS: Readonly<Record<PriceUnit, string>> = { "1m": "per 1M tokens", "1k": "per 1K tokens" };
