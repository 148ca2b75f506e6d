/**
 * Since when a bulk edit's prices hold, and what that means beside prices that are scheduled already.
 * Time    ISO 8601 UTC; `from` null is now. A scheduled price is never lost silently: a note says what happens to it.
 */
import type { PriceView } from "../rows";

export type BulkTiming = Readonly<{
  from: string | null;
  isFuture: boolean;
  /** When prices that were scheduled before begin, by name, soonest first. */
  scheduled: ReadonlyMap<string, readonly string[]>;
}>;

/** Whether the same values need not be written again: they hold at that time already. */
export function isInForceAlready(view: PriceView, { from, isFuture, scheduled }: BulkTiming): boolean {
  if (from === null) return true;
  if (isFuture) return !scheduled.has(view.model);
  return view.effectiveFrom === undefined || Date.parse(view.effectiveFrom) <= Date.parse(from);
}

export function timingNotes(model: string, { from, isFuture, scheduled }: BulkTiming): readonly string[] {
  const starts = scheduled.get(model) ?? [];
  if (!isFuture || from === null)
    return starts.slice(0, 1).map((at) => `Holds until the price scheduled for ${said(at)}.`);
  const [before, after] = [starts.filter((at) => isBefore(at, from)), starts.filter((at) => isBefore(from, at))];
  return [
    ...before.slice(-1).map((at) => `The price scheduled for ${said(at)} holds until then.`),
    ...(starts.length > before.length + after.length ? ["Replaces the price scheduled for the same time."] : []),
    ...after.slice(0, 1).map((at) => `Holds until the price scheduled for ${said(at)}.`),
  ];
}

const isBefore = (left: string, right: string): boolean => Date.parse(left) < Date.parse(right);

const said = (at: string): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
