/** A rate as text in another unit. Units: USD per 1,000,000 tokens in; out per 1M or per 1K, exact. */
import { formatPer1K, formatPer1M, parseRatePer1M, rateToPico } from "@ratecard/money";
import type { PriceUnit } from "./price-row";

/** Text that is no rate comes back as it is. */
export function rateInUnit(per1M: string | undefined, unit: PriceUnit): string | undefined {
  if (per1M === undefined) return undefined;
  const parsed = parseRatePer1M(per1M);
  if (!parsed.ok) return per1M;
  return unit === "1k" ? formatPer1K(parsed.value) : formatPer1M(parsed.value);
}

/** For sorting: exact, whole pico-dollars a token. */
export function rateRank(per1M: string | undefined): bigint | undefined {
  if (per1M === undefined) return undefined;
  const parsed = parseRatePer1M(per1M);
  return parsed.ok ? rateToPico(parsed.value) : undefined;
}

export const UNIT_WORDS: Readonly<Record<PriceUnit, string>> = { "1m": "per 1M tokens", "1k": "per 1K tokens" };
