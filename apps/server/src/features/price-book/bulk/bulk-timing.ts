/** Since when a bulk edit's prices hold. Time: ISO 8601 UTC; `from` null is now. */
import type { Timing } from "#server/batches/timing-notes";
import type { PriceView } from "../rows";

export type BulkTiming = Timing &
  Readonly<{
    /** When prices that were scheduled before begin, by name, soonest first. */
    scheduled: ReadonlyMap<string, readonly string[]>;
  }>;

/** Whether the same values need not be written again: they hold at that time already. */
export function isInForceAlready(view: PriceView, { from, isFuture, scheduled }: BulkTiming): boolean {
  if (from === null) return true;
  if (isFuture) return !scheduled.has(view.model);
  return view.effectiveFrom === undefined || Date.parse(view.effectiveFrom) <= Date.parse(from);
}
