/**
 * The gateway's own idea of a cost, kept for comparison only.
 * Units   USD as decimal text, freed from double noise, half-even at 12 decimals; null: no such amount.
 * Source  LiteLLM computes it in doubles, so 1.0499999999999999e-05 stands for 0.0000105.
 */
import { decimalToPicoUsd, formatUsd, parseCatalogNumber, parseUsd } from "@ratecard/money";

export function readReportedCost(text: string): string | null {
  const parsed = parseCatalogNumber(text);
  if (!parsed.ok) return null;
  const usd = formatUsd(decimalToPicoUsd(parsed.value.value));
  return parseUsd(usd).ok ? usd : null;
}
