/** The columns the intake fills, once: name, SQL type, and where a row holds it. */
import type { LedgerRow } from "./ledger-row";

type Column = readonly [
  name: string,
  type: "text" | "bigint" | "integer" | "boolean" | "numeric" | "timestamptz" | "uuid" | "text[]",
  of: (row: LedgerRow) => unknown,
];

const COLUMNS: readonly Column[] = [
  ["request_id", "text", (row) => row.requestId],
  ["content_hash", "text", (row) => row.contentHash],
  ["occurred_at", "timestamptz", (row) => row.occurredAt],
  ["model", "text", (row) => row.model],
  ["served_model", "text", (row) => row.servedModel],
  ["provider", "text", (row) => row.provider],
  ["server_id", "uuid", (row) => row.serverId],
  ["server_name", "text", (row) => row.serverName],
  ["prompt_tokens", "bigint", (row) => row.promptTokens],
  ["completion_tokens", "bigint", (row) => row.completionTokens],
  ["cache_read_tokens", "bigint", (row) => row.cacheReadTokens],
  ["cache_write_tokens", "bigint", (row) => row.cacheWriteTokens],
  ["cache_write_1h_tokens", "bigint", (row) => row.cacheWrite1hTokens],
  ["reasoning_tokens", "bigint", (row) => row.reasoningTokens],
  ["audio_input_tokens", "bigint", (row) => row.audioInputTokens],
  ["audio_output_tokens", "bigint", (row) => row.audioOutputTokens],
  ["image_input_tokens", "bigint", (row) => row.imageInputTokens],
  ["image_output_tokens", "bigint", (row) => row.imageOutputTokens],
  ["token_source", "text", (row) => row.tokenSource],
  ["cost_usd", "numeric", (row) => row.costUsd],
  ["reported_cost_usd", "numeric", (row) => row.reportedCostUsd],
  ["pricing_source", "text", (row) => row.pricingSource],
  ["price_version_id", "bigint", (row) => row.priceVersionId],
  ["catalog_snapshot_id", "bigint", (row) => row.catalogSnapshotId],
  ["catalog_key", "text", (row) => row.catalogKey],
  ["flags", "text[]", (row) => arrayLiteral(row.flags)],
  ["service_tier", "text", (row) => row.serviceTier],
  ["endpoint", "text", (row) => row.endpoint],
  ["end_user", "text", (row) => row.user],
  ["team", "text", (row) => row.team],
  ["api_key_alias", "text", (row) => row.apiKeyAlias],
  ["tags", "text[]", (row) => arrayLiteral(row.tags)],
  ["latency_ms", "integer", (row) => row.latencyMs],
  ["status_code", "integer", (row) => row.statusCode],
  ["is_error", "boolean", (row) => row.isError],
  ["is_cache_hit", "boolean", (row) => row.isCacheHit],
];

/** unnest() flattens arrays of arrays, so a list of texts travels as PostgreSQL's own literal of it. */
const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** `unnest($3::text[], ...) AS item (request_id, ...)`; the first parameter's number is the caller's. */
export const unnestRows = (firstParameter: number): string => {
  const arrays = COLUMNS.map(([, type], index) => `$${firstParameter + index}::${type === "text[]" ? "text" : type}[]`);
  return `unnest(${arrays.join(", ")}) AS item (${COLUMNS.map(([name]) => name).join(", ")})`;
};

export const columnArrays = (rows: readonly LedgerRow[]): unknown[][] => COLUMNS.map(([, , of]) => rows.map(of));

const STORED = COLUMNS.filter(([name]) => name !== "content_hash");
export const STORED_COLUMNS = STORED.map(([name]) => name).join(", ");
export const STORED_VALUES = STORED.map(([name, type]) => `item.${name}${type === "text[]" ? "::text[]" : ""}`).join(
  ", ",
);
