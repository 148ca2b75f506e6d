/**
 * Takes a reported batch: checks each item by itself, books the good ones, quarantines the others with their reason.
 * Errors  UNAVAILABLE; a bad item is an answer. received = accepted + duplicate + quarantined.
 */
import type { Services } from "#server/context";
import type { IngestServices } from "./book-at-current-prices";
import { answerInOrder } from "./answer-in-order";
import { checkEvent } from "./check-event";
import { ingestEvents } from "./ingest-events";
import type { IngestAnswer } from "./ingest-result";
import { recordLeftovers } from "./record-leftovers";

export async function takeUsage(
  services: IngestServices & Pick<Services, "clock">,
  gateway: string,
  items: readonly unknown[],
): Promise<IngestAnswer> {
  const now = services.clock().getTime();
  const checked = items.map((item) => checkEvent(item, now));
  const events = checked.flatMap((item) => (item.ok ? item.event : []));
  const refusals = checked.flatMap((item) => (item.ok ? [] : item.refusal));
  const booked = events.length === 0 ? [] : await ingestEvents(services, { gateway, events });
  await recordLeftovers(services.db, gateway, 0, refusals);
  return answerInOrder(checked, booked);
}
