/** Which windows give way to a change that holds from `from` on. Time: [validFrom, validUntil). Pure. */
import type { AdjustmentWindow } from "./rows";

export type WindowChange = Readonly<{
  /** End at `from`. */
  closed: readonly AdjustmentWindow[];
  /** Begin at or after it, so they never come, or no longer hold. */
  superseded: readonly AdjustmentWindow[];
}>;

export function decideWindows(standing: readonly AdjustmentWindow[], from: Date): WindowChange {
  const superseded = standing.filter(({ validFrom }) => validFrom >= from);
  const closed = standing.filter(
    ({ validFrom, validUntil }) => validFrom < from && (validUntil === null || validUntil > from),
  );
  return { closed, superseded };
}

/** What an editor has read: the newest belief about the provider; null: none. */
export const latestOf = (standing: readonly Pick<AdjustmentWindow, "id">[]): string | null =>
  standing.reduce<string | null>(
    (latest, { id }) => (latest === null || BigInt(id) > BigInt(latest) ? id : latest),
    null,
  );
