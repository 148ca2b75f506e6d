/** A cost line by line, for people. Units: USD, and USD per 1,000,000 tokens. */
import type { CostJson } from "@ratecard/pricing";

export function costText(cost: CostJson | null): string {
  if (cost === null) return "No price, so no cost.";
  const lines = cost.lines.map(({ kind, quantity, ratePer1M, usdPerUnit, rateOf, amountUsd }) => {
    const count = quantity === undefined ? "" : ` ${quantity}`;
    const perUnit = usdPerUnit === undefined ? "" : ` x $${usdPerUnit}`;
    const rate = ratePer1M === undefined ? perUnit : ` x $${ratePer1M} per 1M`;
    const fallback = rateOf === undefined ? "" : ` (the rate of ${rateOf})`;
    return `  ${kind}${count}${rate}${fallback} = $${amountUsd}`;
  });
  const flags = cost.flags.length === 0 ? "" : ` (${cost.flags.join(", ")})`;
  const without = cost.notPriced.length === 0 ? [] : [`  without a rate: ${cost.notPriced.join(", ")}`];
  return [...lines, ...without, cost.totalUsd === null ? `no cost${flags}` : `total $${cost.totalUsd}${flags}`].join(
    "\n",
  );
}
