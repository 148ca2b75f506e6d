/**
 * The one statement that books requests: idempotency keys, ledger, rollup, counts; all of it or nothing.
 * Errors  a stale price version inserts nothing: `version` in its answer differs from $1.
 * Rows and upserts are sorted by key, or concurrent writers deadlock.
 */
import { COUNT_COLUMN, TOKEN_KINDS } from "@ratecard/pricing";
import { IS_COUNTED, IS_FREE_OF_TOKENS, IS_UNCOUNTED } from "#server/ledger/charged-rows";
import { jsonRows, STORED_COLUMNS, STORED_VALUES, unnestRows } from "./ledger-columns";

/** What the rollup adds up over rows named `logged`, to the last digit: sum(ledger) = sum(rollup). */
const PRICED_WITH_FLAGS = "logged.flags <> '{}' AND logged.pricing_source <> 'default' AND logged.cost_usd IS NOT NULL";

const IS_PLACEHOLDER = "logged.flags @> '{placeholder-price}'";

const sumOf = (column: string) => `coalesce(sum(logged.${column}), 0)`;

const MEASURES: readonly (readonly [column: string, sql: string])[] = [
  ["requests", "count(*)"],
  ["unpriced_requests", "count(*) FILTER (WHERE logged.cost_usd IS NULL)"],
  ["error_requests", "count(*) FILTER (WHERE logged.is_error)"],
  ["placeholder_requests", `count(*) FILTER (WHERE ${IS_PLACEHOLDER})`],
  ["guessed_requests", "count(*) FILTER (WHERE logged.flags @> '{provider-guessed}')"],
  ["flagged_requests", `count(*) FILTER (WHERE ${PRICED_WITH_FLAGS})`],
  ["counted_requests", `count(*) FILTER (WHERE ${IS_COUNTED})`],
  ["uncounted_requests", `count(*) FILTER (WHERE ${IS_UNCOUNTED})`],
  ["free_requests", `count(*) FILTER (WHERE ${IS_FREE_OF_TOKENS})`],
  ["cost_usd", sumOf("cost_usd")],
  ["booked_cost_usd", sumOf("booked_cost_usd")],
  ["flagged_cost_usd", `coalesce(sum(logged.cost_usd) FILTER (WHERE ${PRICED_WITH_FLAGS}), 0)`],
  ["placeholder_cost_usd", `coalesce(sum(logged.cost_usd) FILTER (WHERE ${IS_PLACEHOLDER}), 0)`],
  ...TOKEN_KINDS.map((kind) => [COUNT_COLUMN[kind], sumOf(COUNT_COLUMN[kind])] as const),
];

const MEASURE_COLUMNS = MEASURES.map(([column]) => column);

/** The day of a row: a day of UTC, whatever zone the session runs in. */
const DAY = "(logged.occurred_at AT TIME ZONE 'UTC')::date";

/** In the order of the rollup's key, so that two writers never cross. */
const OF_A_DAY = `${DAY} AS day, logged.model, coalesce(logged.provider, '') AS provider, logged.pricing_source`;

const ROLLUP_ROWS = `
  SELECT ${OF_A_DAY},
    ${MEASURES.map(([column, sql]) => `${sql} AS ${column}`).join(",\n    ")}
  FROM logged GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4, 1`;

/** Adds the rows `logged` to the rollup, or takes them out of it. */
export const upsertRollup = (sign: "+" | "-"): string => `
  INSERT INTO usage_by_model_day AS rollup (day, model, provider, pricing_source, ${MEASURE_COLUMNS.join(", ")})
  ${ROLLUP_ROWS}
  ON CONFLICT (model, provider, pricing_source, day) DO UPDATE SET
    ${MEASURE_COLUMNS.map((column) => `${column} = rollup.${column} ${sign} excluded.${column}`).join(",\n    ")}`;

/** The same of what was consumed beside tokens. */
export const upsertUnits = (sign: "+" | "-"): string => `
  INSERT INTO usage_units_by_model_day AS rollup (day, model, provider, pricing_source, unit, requests, quantity)
  SELECT ${OF_A_DAY}, consumed.key AS unit, count(*), sum(consumed.value::numeric)
  FROM logged CROSS JOIN jsonb_each_text(logged.units) AS consumed
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 2, 3, 4, 5, 1
  ON CONFLICT (model, provider, pricing_source, unit, day) DO UPDATE SET
    requests = rollup.requests ${sign} excluded.requests, quantity = rollup.quantity ${sign} excluded.quantity`;

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
