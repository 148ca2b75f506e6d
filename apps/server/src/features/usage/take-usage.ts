/**
 * Takes a reported batch, each item checked by itself: books the good ones, quarantines the others with their reason.
 * Errors  UNAVAILABLE; a bad item is an answer. received = accepted + duplicate + quarantined.
 */
import type { IngestServices } from "./book-at-current-prices";
import { answerInOrder } from "./answer-in-order";
import type { CheckedItem } from "./check-event";
import { ingestEvents } from "./ingest-events";
import type { IngestAnswer } from "./ingest-result";
import { recordLeftovers } from "./record-leftovers";

export async function takeUsage(
  services: IngestServices,
  gateway: string,
  checked: readonly CheckedItem[],
): Promise<IngestAnswer> {
  const events = checked.flatMap((item) => (item.ok ? item.event : []));
  const refusals = checked.flatMap((item) => (item.ok ? [] : item.refusal));
  const booked = events.length === 0 ? [] : await ingestEvents(services, { gateway, events });
  await recordLeftovers(services.db, gateway, 0, refusals);
  return answerInOrder(checked, booked);
}
