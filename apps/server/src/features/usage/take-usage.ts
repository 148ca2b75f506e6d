/**
 * Takes a reported batch, each item checked by itself: books the good ones, quarantines the others with their reason.
 * Errors  UNAVAILABLE; a bad item is an answer. received = accepted + duplicate + quarantined.
 */
import type { UsageEvent } from "@ratecard/contract";
import { isBeforeKept, readKept } from "#server/ledger/kept-days";
import type { Services } from "#server/services/context";
import { accepted, type IngestServices, isBookable } from "./book-batches";
import { bookTogether } from "./book-together";
import type { CheckedItem } from "./check-event";
import { type LedgerRow, ledgerRow, loadServers } from "./ledger-row";
import {
  type Booked,
  idOf,
  type IngestAnswer,
  type IngestResult,
  type IngestStatus,
  loadBooked,
  quarantinedResult,
  refuseCost,
  settle,
} from "./settle-leftovers";

export async function takeUsage(
  services: IngestServices,
  gateway: string,
  checked: readonly CheckedItem[],
): Promise<IngestAnswer> {
  const events = checked.flatMap((item) => (item.ok ? item.event : []));
  const refusals = checked.flatMap((item) => (item.ok ? [] : item.refusal));
  return answerInOrder(checked, await bookTogether(services, { gateway, events, refusals }));
}

/** `booked`: results of the items that are events, in their order. */
function answerInOrder(checked: readonly CheckedItem[], booked: readonly IngestResult[]): IngestAnswer {
  return answer(inOrder(checked, booked));
}

function inOrder(checked: readonly CheckedItem[], booked: readonly IngestResult[]): IngestResult[] {
  const next = booked.values();
  return checked.flatMap((item) => {
    if (item.ok) return next.next().value ?? [];
    return quarantinedResult(item.refusal);
  });
}

function answer(results: readonly IngestResult[]): IngestAnswer {
  const count = (status: IngestStatus) => results.filter((result) => result.status === status).length;
  return {
    received: results.length,
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    quarantined: count("quarantined"),
    results,
  };
}

/**
 * What would become of a reported batch, priced as of now: nothing is booked, quarantined or counted.
 * Errors  none; a bad item is an answer, as it would be when sent for real.
 */
export async function tryUsage(
  { db, prices, clock }: IngestServices & Pick<Services, "clock">,
  gateway: string,
  checked: readonly CheckedItem[],
): Promise<IngestAnswer> {
  const now = clock().getTime();
  const events = checked.flatMap((item) => (item.ok ? item.event : []));
  const known = new Map(
    await loadBooked(
      db,
      events.map((event) => ({ gateway, event })),
    ),
  );
  const kept = await readKept(db.pool);
  const arrival = { gateway, now, prices: prices.now(), servers: await loadServers(db, events) };
  const results = events.map((event): IngestResult => {
    const row = ledgerRow(event, arrival);
    if (!isBookable(row)) return refuseCost(row).result;
    const before = known.get(idOf(row));
    if (before || isBeforeKept(row.occurredAt, kept)) return settle(row, before, kept).result;
    known.set(idOf(row), asBooked(row));
    return accepted(row, arrival.prices);
  });
  return answerInOrder(checked, results);
}

/** For the same id later in the batch. */
const asBooked = ({ event, contentHash, costUsd, charge }: LedgerRow): Booked => ({
  requestId: event.requestId,
  contentHash,
  costUsd,
  pricingSource: charge.source,
});

/** Books checked events, up to 5,000 a call, and answers in their order. Errors: as `bookBatches`. */
export const ingestEvents = (
  services: IngestServices,
  { gateway, events }: Readonly<{ gateway: string; events: readonly UsageEvent[] }>,
): Promise<readonly IngestResult[]> => bookTogether(services, { gateway, events, refusals: [] });
