/**
 * What would become of a reported batch, priced as of now: nothing is booked, quarantined or counted.
 * Errors  none; a bad item is an answer, as it would be when sent for real.
 */
import type { Services } from "#server/services/context";
import { answerInOrder } from "./answer-in-order";
import { type IngestServices, isBookable } from "./book-at-current-prices";
import type { CheckedItem } from "./check-event";
import { accepted } from "./ingest-events";
import type { IngestAnswer, IngestResult } from "./ingest-result";
import { type LedgerRow, ledgerRow } from "./ledger-row";
import { loadServers } from "./load-servers";
import { type Booked, loadBooked, refuseCost, settle } from "./settle-leftovers";

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
      gateway,
      events.map(({ requestId }) => requestId),
    ),
  );
  const arrival = { now, prices: prices.now(), servers: await loadServers(db, events) };
  const results = events.map((event): IngestResult => {
    const row = ledgerRow(event, arrival);
    if (!isBookable(row)) return refuseCost(row).result;
    const before = known.get(event.requestId);
    if (before) return settle(row, before).result;
    known.set(event.requestId, asBooked(row));
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
