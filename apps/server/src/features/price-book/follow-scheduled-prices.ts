/**
 * Keeps `model_pricing` what is in force now: when a scheduled price's time comes, its row follows.
 * Time    looked at every second; requests are priced by the windows themselves, so nothing waits for this.
 * Errors  logged and tried again at the next look.
 */
import { linesOf, type PriceBook } from "@ratecard/pricing";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import type { Services } from "#server/services/context";

const LOOK_MS = 1000;

export function followScheduledPrices(services: Services): Keeper {
  const { db, prices, clock } = services;
  let seen: bigint | null = null;
  // What came into force while no server ran is followed at the first look.
  let nextAt = Number.NEGATIVE_INFINITY;

  const look = async () => {
    const now = clock().getTime();
    const { book, version } = prices.now();
    if (now >= nextAt) {
      await db.pool.query("SELECT follow_scheduled_prices()");
      nextAt = nextStart(book, now);
      seen = version;
    } else if (version !== seen) {
      nextAt = nextStart(book, now);
      seen = version;
    }
  };
  return keepLooking(services, { everyMs: LOOK_MS, failed: "scheduled prices could not be followed" }, look);
}

/** When the next window begins; never: infinity. The latest start comes first, so what has begun is not looked at. */
function nextStart(book: PriceBook, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { versions } of linesOf(book)) {
    for (const { validFrom } of versions) {
      if (validFrom === null || validFrom <= now) break;
      next = Math.min(next, validFrom);
    }
  }
  return next;
}
