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

/** `withdraws`: its price has not begun yet, and never will. `undone`: it stands as before the batch already. */
export const REVERT_OUTCOMES = ["removes", "restores", "withdraws", "undone", "edited-since", "pinned"] as const;
export type RevertOutcome = (typeof REVERT_OUTCOMES)[number];

export type RevertDecision = BatchRow & Readonly<{ outcome: RevertOutcome; current: EntrySnapshot }>;

/** `isPending`: what the batch scheduled for it has not begun yet. */
export type CurrentEntry = Readonly<{ snapshot: EntrySnapshot; pinnedBy: string | null; isPending?: boolean }>;

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

function outcomeOf(
  { before, after }: BatchRow,
  { snapshot, pinnedBy, isPending = false }: CurrentEntry,
): RevertOutcome {
  if (isPending) return "withdraws";
  if (isSame(snapshot, before)) return "undone";
  if (pinnedBy !== null) return "pinned";
  if (!isSame(snapshot, after)) return "edited-since";
  return before === null ? "removes" : "restores";
}

const isSame = (left: EntrySnapshot, right: EntrySnapshot): boolean => canonicalJson(left) === canonicalJson(right);
