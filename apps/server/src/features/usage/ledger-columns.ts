/** The columns the intake fills, once: name, SQL type, and where a row holds it. */
import type { LedgerRow } from "./ledger-row";
import { isFailure } from "#server/ledger/usage-of-event";

type Column = readonly [
  name: string,
  type: "text" | "bigint" | "integer" | "boolean" | "numeric" | "timestamptz" | "uuid" | "text[]",
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
  ["prompt_tokens", "bigint", ({ event }) => event.promptTokens],
  ["completion_tokens", "bigint", ({ event }) => event.completionTokens],
  ["cache_read_tokens", "bigint", ({ event }) => event.cacheReadTokens],
  ["cache_write_tokens", "bigint", ({ event }) => event.cacheWriteTokens],
  ["cache_write_1h_tokens", "bigint", ({ event }) => event.cacheWrite1hTokens],
  ["reasoning_tokens", "bigint", ({ event }) => event.reasoningTokens],
  ["audio_input_tokens", "bigint", ({ event }) => event.audioInputTokens],
  ["audio_output_tokens", "bigint", ({ event }) => event.audioOutputTokens],
  ["image_input_tokens", "bigint", ({ event }) => event.imageInputTokens],
  ["image_output_tokens", "bigint", ({ event }) => event.imageOutputTokens],
  ["token_source", "text", (row) => row.tokenSource],
  ["cost_usd", "numeric", (row) => row.costUsd],
  ["reported_cost_usd", "numeric", (row) => row.reportedCostUsd],
  ["pricing_source", "text", ({ charge }) => charge.source],
  ["price_version_id", "bigint", ({ charge }) => charge.versionId],
  ["catalog_snapshot_id", "bigint", ({ charge }) => charge.snapshotId],
  ["catalog_key", "text", ({ charge }) => charge.catalogKey],
  ["flags", "text[]", ({ charge }) => arrayLiteral(charge.flags)],
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

export const columnArrays = (rows: readonly LedgerRow[]): unknown[][] => COLUMNS.map(([, , of]) => rows.map(of));

const STORED = COLUMNS.filter(([name]) => name !== "content_hash");
export const STORED_COLUMNS = STORED.map(([name]) => name).join(", ");
export const STORED_VALUES = STORED.map(([name, type]) => `item.${name}${type === "text[]" ? "::text[]" : ""}`).join(
  ", ",
);
