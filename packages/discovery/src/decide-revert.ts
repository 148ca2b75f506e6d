/**
 * What taking back an import batch would do, row by row.
 *
 * Errors  none thrown: a row edited since is listed, never overwritten.
 * Source  discovery.md "Batches": a revert is a batch of its own.
 */
import { canonicalJson } from "./same-terms";

/** Everything of a price book entry that an import writes, as JSON; null: there is no entry. */
export type EntrySnapshot = Readonly<Record<string, unknown>> | null;

export type BatchRow = Readonly<{ model: string; before: EntrySnapshot; after: EntrySnapshot }>;

/** `undone`: it stands as before the batch already. `withdraws`: so it does, and the batch's price is still to come. */
export const REVERT_OUTCOMES = ["removes", "restores", "withdraws", "undone", "edited-since", "pinned"] as const;
export type RevertOutcome = (typeof REVERT_OUTCOMES)[number];

export type RevertDecision = BatchRow & Readonly<{ outcome: RevertOutcome; current: EntrySnapshot }>;

export type CurrentEntry = Readonly<{
  snapshot: EntrySnapshot;
  pinnedBy: string | null;
  /** A price of this batch begins later. */
  isScheduled: boolean;
}>;

/** In the order of names. */
export function decideRevert(
  rows: readonly BatchRow[],
  currentOf: (model: string) => CurrentEntry,
): readonly RevertDecision[] {
  return rows
    .map((row) => {
      const current = currentOf(row.model);
      return { ...row, outcome: outcomeOf(row, current), current: current.snapshot };
    })
    .sort((a, b) => (a.model < b.model ? -1 : 1));
}

function outcomeOf({ before, after }: BatchRow, { snapshot, pinnedBy, isScheduled }: CurrentEntry): RevertOutcome {
  // A name that had no entry is removed as a whole, its coming price with it.
  if (isScheduled && before !== null) return pinnedBy === null ? "withdraws" : "pinned";
  if (isSame(snapshot, before)) return "undone";
  if (pinnedBy !== null) return "pinned";
  if (!isSame(snapshot, after)) return "edited-since";
  return before === null ? "removes" : "restores";
}

const isSame = (left: EntrySnapshot, right: EntrySnapshot): boolean => canonicalJson(left) === canonicalJson(right);
