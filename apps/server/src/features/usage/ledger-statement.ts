/**
 * The one statement that books requests: idempotency keys, ledger, rollup, counts; all of it or nothing.
 * Errors  a stale price version inserts nothing: `version` in its answer differs from $1.
 * Source  ledger.md "Storage". Rows and upserts are sorted by key, or concurrent writers deadlock.
 */
import { jsonRows, STORED_COLUMNS, STORED_VALUES, unnestRows } from "./ledger-columns";
import { upsertRollup, upsertUnits } from "./rollup-measures";

/** $1 price version, $2 gateway, then the rows. Answers one row: `version`, `fresh` (ids booked). */
const bookFrom = (rows: string): string => `
WITH input AS MATERIALIZED (
  SELECT * FROM ${rows}
), fresh AS (
  INSERT INTO usage_keys (request_id, gateway, content_hash, occurred_at)
  SELECT request_id, $2, content_hash, occurred_at FROM input
  WHERE (SELECT version FROM pricing_version) = $1::bigint
  ORDER BY request_id
  ON CONFLICT DO NOTHING
  RETURNING request_id
), logged AS (
  INSERT INTO usage_logs (gateway, total_tokens, booked_cost_usd, ${STORED_COLUMNS})
  SELECT $2, coalesce(item.prompt_tokens + item.completion_tokens, item.prompt_tokens, item.completion_tokens), item.cost_usd,
    ${STORED_VALUES}
  FROM input AS item JOIN fresh USING (request_id)
  RETURNING *
), rolled AS (${upsertRollup("+")}
), units AS (${upsertUnits("+")}
), counted AS (
  INSERT INTO intake_counts AS counts (day, gateway, received, accepted, duplicate, quarantined)
  SELECT (now() AT TIME ZONE 'UTC')::date, $2, count(*), count(*), 0, 0 FROM fresh HAVING count(*) > 0
  ON CONFLICT (gateway, day) DO UPDATE SET
    received = counts.received + excluded.received, accepted = counts.accepted + excluded.accepted
)
SELECT (SELECT version FROM pricing_version) AS version, ARRAY(SELECT request_id FROM fresh) AS fresh`;

/** One array a column. */
export const BOOK_STATEMENT = bookFrom(unnestRows(3));
/** One JSON array of all rows. */
export const BOOK_JSON_STATEMENT = bookFrom(jsonRows(3));
