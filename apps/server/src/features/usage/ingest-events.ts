/**
 * Books usage: each event is priced as of its time; ledger, rollup and counts are written in one statement.
 * Units   up to 5,000 events a call; results in the order of the events; costs as decimal text.
 * Errors  TOO_BUSY when the prices kept changing under it: nothing was written. An id that is known is no error.
 */
import type { UsageEvent } from "@ratecard/contract";
import { hintsFor, strictError } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { bookAtCurrentPrices, type IngestServices, isBookable } from "./book-at-current-prices";
import type { IngestResult } from "./ingest-result";
import type { LedgerRow } from "./ledger-row";
import { recordLeftovers } from "./record-leftovers";
import { loadBooked, refuseCost, settle, type Settled } from "./settle-leftovers";

/** `gateway`: whose request ids these are. `events` are checked already (see check-event.ts). */
export async function ingestEvents(
  services: IngestServices,
  { gateway, events }: Readonly<{ gateway: string; events: readonly UsageEvent[] }>,
): Promise<IngestResult[]> {
  const { items, fresh, prices } = await bookAtCurrentPrices(services, gateway, events);
  const open = items.filter((item) => !fresh.has(item));
  const booked = await loadBooked(
    services.db,
    gateway,
    open.map(({ row }) => row.requestId),
  );
  const settled = new Map<unknown, Settled>();
  for (const item of open) {
    settled.set(item, isBookable(item.row) ? settle(item, booked.get(item.row.requestId)) : refuseCost(item));
  }
  const quarantine = [...settled.values()].flatMap((each) => each.quarantine ?? []);
  await recordLeftovers(services.db, gateway, open.length - quarantine.length, quarantine);
  return items.map((item) => settled.get(item)?.result ?? accepted(item.row, prices));
}

function accepted(row: LedgerRow, prices: PricesNow): IngestResult {
  const { requestId, costUsd, pricingSource } = row;
  const result: IngestResult = { requestId, status: "accepted", costUsd, pricingSource };
  return pricingSource === "none" ? { ...result, reason: whyUnpriced(row, prices) } : result;
}

function whyUnpriced({ model, provider, occurredAt }: LedgerRow, { book, catalog }: PricesNow): string {
  const at = Date.parse(occurredAt);
  return strictError(model, hintsFor(book, catalog, { model, provider: provider ?? undefined, at }, at));
}
