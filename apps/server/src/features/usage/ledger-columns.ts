/** The columns the intake fills, once: name, SQL type, and where a row holds it. */
import { COUNT_COLUMN, TOKEN_KIND_ROWS } from "@ratecard/pricing";
import type { LedgerRow } from "./ledger-row";
import { isFailure } from "#server/ledger/usage-of-event";

type Column = readonly [
  name: string,
  type: "text" | "bigint" | "integer" | "boolean" | "numeric" | "timestamptz" | "uuid" | "jsonb" | "text[]",
  of: (row: LedgerRow) => unknown,
];

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
export const unnestRows = (firstParameter: number): string => {
  const arrays = COLUMNS.map(([, type], index) => `$${firstParameter + index}::${type === "text[]" ? "text" : type}[]`);
  return `unnest(${arrays.join(", ")}) AS item (${COLUMNS.map(([name]) => name).join(", ")})`;
};

/** The same of one JSON array of rows, for a few rows inside a transaction. */
export const jsonRows = (parameter: number): string => {
  const columns = COLUMNS.map(([name, type]) => `${name} ${type === "text[]" || type === "jsonb" ? "text" : type}`);
  return `jsonb_to_recordset($${parameter}::jsonb) AS item (${columns.join(", ")})`;
};

export const rowsAsJson = (rows: readonly LedgerRow[]): string =>
  JSON.stringify(rows.map((row) => Object.fromEntries(COLUMNS.map(([name, , of]) => [name, of(row) ?? null]))));

export const columnArrays = (rows: readonly LedgerRow[]): unknown[][] => COLUMNS.map(([, , of]) => rows.map(of));

const STORED = COLUMNS.filter(([name]) => name !== "content_hash");
export const STORED_COLUMNS = STORED.map(([name]) => name).join(", ");
export const STORED_VALUES = STORED.map(
  ([name, type]) => `item.${name}${type === "text[]" || type === "jsonb" ? `::${type}` : ""}`,
).join(", ");
