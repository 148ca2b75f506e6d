/** The answer to a batch: one result an item, in its order, and how many of each kind. */
import type { CheckedItem } from "./check-event";
import type { IngestAnswer, IngestResult, IngestStatus } from "./ingest-result";

/** `booked`: results of the items that are events, in their order. */
export function answerInOrder(checked: readonly CheckedItem[], booked: readonly IngestResult[]): IngestAnswer {
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
