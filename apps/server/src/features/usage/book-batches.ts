/**
 * Prices the events of some calls and books them together; when the prices moved on meanwhile, prices them again.
 * Errors  UNAVAILABLE when the prices kept moving: nothing was written. An id that is known is no error.
 */
import { fieldProblem, type UsageEvent } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import { hintsFor, strictError } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import type { Charge } from "#server/ledger/charge-event";
import { readKept } from "#server/ledger/kept-days";
import type { PricesNow } from "#server/pricing/live-prices";
import type { Services } from "#server/services/context";
import { ensureMonths } from "./ensure-months";
import { encodeRows } from "./ledger-columns";
import { type LedgerRow, ledgerRow, loadServers } from "./ledger-row";
import { type Booking, bookingOf, isAnyLate } from "./ledger-statement";
import { type Leftovers, type QuarantineEntry, recordLeftovers } from "./record-leftovers";
import { idOf, type IngestResult, loadBooked, refuseCost, settle, type Settled } from "./settle-leftovers";

export type IngestServices = Pick<Services, "db" | "prices" | "clock">;

/** Of one call. `gateway`: whose request ids these are; `refusals`: items that are no events. */
export type Batch = Readonly<{
  gateway: string;
  events: readonly UsageEvent[];
  refusals: readonly QuarantineEntry[];
}>;

/** Answers the results of each batch's events, in their order. */
export async function bookBatches(
  services: IngestServices,
  batches: readonly Batch[],
): Promise<readonly (readonly IngestResult[])[]> {
  const { rowsOf, fresh, prices } = await bookRows(services, batches);
  const open = rowsOf.flat().filter((row) => !fresh.has(row));
  const booked = await loadBooked(services.db, open);
  const kept = open.length === booked.size ? null : await readKept(services.db.pool);
  const settled = new Map<LedgerRow, Settled>();
  for (const row of open)
    settled.set(row, isBookable(row) ? settle(row, booked.get(idOf(row)), kept) : refuseCost(row));
  await recordLeftovers(
    services.db,
    batches.map(({ gateway, refusals }, index): Leftovers => {
      const ofBatch = (rowsOf[index] ?? []).flatMap((row) => settled.get(row) ?? []);
      const quarantined = ofBatch.flatMap(({ quarantine }) => quarantine ?? []);
      return { gateway, duplicates: ofBatch.length - quarantined.length, entries: [...refusals, ...quarantined] };
    }),
  );
  return rowsOf.map((rows) => rows.map((row) => settled.get(row)?.result ?? accepted(row, prices)));
}

type Booked = Readonly<{
  /** In the order of the batches and their events. */
  rowsOf: readonly (readonly LedgerRow[])[];
  fresh: ReadonlySet<LedgerRow>;
  prices: PricesNow;
}>;

const MOST_ATTEMPTS = 5;

async function bookRows(services: IngestServices, batches: readonly Batch[]): Promise<Booked> {
  const { db, prices: livePrices, clock } = services;
  const now = clock().getTime();
  const servers = await loadServers(
    db,
    batches.flatMap(({ events }) => events),
  );
  let prices = livePrices.now();
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const rowsOf = batches.map(({ gateway, events }) => {
      const arrival = { gateway, now, prices, servers };
      return events.map((event) => ledgerRow(event, arrival));
    });
    const first = firstOfEachId(rowsOf.flat());
    if (first.size === 0) return { rowsOf, fresh: new Set(), prices };
    const candidates = [...first.values()];
    await ensureMonths(db, candidates);
    const booking = bookingOf(prices.version, isAnyLate(candidates, now), encodeRows(candidates));
    const { rows: answers } = await db.intakePool.query<Booking>(booking);
    const [answer] = answers;
    if (answer && BigInt(answer.version) === prices.version) return { rowsOf, fresh: freshOf(answer, first), prices };
    prices = await livePrices.refresh();
  }
  throw new DomainError("UNAVAILABLE", { retryAfterSeconds: 1 });
}

/** The ledger's columns hold less than a trillion USD a request. */
export const isBookable = ({ costUsd }: LedgerRow): boolean => costUsd === null || parseUsd(costUsd).ok;

function firstOfEachId(rows: readonly LedgerRow[]): ReadonlyMap<string, LedgerRow> {
  const first = new Map<string, LedgerRow>();
  for (const row of rows) {
    const id = idOf(row);
    if (!first.has(id) && isBookable(row)) first.set(id, row);
  }
  return first;
}

function freshOf({ booked, fresh }: Booking, first: ReadonlyMap<string, LedgerRow>): ReadonlySet<LedgerRow> {
  if (booked === first.size) return new Set(first.values());
  return new Set(
    (fresh ?? []).flatMap(([gateway, requestId]) => first.get(idOf({ gateway, event: { requestId } })) ?? []),
  );
}

export function accepted({ event, charge, costUsd, occurredAt }: LedgerRow, prices: PricesNow): IngestResult {
  const result = { requestId: event.requestId, status: "accepted", costUsd, pricingSource: charge.source } as const;
  if (costUsd !== null) return result;
  if (charge.source === "none") return { ...result, reason: whyUnpriced(event.model, charge, occurredAt, prices) };
  const { code, field, problem } = event.sumOfRequests === 0 ? REQUESTS : UNITS;
  return { ...result, code, field, reason: `${field}: ${problem}` };
}

/** A price was found, of things that nothing counted. */
const UNITS = fieldProblem("units", "units-uncounted");
const REQUESTS = fieldProblem("sumOfRequests", "requests-uncounted");

function whyUnpriced(model: string, { provider }: Charge, occurredAt: string, { book, catalog }: PricesNow): string {
  const at = Date.parse(occurredAt);
  return strictError(model, hintsFor(book, catalog, { model, provider, at }, at));
}
