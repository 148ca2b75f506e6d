/** Which windows give way to a change that holds from `from` on. Time: [validFrom, validUntil). Pure. */
import type { AdjustmentWindow } from "./rows";

export type WindowChange = Readonly<{
  /** End at `from`. */
  closed: readonly string[];
  /** Begin at or after it, so they never come, or no longer hold. */
  superseded: readonly string[];
}>;

type Standing = Pick<AdjustmentWindow, "id" | "validFrom" | "validUntil">;

export function decideWindows(standing: readonly Standing[], from: Date): WindowChange {
  const later = standing.filter(({ validFrom }) => validFrom >= from);
  const open = standing.filter(
    ({ validFrom, validUntil }) => validFrom < from && (validUntil === null || validUntil > from),
  );
  return { closed: open.map(({ id }) => id), superseded: later.map(({ id }) => id) };
}

/** What an editor has read: the newest belief about the provider; null: none. */
export const latestOf = (standing: readonly Pick<AdjustmentWindow, "id">[]): string | null =>
  standing.reduce<string | null>(
    (latest, { id }) => (latest === null || BigInt(id) > BigInt(latest) ? id : latest),
    null,
  );
