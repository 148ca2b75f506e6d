/**
 * Prices events and books them; when the prices moved on meanwhile, prices them again.
 * Errors  UNAVAILABLE when the prices kept moving: nothing was written.
 */
import type { UsageEvent } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import type { Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import type { PricesNow } from "#server/pricing/live-prices";
import { bookRows } from "./book-rows";
import { ensureMonths } from "./ensure-months";
import { type LedgerRow, ledgerRow } from "./ledger-row";
import { loadServers } from "./load-servers";

export type IngestServices = Pick<Services, "db" | "prices" | "clock">;
export type Booked = Readonly<{
  /** In the order of the events. */
  rows: readonly LedgerRow[];
  fresh: ReadonlySet<LedgerRow>;
  prices: PricesNow;
}>;

const MOST_ATTEMPTS = 5;

export async function bookAtCurrentPrices(
  services: IngestServices,
  gateway: string,
  events: readonly UsageEvent[],
): Promise<Booked> {
  const { db, prices: livePrices, clock } = services;
  const [now, servers] = [clock().getTime(), await loadServers(db, events)];
  let prices = livePrices.now();
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const arrival = { now, prices, servers };
    const rows = events.map((event) => ledgerRow(event, arrival));
    const first = firstOfEachId(rows.filter(isBookable));
    if (first.size === 0) return { rows, fresh: new Set(), prices };
    const candidates = [...first.values()];
    const times = candidates.map(({ occurredAt }) => occurredAt);
    await ensureMonths(db, times);
    const booking = await bookRows(db, gateway, prices.version, candidates);
    if (booking.outcome === "booked") {
      return { rows, fresh: new Set([...booking.fresh].flatMap((id) => first.get(id) ?? [])), prices };
    }
    prices = await livePrices.refresh();
  }
  throw new DomainError("UNAVAILABLE", { retryAfterSeconds: 1 });
}

/** The ledger's columns hold less than a trillion USD a request. */
export const isBookable = ({ costUsd }: LedgerRow): boolean => costUsd === null || parseUsd(costUsd).ok;

function firstOfEachId(rows: readonly LedgerRow[]): ReadonlyMap<string, LedgerRow> {
  const first = new Map<string, LedgerRow>();
  for (const row of rows) if (!first.has(row.event.requestId)) first.set(row.event.requestId, row);
  return first;
}
