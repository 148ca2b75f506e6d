/**
 * From when on requests are kept. Of what is before it there are sums, statements and corrections: whoever reads requests looks here first.
 * Time    the border is a month of UTC, as the partitions of the ledger are; the first day is the first one of the ledger that is whole.
 */
import { isoInstant } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";
import { refusedField } from "#server/errors/domain-error";
import { isDay } from "./ledger-days";

type Client = Pick<Pool | PoolClient, "query">;

const FIRST_DAY = "(((kept_from - interval '1 microsecond') AT TIME ZONE zone)::date + 1)";

/** null: no request was dropped. */
export const FIRST_KEPT_DAY = `(SELECT ${FIRST_DAY} FROM usage_months)`;

/** `from`: the border, an instant in ISO 8601 UTC. */
export type Kept = Readonly<{ from: string; day: string }>;

/** SQL that answers at most one row, a `Kept`; none: no request was dropped. */
export const SELECT_KEPT = `SELECT ${isoInstant("kept_from", "MS")} AS "from", ${FIRST_DAY}::text AS day
  FROM usage_months WHERE kept_from IS NOT NULL`;

export async function readKept(client: Client): Promise<Kept | null> {
  const { rows } = await client.query<Kept>(SELECT_KEPT);
  return rows[0] ?? null;
}

/** `bound`: a day of the ledger or an instant; undefined: no first day. */
export function isBeforeKept(bound: string | undefined, kept: Kept | null): kept is Kept {
  if (kept === null) return false;
  if (bound === undefined) return true;
  return isDay(bound) ? bound < kept.day : Date.parse(bound) < Date.parse(kept.from);
}

export const notKept = ({ day }: Kept) => refusedField("from", "requests-not-kept", { from: day });

/** Errors: INVALID_INPUT, in words, for a range that begins before requests are kept. */
export async function requireKept(client: Client, from: string | undefined): Promise<void> {
  const kept = await readKept(client);
  if (isBeforeKept(from, kept)) throw notKept(kept);
}

type Scope = Readonly<{ from?: string | undefined }>;

/** The part of a scope of which requests are kept. `keptFrom`: it was cut to begin there; null: it is whole. */
export async function keptPart<Of extends Scope>(
  client: Client,
  scope: Of,
): Promise<Readonly<{ scope: Of; keptFrom: string | null }>> {
  const kept = await readKept(client);
  return isBeforeKept(scope.from, kept)
    ? { scope: { ...scope, from: kept.from }, keptFrom: kept.day }
    : { scope, keptFrom: null };
}
