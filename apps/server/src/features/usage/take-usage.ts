/**
 * Takes a reported batch, each item checked by itself: books the good ones, quarantines the others with their reason.
 * Errors  UNAVAILABLE; a bad item is an answer. received = accepted + duplicate + quarantined.
 */
import type { UsageEvent } from "@ratecard/contract";
import { hintsFor, strictError } from "@ratecard/pricing";
import type { Charge } from "#server/ledger/charge-event";
import type { PricesNow } from "#server/pricing/live-prices";
import type { Services } from "#server/services/context";
import { bookAtCurrentPrices, type IngestServices, isBookable } from "./book-at-current-prices";
import type { CheckedItem } from "./check-event";
import { type LedgerRow, ledgerRow, loadServers } from "./ledger-row";
import { recordLeftovers } from "./record-leftovers";
import {
  type Booked,
  type IngestAnswer,
  type IngestResult,
  type IngestStatus,
  loadBooked,
  refuseCost,
  settle,
  type Settled,
} from "./settle-leftovers";

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

/** `booked`: results of the items that are events, in their order. */
function answerInOrder(checked: readonly CheckedItem[], booked: readonly IngestResult[]): IngestAnswer {
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

/**
 * Books checked events, up to 5,000 a call, and answers in their order. `gateway`: whose request ids these are.
 * Errors  UNAVAILABLE when the prices kept changing under it: nothing was written. An id that is known is no error.
 */
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

function accepted({ event, charge, costUsd, occurredAt }: LedgerRow, prices: PricesNow): IngestResult {
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
