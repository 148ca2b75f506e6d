/**
 * The one statement that books requests: idempotency keys, ledger, sums, counts; all of it or nothing.
 * Errors  a stale price version inserts nothing: `version` in its answer differs from $1.
 * Rows and upserts are sorted by key, or concurrent writers deadlock.
 */
import { measuresOfColumns } from "#server/ledger/rollups";
import { sumLogged } from "#server/ledger/sum-logged";
import { upsertUnits } from "#server/ledger/units";
import type { Column, EncodedRows } from "./ledger-columns";

const HOUR_MS = 60 * 60 * 1000;
/** How far a zone's days begin behind those of UTC. */
const FARTHEST_ZONE_MS = 12 * HOUR_MS;
/**
 * A month is summed a day after its end, any other day two days after, by the clock of zones that are 14 hours ahead at most: 10 and 34
 * hours into the next month or day of UTC. The rest is for what waits between this look and its statement.
 */
const [MONTH_SUMMED_AFTER_MS, DAY_SUMMED_AFTER_MS] = [6 * HOUR_MS, 30 * HOUR_MS];

const arrayType = ([, type]: Column): string => (type === "text[]" ? "text[]" : `${type}[]`);

const storedValue = ([name, type]: Column): string => `item.${name}${type === "text[]" ? `::${type}` : ""}`;

/** Nothing is booked where requests are no longer kept: nobody could tell whether it was before. Moving that border waits for this. */
const KEPT = "kept AS MATERIALIZED (SELECT kept_from FROM usage_months FOR SHARE), ";
const IS_KEPT = "(occurred_at < (SELECT kept_from FROM kept)) IS NOT TRUE";

/**
 * $1 price version, then an array a column. `isLate`: a row may be of a day that is in the sums of its month.
 * Answers one row: `version`; `booked`, how many were new; `fresh`, which ones ([gateway, request id]) unless all were.
 */
function bookStatement(columns: readonly Column[], isLate: boolean): string {
  const names = columns.map(([name]) => name);
  const stored = columns.filter(([name]) => name !== "content_hash");
  const units = names.includes("units") ? `, units AS (${upsertUnits("+", isLate)}\n)` : "";
  return `
WITH input AS MATERIALIZED (
  SELECT * FROM unnest(${columns.map((column, index) => `$${index + 2}::${arrayType(column)}`).join(", ")}) AS item (${names.join(", ")})
), ${isLate ? KEPT : ""}fresh AS (
  INSERT INTO usage_keys (request_id, gateway, content_hash, occurred_at)
  SELECT request_id, gateway, content_hash, occurred_at FROM input
  WHERE (SELECT version FROM pricing_version) = $1::bigint${isLate ? ` AND ${IS_KEPT}` : ""}
  ORDER BY request_id, gateway
  ON CONFLICT DO NOTHING
  RETURNING request_id, gateway
), logged AS (
  INSERT INTO usage_logs (total_tokens, booked_cost_usd, ${stored.map(([name]) => name).join(", ")})
  SELECT coalesce(item.prompt_tokens + item.completion_tokens, item.prompt_tokens, item.completion_tokens), item.cost_usd,
    ${stored.map(storedValue).join(", ")}
  FROM input AS item JOIN fresh USING (request_id, gateway)
  RETURNING *
), ${sumLogged("+", isLate, measuresOfColumns(names))}${units}, counted AS (
  INSERT INTO intake_counts AS counts (day, gateway, received, accepted, duplicate, quarantined, last_at)
  SELECT (now() AT TIME ZONE 'UTC')::date, gateway, count(*), count(*), 0, 0, now() FROM fresh GROUP BY gateway ORDER BY gateway
  ON CONFLICT (gateway, day) DO UPDATE SET
    received = counts.received + excluded.received, accepted = counts.accepted + excluded.accepted,
    last_at = excluded.last_at
)
SELECT (SELECT version FROM pricing_version) AS version, (SELECT count(*)::int FROM fresh) AS booked,
  CASE WHEN (SELECT count(*) FROM fresh) < (SELECT count(*) FROM input)
    THEN (SELECT jsonb_agg(jsonb_build_array(gateway, request_id)) FROM fresh) END AS fresh`;
}

/** By the columns they fill, and whether they may be late. Traffic has few such sets; a sender who makes up more of them is planned each time. */
const statements = new Map<string, Readonly<{ text: string; name?: string }>>();
const MOST_KEPT = 200;

export type Booking = Readonly<{
  version: string;
  booked: number;
  fresh: readonly (readonly [string, string])[] | null;
}>;

/** Ready for `query`: text, a name that lets the session keep its plan, values. */
export function bookingOf(version: bigint, isLate: boolean, { columns, arrays }: EncodedRows) {
  const key = [isLate, ...columns.map(([name]) => name)].join();
  let statement = statements.get(key);
  if (!statement) {
    const text = bookStatement(columns, isLate);
    statement = statements.size < MOST_KEPT ? { text, name: `usage.book.${statements.size}` } : { text };
    if (statement.name !== undefined) statements.set(key, statement);
  }
  return { ...statement, values: [version.toString(), ...arrays] };
}

/** Whether a row of the batch may be of a day that is in the sums of its month by now, whatever the zone of the ledger. */
export function isAnyLate(rows: readonly Readonly<{ occurredAt: string }>[], now: number): boolean {
  const month = new Date(now - MONTH_SUMMED_AFTER_MS).toISOString().slice(0, 7);
  const day = new Date(now - DAY_SUMMED_AFTER_MS).toISOString().slice(0, 10);
  const firstOpen = Math.max(Date.parse(`${month}-01`), Date.parse(day));
  const openFrom = new Date(firstOpen + FARTHEST_ZONE_MS).toISOString();
  return rows.some(({ occurredAt }) => occurredAt < openFrom);
}
