/**
 * What an event itself says against its cost: counts that were worked out, usage that no count of ours holds, another cost.
 * Units   pico-USD.
 */
import type { UsageEvent } from "@ratecard/contract";
import { compare, type PicoUsd, parseSignedUsd, subtract, times } from "@ratecard/money";
import type { CostFlag } from "@ratecard/pricing";
import { readReportedCost } from "./read-reported-cost";

export type Report = Pick<UsageEvent, "assumedCounts" | "otherUsage" | "reportedCostUsd">;

export function reportFlags(event: Report, costUsd: PicoUsd | null): readonly CostFlag[] {
  const flags: CostFlag[] = [];
  if ((event.assumedCounts ?? []).length > 0) flags.push("counts-assumed");
  if ((event.otherUsage ?? []).length > 0) flags.push("usage-not-priced");
  if (costUsd !== null && isAnotherCost(costUsd, reportedOf(event))) flags.push("differs-from-reported");
  return flags;
}

/** One part in twenty of what was reported. */
const FIVE_PERCENT = 20;

function isAnotherCost(ours: PicoUsd, theirs: PicoUsd | null): boolean {
  if (theirs === null) return false;
  const [low, high] = compare(ours, theirs) < 0 ? [ours, theirs] : [theirs, ours];
  return compare(times(subtract(high, low), FIVE_PERCENT), theirs) > 0;
}

function reportedOf({ reportedCostUsd }: Report): PicoUsd | null {
  const text = reportedCostUsd ? readReportedCost(reportedCostUsd) : null;
  const parsed = text === null ? null : parseSignedUsd(text);
  return parsed?.ok ? parsed.value : null;
}
