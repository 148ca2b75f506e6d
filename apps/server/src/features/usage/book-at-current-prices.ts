/**
 * Prices events and books them; when the prices moved on meanwhile, prices them again.
 * Errors  UNAVAILABLE when the prices kept moving: nothing was written.
 */
import type { UsageEvent } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import { DomainError } from "#server/errors/domain-error";
import type { PricesNow } from "#server/pricing/live-prices";
import type { Services } from "#server/services/context";
import { type LedgerRow, ledgerRow, loadServers } from "./ledger-row";
import { BOOK_STATEMENT, columnArrays } from "./ledger-statement";

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

/** `fresh`: the ids that were new; the others were there before, with this content or another. */
type Booking = Readonly<{ outcome: "booked"; fresh: ReadonlySet<string> }> | Readonly<{ outcome: "stale" }>;

/**
 * Books rows in one statement.
 * Errors  `stale`: the prices moved on since the rows were priced; nothing was written.
 */
async function bookRows(
  { pool }: Services["db"],
  gateway: string,
  version: bigint,
  rows: readonly LedgerRow[],
): Promise<Booking> {
  const { rows: answers } = await pool.query<{ version: string; fresh: string[] }>({
    name: "usage.book",
    text: BOOK_STATEMENT,
    values: [version.toString(), gateway, ...columnArrays(rows)],
  });
  const answer = answers[0];
  if (!answer || BigInt(answer.version) !== version) return { outcome: "stale" };
  return { outcome: "booked", fresh: new Set(answer.fresh) };
}

const known = new WeakMap<object, Set<string>>();

/**
 * Makes the ledger's partitions for `times` (ISO 8601, UTC); asks the database once a month and process.
 * Errors  none: a month whose rows already lie in the default partition stays there.
 */
export async function ensureMonths({ pool }: Services["db"], times: Iterable<string>): Promise<void> {
  const ready = known.get(pool) ?? new Set<string>();
  known.set(pool, ready);
  const missing = new Set<string>();
  for (const time of times) if (!ready.has(time.slice(0, 7))) missing.add(time.slice(0, 7));
  for (const month of [...missing].toSorted()) {
    const { rows } = await pool.query<{ exists: boolean }>("SELECT to_regclass($1) IS NOT NULL AS exists", [
      `usage_logs_${month.replace("-", "_")}`,
    ]);
    if (!rows[0]?.exists) await pool.query("SELECT ensure_usage_month($1::date)", [`${month}-01`]).catch(keepInDefault);
    ready.add(month);
  }
}

const CHECK_VIOLATION = "23514";

function keepInDefault(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === CHECK_VIOLATION)) throw error;
}
