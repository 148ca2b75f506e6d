/**
 * Takes a reported batch: checks each item by itself, books the good ones, quarantines the others with their reason.
 * Errors  UNAVAILABLE; a bad item is an answer. received = accepted + duplicate + quarantined.
 */
import type { Services } from "#server/context";
import type { IngestServices } from "./book-at-current-prices";
import { type CheckedItem, checkEvent } from "./check-event";
import { ingestEvents } from "./ingest-events";
import type { IngestAnswer, IngestResult, IngestStatus } from "./ingest-result";
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
  return answer(inOrder(checked, booked));
}

function inOrder(checked: readonly CheckedItem[], booked: readonly IngestResult[]): IngestResult[] {
  const next = booked.values();
  return checked.flatMap((item) => {
    if (item.ok) return next.next().value ?? [];
    const { requestId, reason } = item.refusal;
    return { requestId, status: "quarantined", costUsd: null, pricingSource: null, reason };
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
