/**
 * Days of the ledger: days of the zone that stands in the database. Each statement reads the zone itself, so that none books by another.
 * Time    a day may have 23, 24 or 25 hours and may begin at 01:00; `ledger_day_start` of the database says when.
 */
import { isoInstant } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";

/** The day of an instant. */
export const dayOf = (instant: string): string => `(${instant} AT TIME ZONE (SELECT zone FROM usage_months))::date`;

/** When a day begins. */
export const startOfDay = (day: string): string => `(SELECT ledger_day_start(${day}, zone) FROM usage_months)`;

/** When the hour of an instant begins. Hours are counted from the begin of their day, so that each is of one day. */
export const startOfHour = (instant: string): string => `date_bin('1 hour', ${instant}, ${startOfDay(dayOf(instant))})`;

/** Whether an instant is of the days `from` to `to`, both included. */
export const isOfDays = (instant: string, from: string, to: string): string =>
  `${instant} >= ${startOfDay(from)} AND ${instant} < ${startOfDay(`${to} + 1`)}`;

export type LedgerZone = Readonly<{
  zone: string;
  today: string;
  /** null: all sums are of days of the zone; else a rebuild has come down to this day. */
  holdsFrom: string | null;
}>;

export async function readZone(client: Pick<Pool | PoolClient, "query">, now: Date): Promise<LedgerZone> {
  const { rows } = await client.query<LedgerZone>(
    `SELECT zone, ${dayOf("$1::timestamptz")}::text AS today, zone_holds_from::text AS "holdsFrom" FROM usage_months`,
    [now],
  );
  return rows[0] ?? { zone: "UTC", today: now.toISOString().slice(0, 10), holdsFrom: null };
}

type Bounds = Readonly<{ from?: string | undefined; to?: string | undefined }>;

/** Bounds are days, or instants in ISO 8601, which are longer. */
export const isDay = (bound: string): boolean => bound.length === "2026-01-31".length;

/** Days as instants, `to` then excluded: PostgreSQL knows what they are when it chooses its way. Instants stay what they are. */
export async function boundDays<Scope extends Bounds>(pool: Pool, scope: Scope): Promise<Scope> {
  const [from, to] = [scope.from, scope.to].map((bound) => (bound !== undefined && isDay(bound) ? bound : null));
  if (!from && !to) return scope;
  const { rows } = await pool.query<Readonly<{ from: string | null; to: string | null }>>(
    `SELECT ${isoInstant(startOfDay("$1::date"))} AS from, ${isoInstant(startOfDay("$2::date + 1"))} AS to`,
    [from, to],
  );
  return { ...scope, from: rows[0]?.from ?? scope.from, to: rows[0]?.to ?? scope.to };
}
