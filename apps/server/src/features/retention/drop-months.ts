/**
 * Drops, in the background, months of requests that are older than they are kept, oldest first.
 * Rules   a month waits until its sums are complete and agree with its requests, until it is closed where months are closed, and while
 *         a re-cost is at work, events of it wait in quarantine, or sample data is in it. First the border moves, in a short
 *         transaction with an audit row: from then on nothing is booked before it, and nobody reads there. Then `drop-partition.ts`.
 * Time    at the start and every hour. A server that was killed between the two goes on with the second one.
 * Errors  logged, and tried again an hour later.
 */
import type { NewNotification } from "@ratecard/contract";
import { SAMPLE_GATEWAY } from "@ratecard/fixtures";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import { compareDay, daysOfLedger } from "#server/ledger/compare-day";
import { compareUnits } from "#server/ledger/units";
import type { Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";
import { write } from "#server/write/write";
import { dropOldestMonth } from "./drop-partition";
import { findKeepMonths, findOldMonths, lockOldMonths, type OldMonth, saveKeptAfter } from "./rows";

type Parts = Pick<Services, "db" | "clock">;
export type Tell = (news: NewNotification) => Promise<void>;

/** Answers the months that it dropped. */
export async function dropMonths(services: Parts, tell: Tell, signal: AbortSignal): Promise<readonly string[]> {
  const dropped: string[] = [];
  while (!signal.aborted) {
    const month = await dropOldestMonth(services.db.pool, signal);
    if (month !== null) dropped.push(month);
    else if (!(await moveBorder(services, tell))) break;
  }
  return dropped;
}

/** Past the oldest month, when nothing speaks against it. */
async function moveBorder({ db, clock }: Parts, tell: Tell): Promise<boolean> {
  const keep = await findKeepMonths(db.pool);
  if (keep === null) return false;
  const limits = [clock(), keep, SAMPLE_GATEWAY] as const;
  const [oldest] = await findOldMonths(db.pool, limits);
  if (!oldest || oldest.waitsFor.length > 0) return false;
  if (!(await agrees(db, oldest))) {
    await tell(newsOf(oldest));
    return false;
  }
  const { month, requests, bytes } = oldest;
  const details = () => ({ requests, bytes, keepMonths: keep });
  try {
    await write({ db, actor: SYSTEM }, { action: "ledger.drop-month", subject: month, details }, async (tx) => {
      const [locked] = await lockOldMonths(tx, limits);
      if (locked?.month !== month || locked.waitsFor.length > 0) throw new WaitsAgain();
      await saveKeptAfter(tx, month);
    });
  } catch (error) {
    if (error instanceof WaitsAgain) return false;
    throw error;
  }
  return true;
}

/** Something began meanwhile that the month has to wait for. */
class WaitsAgain extends Error {
  override readonly name = "WaitsAgain";
}

/** Whether the sums, which are what will be left, are those of the requests. */
async function agrees({ pool }: Services["db"], { lastDay }: OldMonth): Promise<boolean> {
  for (const day of await daysOfLedger(pool)) {
    if (day > lastDay) break;
    const { count } = await compareDay(pool, day, { repair: false });
    if (count > 0 || (await compareUnits(pool, day, { repair: false })) > 0) return false;
  }
  return true;
}

const newsOf = ({ month }: OldMonth): NewNotification => ({
  key: `retention.differs:${month}`,
  title: `Requests of ${month} are not dropped`,
  detail: `Their sums differ from them. Compare the ledger and repair its sums first; after that they are dropped within the hour.`,
  link: "/admin/analytics",
  permission: "ledger:retention",
});

const HOUR_MS = 60 * 60 * 1000;

export function keepDropping(services: Pick<Services, "db" | "clock" | "log">, tell: Tell): Keeper {
  const closing = new AbortController();
  const keeper = keepLooking(
    services,
    { everyMs: HOUR_MS, failed: "requests that are no longer kept could not be dropped" },
    () => dropMonths(services, tell, closing.signal),
  );
  return {
    close: () => {
      closing.abort();
      return keeper.close();
    },
  };
}
