/**
 * Rows of the ledger and of the quarantine as the request pages show them.
 * Units   USD as decimal text, absent is null; counts as numbers (each is a safe integer), absent is null.
 * Time    ISO 8601 UTC with microseconds, so that a cursor is exact.
 */
import type { RequestScope, TokenSource } from "@ratecard/contract";
import {
  byCount,
  type CostFlag,
  COUNT_COLUMN,
  type CountField,
  type PricingSource,
  type TermsJson,
  termsToJson,
  type Units,
} from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";
import { exactRates, type TermColumns, termsOfRow } from "#server/pricing/load-price-versions";
import { firstWithoutIndexes } from "#server/ledger/index-months";
import { requestFilter } from "#server/ledger/request-filter";
import { isOfRange } from "./looked-at";
import { type OrderedPart, orderSql, partsOf, type RequestOrder } from "./request-order";

const usd = (column: string) => `trim_scale(${column})::text`;

/** Counts are safe integers, which a double holds. */
const COUNTS = byCount(({ kind }) => `${COUNT_COLUMN[kind]}::float8`);

const LISTED = {
  requestId: "request_id",
  gateway: "gateway",
  occurredAt: isoInstant("occurred_at"),
  model: "model",
  servedModel: "served_model",
  provider: "provider",
  source: "pricing_source",
  costUsd: usd("cost_usd"),
  reportedCostUsd: usd("reported_cost_usd"),
  promptTokens: COUNTS.promptTokens,
  completionTokens: COUNTS.completionTokens,
  cacheReadTokens: COUNTS.cacheReadTokens,
  totalTokens: "total_tokens::float8",
  tokenSource: "token_source",
  flags: "flags",
  user: "end_user",
  team: "team",
  apiKeyAlias: "api_key_alias",
  tags: "tags",
  latencyMs: "latency_ms",
  statusCode: "status_code",
  isError: "is_error",
  isCacheHit: "is_cache_hit",
  sumOfRequests: "sum_of_requests",
} as const;

const DETAILED = {
  ...LISTED,
  receivedAt: isoInstant("received_at"),
  server: "server_name",
  bookedCostUsd: usd("booked_cost_usd"),
  upstreamId: "upstream_id",
  ...COUNTS,
  units: "units",
  assumedCounts: "assumed_counts",
  otherUsage: "other_usage",
  notPriced: "not_priced",
  isBatch: "is_batch",
  speed: "speed",
  inferenceGeo: "inference_geo",
  region: "region",
  maxResults: "max_results::float8",
  priceVersionId: "price_version_id::text",
  catalogSnapshotId: "catalog_snapshot_id::text",
  catalogKey: "catalog_key",
  serviceTier: "service_tier",
  endpoint: "endpoint",
} as const;

/** What a file of requests has, in this order: what the list reads. */
export const LISTED_FIELDS = Object.keys(LISTED) as readonly (keyof typeof LISTED)[];

type Absent<Names extends string, T> = Readonly<Record<Names, T | null>>;

export type ListedRequest = Readonly<{
  requestId: string;
  gateway: string;
  occurredAt: string;
  model: string;
  source: PricingSource;
  tokenSource: TokenSource;
  flags: readonly CostFlag[];
  tags: readonly string[];
  isError: boolean;
  isCacheHit: boolean;
}> &
  Absent<"servedModel" | "provider" | "costUsd" | "reportedCostUsd" | "user" | "team" | "apiKeyAlias", string> &
  Absent<
    | "promptTokens"
    | "completionTokens"
    | "cacheReadTokens"
    | "totalTokens"
    | "latencyMs"
    | "statusCode"
    | "sumOfRequests",
    number
  >;

export type DetailedRequest = ListedRequest &
  Readonly<{
    receivedAt: string;
    /** Quantities by unit kind; null: none was reported. */
    units: Units | null;
    assumedCounts: string[];
    otherUsage: string[];
    notPriced: readonly string[];
    isBatch: boolean;
  }> &
  Absent<CountField | "maxResults", number> &
  Absent<"server" | "bookedCostUsd" | "priceVersionId" | "catalogSnapshotId" | "upstreamId", string> &
  Absent<"catalogKey" | "serviceTier" | "speed" | "inferenceGeo" | "region" | "endpoint", string>;

const select = (columns: Readonly<Record<string, string>>) =>
  Object.entries(columns)
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(", ");

/** In the order of `order`, which also says where to begin. */
export async function findRequests(
  pool: Pool,
  filter: RequestScope,
  order: RequestOrder,
  limit: number,
): Promise<readonly ListedRequest[]> {
  const found: ListedRequest[] = [];
  for (const part of partsOf(order)) {
    if (found.length < limit) found.push(...(await findPart(pool, filter, part, limit - found.length)));
  }
  return found;
}

async function findPart(pool: Pool, filter: RequestScope, part: OrderedPart, limit: number) {
  const { where, values } = requestFilter(filter, part.behind);
  const { condition, orderBy } = orderSql(part, values.length);
  const inOrder = `ORDER BY ${orderBy} LIMIT ${limit}`;
  const rowsWhere = (more: string) =>
    `SELECT logged.* FROM usage_logs AS logged WHERE ${where} AND ${condition}${more} ${inOrder}`;
  const indexedBefore = part.isIndexed || isOfRange(filter) ? await firstWithoutIndexes(pool) : null;
  const split = `$${values.length + part.after.length + 1}::timestamptz`;
  // Apart, because days without an index would be sorted whole beside those with one.
  const from =
    indexedBefore === null
      ? rowsWhere("")
      : `(${rowsWhere(` AND logged.occurred_at < ${split}`)}) UNION ALL (${rowsWhere(` AND logged.occurred_at >= ${split}`)})`;
  const { rows } = await pool.query<ListedRequest>(`SELECT ${select(LISTED)} FROM (${from}) AS logged ${inOrder}`, [
    ...values,
    ...part.after,
    ...(indexedBefore === null ? [] : [indexedBefore]),
  ]);
  return rows;
}

export async function findRequest(pool: Pool, requestId: string, gateway: string): Promise<DetailedRequest | null> {
  const { rows } = await pool.query<DetailedRequest>(
    `SELECT ${select(DETAILED)} FROM usage_keys JOIN usage_logs USING (occurred_at, request_id, gateway)
     WHERE request_id = $1 AND gateway = $2`,
    [requestId, gateway],
  );
  return rows[0] ?? null;
}

export type BookPrice = TermsJson &
  Readonly<{
    kind: "price-book";
    versionId: string;
    model: string;
    /** null: no start date. */
    validFrom: string | null;
    /** null: until further notice. */
    validUntil: string | null;
    recordedAt: string;
    /** A correction backwards replaced it then: it would not price this request today. */
    supersededAt: string | null;
    /** Through what it came: ui, api, import, sync, sql, ... */
    through: string;
    author: string;
    reason: string | null;
    notes: string | null;
  }>;

export type CatalogPrice = Readonly<{
  kind: "catalog";
  key: string;
  snapshotId: string;
  origin: string;
  source: string;
  fetchedAt: string;
  inForceFrom: string;
  inForceUntil: string | null;
}>;

const VERSION = `
  SELECT id::text AS "versionId", model_name AS model, ${isoInstant("valid_from", "MS")} AS "validFrom", ${isoInstant("valid_until", "MS")} AS "validUntil",
    ${isoInstant("recorded_at", "MS")} AS "recordedAt", ${isoInstant("superseded_at", "MS")} AS "supersededAt", source AS through, actor AS author, reason, notes,
    details, ${exactRates("model_price_versions")}
  FROM model_price_versions WHERE id = $1`;

type VersionRow = TermColumns & Omit<BookPrice, keyof TermsJson | "kind">;

/** What priced a request: a version of the price book, or a key of a catalogue snapshot. Time: ISO 8601 UTC. */
export async function findBookPrice(pool: Pool, versionId: string): Promise<BookPrice | null> {
  const { rows } = await pool.query<VersionRow>(VERSION, [versionId]);
  const row = rows[0];
  if (!row) return null;
  const { model, validFrom, validUntil, recordedAt, supersededAt, through, author, reason, notes } = row;
  const window = { model, validFrom, validUntil, recordedAt, supersededAt };
  const terms = termsToJson(termsOfRow(row).terms ?? { rates: {} });
  return { kind: "price-book", versionId, ...window, through, author, reason, notes, ...terms };
}

export async function findCatalogPrice(pool: Pool, snapshotId: string, key: string): Promise<CatalogPrice | null> {
  const { rows } = await pool.query<Omit<CatalogPrice, "kind" | "key" | "snapshotId">>(
    `SELECT origin, source, ${isoInstant("fetched_at", "MS")} AS "fetchedAt", ${isoInstant("in_force_from", "MS")} AS "inForceFrom",
       ${isoInstant("in_force_until", "MS")} AS "inForceUntil"
     FROM catalog_snapshots WHERE id = $1`,
    [snapshotId],
  );
  return rows[0] ? { kind: "catalog", key, snapshotId, ...rows[0] } : null;
}
