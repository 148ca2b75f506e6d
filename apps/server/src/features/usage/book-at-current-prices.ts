/**
 * Prices events and books them; when the prices moved on meanwhile, prices them again.
 * Errors  TOO_BUSY when the prices kept moving: nothing was written.
 */
import type { UsageEvent } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import type { Services } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import type { PricesNow } from "#server/pricing/live-prices";
import { bookRows } from "./book-rows";
import { ensureMonths } from "./ensure-months";
import { type LedgerRow, ledgerRow } from "./ledger-row";
import { loadServers } from "./load-servers";

export type IngestServices = Pick<Services, "db" | "prices" | "clock">;
export type PricedItem = Readonly<{ event: UsageEvent; row: LedgerRow }>;
export type Booked = Readonly<{
  /** In the order of the events. */
  items: readonly PricedItem[];
  fresh: ReadonlySet<PricedItem>;
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
    const items = events.map((event) => ({ event, row: ledgerRow(event, arrival) }));
    const first = firstOfEachId(items.filter(({ row }) => isBookable(row)));
    if (first.size === 0) return { items, fresh: new Set(), prices };
    const rows = [...first.values()].map(({ row }) => row);
    await ensureMonths(
      db,
      rows.map(({ occurredAt }) => occurredAt),
    );
    const booking = await bookRows(db, gateway, prices.version, rows);
    if (booking.outcome === "booked") {
      return { items, fresh: new Set([...booking.fresh].flatMap((id) => first.get(id) ?? [])), prices };
    }
    prices = await livePrices.refresh();
  }
  throw new DomainError("TOO_BUSY", { retryAfterSeconds: 1 });
}

/** The ledger's columns hold less than a trillion USD a request. */
export const isBookable = ({ costUsd }: LedgerRow): boolean => costUsd === null || parseUsd(costUsd).ok;

function firstOfEachId(items: readonly PricedItem[]): ReadonlyMap<string, PricedItem> {
  const first = new Map<string, PricedItem>();
  for (const item of items) if (!first.has(item.row.requestId)) first.set(item.row.requestId, item);
  return first;
}
