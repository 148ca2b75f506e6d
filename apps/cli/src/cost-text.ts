/** A cost line by line, for people. Units: USD, and USD per 1,000,000 tokens. */
import type { CostJson } from "@ratecard/pricing";

export function costText(cost: CostJson | null): string {
  if (cost === null) return "No price, so no cost.";
  const lines = cost.lines.map(({ kind, quantity, ratePer1M, rateOf, amountUsd }) => {
    const count = quantity === undefined ? "" : ` ${quantity}`;
    const rate = ratePer1M === undefined ? "" : ` x $${ratePer1M} per 1M`;
    const fallback = rateOf === undefined ? "" : ` (the rate of ${rateOf})`;
    return `  ${kind}${count}${rate}${fallback} = $${amountUsd}`;
  });
  const flags = cost.flags.length === 0 ? "" : ` (${cost.flags.join(", ")})`;
  return [...lines, `total $${cost.totalUsd}${flags}`].join("\n");
}
