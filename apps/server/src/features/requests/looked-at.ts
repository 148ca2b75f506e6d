/**
 * How many requests have to be looked through for a list or a sum, told beforehand by the sums: too many are refused in words.
 * Time    days of the ledger; an instant is of its own day, the days beside it included.
 */
import { addDays, type RequestScope, SPEND_FILTER_NAMES, type SpendScope } from "@ratecard/contract";
import { withConnection } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";
import { refusedField } from "#server/errors/domain-error";
import { daysWithoutIndexes } from "#server/ledger/index-months";
import { countLookedAt, openKeptSums } from "#server/ledger/open-sums";
import type { RequestOrder } from "./request-order";

/** They take a third of a second. */
export const MOST_LOOKED_AT = 1_000_000;

const FIRST_DAY = "2000-01-01";
const LAST_DAY = "2999-12-31";
const isDay = (bound: string) => bound.length === FIRST_DAY.length;

/** The days and names of a scope, as sums are asked for. */
export function spendScopeOf(scope: RequestScope): SpendScope {
  const day = (bound: string, days: number) => (isDay(bound) ? bound : addDays(bound.slice(0, 10), days));
  const names = Object.fromEntries(SPEND_FILTER_NAMES.map((filter) => [filter, scope[filter]]));
  return {
    ...names,
    from: scope.from === undefined ? FIRST_DAY : day(scope.from, -1),
    to: scope.to === undefined ? LAST_DAY : day(scope.to, 1),
  };
}

/** Whether whole days and names are all that it asks for. */
export const isOfSums = (scope: RequestScope): boolean =>
  Object.entries(scope).every(([field, value]) => {
    if (value === undefined || SPEND_FILTER_NAMES.some((name) => name === field)) return true;
    return (field === "from" || field === "to") && typeof value === "string" && isDay(value);
  });

const RANGES = ["costUsdFrom", "costUsdTo", "tokensFrom", "tokensTo", "latencyMsFrom", "latencyMsTo"] as const;

/** Whether an index of what lists are sorted by may find the requests. */
export const isOfRange = (scope: RequestScope): boolean => RANGES.some((range) => scope[range] !== undefined);

/** A list by time without a range ends with its page. */
export async function refuseTooMany(pool: Pool, scope: RequestScope, order: RequestOrder): Promise<void> {
  if (order.by === "time" && !isOfRange(scope)) return;
  const count = await countToSort(pool, scope);
  if (count > MOST_LOOKED_AT) throw tooMany(count);
}

export const tooMany = (count: number) =>
  refusedField("from", "too-many-to-look-through", { count, most: MOST_LOOKED_AT });

/** Days that are over have indexes of what is sorted by; they serve a list that nothing else narrows. */
async function countToSort(pool: Pool, scope: RequestScope): Promise<number> {
  const names = Object.keys(scope).filter((field) => scope[field as keyof RequestScope] !== undefined);
  const isIndexed = names.every(
    (field) => field === "from" || field === "to" || RANGES.some((range) => range === field),
  );
  if (!isIndexed) return countToRead(pool, scope);
  const { from, to } = spendScopeOf(scope);
  let count = 0;
  for (const open of await daysWithoutIndexes(pool)) {
    const last = addDays(open.before, -1);
    const days = { from: open.from > from ? open.from : from, to: last < to ? last : to };
    if (days.from <= days.to) count += await countToRead(pool, days);
  }
  return count;
}

/** At most: what the best index leaves. */
export async function countToRead(pool: Pool, scope: RequestScope): Promise<number> {
  if (scope.requestId !== undefined) return 1;
  return withConnection(pool, async (client) => {
    const counts = [await countLookedAt(client, spendScopeOf(scope))];
    for (const [field, column] of Object.entries(PARTLY_INDEXED)) {
      if (scope[field as keyof typeof PARTLY_INDEXED]) counts.push(await countOf(client, scope, column));
    }
    return Math.min(...counts);
  });
}

/** The ledger has an index of these alone. */
const PARTLY_INDEXED = {
  isError: "error_requests",
  isDefaultPriced: `default_requests + unpriced_requests + placeholder_requests
    + default_reports + unpriced_reports + placeholder_reports`,
} as const;

async function countOf(client: PoolClient, scope: RequestScope, column: string): Promise<number> {
  const values: unknown[] = [];
  const { from, to } = spendScopeOf(scope);
  const sums = await openKeptSums(client, { from, to }, [], (value) => `$${values.push(value)}`);
  const { rows } = await client.query<{ count: number }>(
    `SELECT coalesce(sum(${column}), 0)::float8 AS count FROM ${sums?.from}`,
    values,
  );
  return rows[0]?.count ?? 0;
}
