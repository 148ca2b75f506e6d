/** Amounts in USD as text, to sort by. Errors: what is no amount comes as 0. */
import { parseSignedUsd, toPico } from "@ratecard/money";

export function usdOrder(usd: string): bigint {
  const parsed = parseSignedUsd(usd);
  return parsed.ok ? toPico(parsed.value) : 0n;
}
