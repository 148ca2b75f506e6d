/**
 * The columns of the ledger that the intake fills: name, SQL type, where a row holds it; and rows as PostgreSQL's own arrays of them.
 * Source  a column that no row of a batch fills is left out of the statement: most of them are empty most of the time.
 */
import { COUNT_COLUMN, TOKEN_KIND_ROWS } from "@ratecard/pricing";
import { isFailure } from "#server/ledger/usage-of-event";
import type { LedgerRow } from "./ledger-row";

type Value = string | number | bigint | boolean | null | undefined;

export type Column = readonly [
  name: string,
  type: "text" | "bigint" | "integer" | "boolean" | "numeric" | "timestamptz" | "uuid" | "jsonb" | "text[]",
  of: (row: LedgerRow) => Value,
];

/** What the statement itself reads, so that it is there whatever the rows hold. */
const ALWAYS = new Set([
  "request_id",
  "gateway",
  "content_hash",
  "occurred_at",
  "model",
  "token_source",
  "pricing_source",
  "cost_usd",
  "prompt_tokens",
  "completion_tokens",
]);

const COLUMNS: readonly Column[] = [
  ["request_id", "text", ({ event }) => event.requestId],
  ["gateway", "text", ({ gateway }) => gateway],
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
  ["assumed_counts", "text[]", ({ event }) => listOf(event.assumedCounts)],
  ["units", "jsonb", ({ usage }) => (usage.units ? JSON.stringify(usage.units) : null)],
  ["other_usage", "text[]", ({ event }) => listOf(event.otherUsage)],
  ["is_batch", "boolean", ({ usage }) => usage.isBatch],
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
  ["flags", "text[]", ({ charge }) => listOf(charge.flags)],
  ["not_priced", "text[]", ({ charge }) => listOf(charge.notPriced)],
  ["service_tier", "text", ({ event }) => event.serviceTier],
  ["endpoint", "text", ({ event }) => event.endpoint],
  ["end_user", "text", ({ event }) => event.user],
  ["team", "text", ({ event }) => event.team],
  ["api_key_alias", "text", ({ event }) => event.apiKeyAlias],
  ["tags", "text[]", ({ event }) => listOf(event.tags)],
  ["latency_ms", "integer", ({ event }) => event.latencyMs],
  ["status_code", "integer", ({ event }) => event.statusCode],
  ["is_error", "boolean", ({ event }) => isFailure(event)],
  ["is_cache_hit", "boolean", ({ event }) => event.isCacheHit],
  ["sum_of_requests", "integer", ({ event }) => event.sumOfRequests],
];

export type EncodedRows = Readonly<{ columns: readonly Column[]; arrays: readonly string[] }>;

/** `arrays`: a literal of PostgreSQL for each column, as `{"a","b",NULL}`. */
export function encodeRows(rows: readonly LedgerRow[]): EncodedRows {
  const columns: Column[] = [];
  const arrays: string[] = [];
  for (const column of COLUMNS) {
    const array = arrayOf(column, rows);
    if (array === null) continue;
    columns.push(column);
    arrays.push(array);
  }
  return { columns, arrays };
}

/** null: no row holds anything there, so the column's default is right for all. */
function arrayOf([name, type, of]: Column, rows: readonly LedgerRow[]): string | null {
  const isText = type === "text" || type === "jsonb" || type === "text[]";
  let isAnyHeld = ALWAYS.has(name);
  let literal = "";
  for (const row of rows) {
    const value = of(row);
    if (value === null || value === undefined || value === false || value === NO_LIST) {
      literal += `,${DEFAULT_OF[type] ?? "NULL"}`;
      continue;
    }
    isAnyHeld = true;
    literal += isText ? `,${quote(String(value))}` : `,${value}`;
  }
  return isAnyHeld ? `{${literal.slice(1)}}` : null;
}

const NO_LIST = "{}";
const DEFAULT_OF: Readonly<Record<string, string>> = { boolean: "false", "text[]": `"${NO_LIST}"` };

/** unnest() flattens arrays of arrays, so a list of texts travels as the text of its own literal. */
const listOf = (texts: readonly string[] | null | undefined): string =>
  texts && texts.length > 0 ? `{${texts.map(quote).join(",")}}` : NO_LIST;

const quote = (text: string): string => `"${/["\\]/.test(text) ? text.replaceAll(/["\\]/g, "\\$&") : text}"`;
