/**
 * The one statement that books requests: idempotency keys, ledger, rollup, counts; all of it or nothing.
 * Errors  a stale price version inserts nothing: `version` in its answer differs from $1.
 * Rows and upserts are sorted by key, or concurrent writers deadlock.
 */
import { COUNT_COLUMN, TOKEN_KIND_ROWS, TOKEN_KINDS } from "@ratecard/pricing";
import { IS_COUNTED, IS_FREE_OF_TOKENS, IS_UNCOUNTED } from "#server/ledger/charged-rows";
import { isFailure } from "#server/ledger/usage-of-event";
import type { LedgerRow } from "./ledger-row";

type Column = readonly [
  name: string,
  type: "text" | "bigint" | "integer" | "boolean" | "numeric" | "timestamptz" | "uuid" | "jsonb" | "text[]",
  of: (row: LedgerRow) => unknown,
];

/** The columns the intake fills: name, SQL type, and where a row holds it. */
const COLUMNS: readonly Column[] = [
  ["request_id", "text", ({ event }) => event.requestId],
  ["content_hash", "text", (row) => row.contentHash],
  ["occurred_at", "timestamptz", (row) => row.occurredAt],
  ["model", "text", ({ event }) => event.model],
  ["served_model", "text", ({ event }) => event.servedModel],
  ["provider", "text", ({ charge }) => charge.provider],
  ["server_id", "uuid", (row) => row.serverId],
  ["server_name", "text", ({ event }) => event.server],
  ["upstream_id", "text", ({ event }) => event.upstreamId],
  ...TOKEN_KIND_ROWS.map(
    ({ kind, countField }): Column => [COUNT_COLUMN[kind], "bigint", ({ event }) => event[countField]],
  ),
  ["assumed_counts", "text[]", ({ event }) => arrayLiteral(event.assumedCounts ?? [])],
  ["units", "jsonb", ({ usage }) => (usage.units ? JSON.stringify(usage.units) : null)],
  ["other_usage", "text[]", ({ event }) => arrayLiteral(event.otherUsage ?? [])],
  ["is_batch", "boolean", ({ usage }) => usage.isBatch ?? false],
  ["speed", "text", ({ event }) => event.speed],
  ["inference_geo", "text", ({ event }) => event.inferenceGeo],
  ["region", "text", ({ event }) => event.region],
  ["max_results", "bigint", ({ event }) => event.maxResults],
  ["token_source", "text", (row) => row.tokenSource],
  ["cost_usd", "numeric", (row) => row.costUsd],
  ["reported_cost_usd", "numeric", (row) => row.reportedCostUsd],
  ["pricing_source", "text", ({ charge }) => charge.source],
  ["price_version_id", "bigint", ({ charge }) => charge.versionId],
  ["catalog_snapshot_id", "bigint", ({ charge }) => charge.snapshotId],
  ["catalog_key", "text", ({ charge }) => charge.catalogKey],
  ["flags", "text[]", ({ charge }) => arrayLiteral(charge.flags)],
  ["not_priced", "text[]", ({ charge }) => arrayLiteral(charge.notPriced)],
  ["service_tier", "text", ({ event }) => event.serviceTier],
  ["endpoint", "text", ({ event }) => event.endpoint],
  ["end_user", "text", ({ event }) => event.user],
  ["team", "text", ({ event }) => event.team],
  ["api_key_alias", "text", ({ event }) => event.apiKeyAlias],
  ["tags", "text[]", ({ event }) => arrayLiteral(event.tags ?? [])],
  ["latency_ms", "integer", ({ event }) => event.latencyMs],
  ["status_code", "integer", ({ event }) => event.statusCode],
  ["is_error", "boolean", ({ event }) => isFailure(event)],
  ["is_cache_hit", "boolean", ({ event }) => event.isCacheHit ?? false],
];

/** unnest() flattens arrays of arrays, so a list of texts travels as PostgreSQL's own literal of it. */
const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** `unnest($3::text[], ...) AS item (request_id, ...)`; the first parameter's number is the caller's. */
const unnestRows = (firstParameter: number): string => {
  const arrays = COLUMNS.map(([, type], index) => `$${firstParameter + index}::${type === "text[]" ? "text" : type}[]`);
  return `unnest(${arrays.join(", ")}) AS item (${COLUMNS.map(([name]) => name).join(", ")})`;
};

/** The same of one JSON array of rows, for a few rows inside a transaction. */
const jsonRows = (parameter: number): string => {
  const columns = COLUMNS.map(([name, type]) => `${name} ${type === "text[]" || type === "jsonb" ? "text" : type}`);
  return `jsonb_to_recordset($${parameter}::jsonb) AS item (${columns.join(", ")})`;
};

export const rowsAsJson = (rows: readonly LedgerRow[]): string =>
  JSON.stringify(rows.map((row) => Object.fromEntries(COLUMNS.map(([name, , of]) => [name, of(row) ?? null]))));

export const columnArrays = (rows: readonly LedgerRow[]): unknown[][] => COLUMNS.map(([, , of]) => rows.map(of));

const STORED = COLUMNS.filter(([name]) => name !== "content_hash");
const STORED_COLUMNS = STORED.map(([name]) => name).join(", ");
const STORED_VALUES = STORED.map(
  ([name, type]) => `item.${name}${type === "text[]" || type === "jsonb" ? `::${type}` : ""}`,
).join(", ");

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
