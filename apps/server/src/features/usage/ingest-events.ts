/**
 * Books usage: each event is priced as of its time; ledger, rollup and counts are written in one statement.
 * Units   up to 5,000 events a call; results in the order of the events; costs as decimal text.
 * Errors  UNAVAILABLE when the prices kept changing under it: nothing was written. An id that is known is no error.
 */
import type { UsageEvent } from "@ratecard/contract";
import { hintsFor, strictError } from "@ratecard/pricing";
import type { Charge } from "#server/ledger/charge-event";
import type { PricesNow } from "#server/pricing/live-prices";
import { bookAtCurrentPrices, type IngestServices, isBookable } from "./book-at-current-prices";
import type { LedgerRow } from "./ledger-row";
import { recordLeftovers } from "./record-leftovers";
import { type IngestResult, loadBooked, refuseCost, settle, type Settled } from "./settle-leftovers";

/** `gateway`: whose request ids these are. `events` are checked already (see check-event.ts). */
export async function ingestEvents(
  services: IngestServices,
  { gateway, events }: Readonly<{ gateway: string; events: readonly UsageEvent[] }>,
): Promise<IngestResult[]> {
  const { rows, fresh, prices } = await bookAtCurrentPrices(services, gateway, events);
  const open = rows.filter((row) => !fresh.has(row));
  const ids = open.map(({ event }) => event.requestId);
  const booked = await loadBooked(services.db, gateway, ids);
  const settled = new Map<LedgerRow, Settled>();
  for (const row of open) {
    settled.set(row, isBookable(row) ? settle(row, booked.get(row.event.requestId)) : refuseCost(row));
  }
  const quarantine = [...settled.values()].flatMap((each) => each.quarantine ?? []);
  await recordLeftovers(services.db, gateway, open.length - quarantine.length, quarantine);
  return rows.map((row) => settled.get(row)?.result ?? accepted(row, prices));
}

export function accepted({ event, charge, costUsd, occurredAt }: LedgerRow, prices: PricesNow): IngestResult {
  const result = { requestId: event.requestId, status: "accepted", costUsd, pricingSource: charge.source } as const;
  if (costUsd !== null) return result;
  return charge.source === "none"
    ? { ...result, reason: whyUnpriced(event.model, charge, occurredAt, prices) }
    : { ...result, reason: UNITS_UNKNOWN };
}

/** A price was found, of things that nothing counted. */
const UNITS_UNKNOWN =
  'units: the price of this model is for something that was not counted, so there is no cost. Send units, as {"outputImages": 1}.';

function whyUnpriced(model: string, { provider }: Charge, occurredAt: string, { book, catalog }: PricesNow): string {
  const at = Date.parse(occurredAt);
  return strictError(model, hintsFor(book, catalog, { model, provider, at }, at));
}
