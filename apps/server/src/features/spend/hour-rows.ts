/** The hours of a range of days. Time: a day has as many as its zone gives it; its last one may be cut short. */
import type { DayRange } from "@ratecard/contract";
import { isoInstant } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import { startOfDay } from "#server/ledger/ledger-days";
import type { Step } from "./steps-of-range";

export async function readHours(client: PoolClient, { from, to }: DayRange): Promise<readonly Step[]> {
  const { rows } = await client.query<Step>(
    `SELECT ${isoInstant("hour")} AS name, ${isoInstant("hour")} AS from,
       ${isoInstant("least(hour + interval '1 hour', ends)")} AS to
     FROM generate_series($1::date, $2::date, '1 day') AS day,
       LATERAL (SELECT ${startOfDay("day::date")} AS begins, ${startOfDay("day::date + 1")} AS ends) AS bounds,
       LATERAL generate_series(begins, ends - interval '1 microsecond', '1 hour') AS hour
     ORDER BY hour`,
    [from, to],
  );
  return rows;
}
