/**
 * The windows of one name as a change of its price would leave them.
 * Time    epoch ms UTC. `from` null: now, and a name without windows gets one that has no start. What is scheduled after `from`
 *         stays and ends the new window; a past `from` gives the new price everything since then.
 */
import type { PriceVersion } from "./price-terms";

type NewPrice = Pick<PriceVersion, "model" | "provider" | "isActive" | "terms">;

/** `price` null: there would be none from then on. */
export function plannedWindows(
  standing: readonly PriceVersion[],
  price: NewPrice | null,
  { from, now }: Readonly<{ from: number | null; now: number }>,
): readonly PriceVersion[] {
  const begins = from ?? now;
  const kept = standing.flatMap((window) => endedAt(window, begins));
  if (price === null) return kept;
  const later = standing.filter(({ validFrom }) => validFrom !== null && validFrom > Math.max(begins, now));
  const next = later.reduce<number | null>((soonest, { validFrom }) => earlier(soonest, validFrom), null);
  const validFrom = from === null && standing.length === 0 ? null : begins;
  return [...kept, { ...price, versionId: `planned ${price.model}`, validFrom, validUntil: next }, ...later];
}

function endedAt(window: PriceVersion, end: number): readonly PriceVersion[] {
  const { validFrom, validUntil } = window;
  if (validFrom !== null && validFrom >= end) return [];
  return [{ ...window, validUntil: validUntil === null ? end : Math.min(validUntil, end) }];
}

const earlier = (soonest: number | null, start: number | null): number | null =>
  soonest === null ? start : start === null ? soonest : Math.min(soonest, start);
