/** What is booked under an event's id, by the names an event has them under. Units: USD as decimal text, counts as numbers. */
import { COUNT_COLUMN, TOKEN_KIND_ROWS } from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";
import type { QuarantinedItem } from "./rows";

/** What is absent is null. */
export type BookedEvent = Readonly<Record<string, unknown>> & Readonly<{ costUsd: string | null }>;

const BOOKED: Readonly<Record<string, string>> = {
  model: "model",
  servedModel: "served_model",
  provider: "provider",
  occurredAt: isoInstant("occurred_at"),
  ...Object.fromEntries(TOKEN_KIND_ROWS.map(({ kind, countField }) => [countField, `${COUNT_COLUMN[kind]}::float8`])),
  units: "units",
  serviceTier: "service_tier",
  isBatch: "is_batch",
  speed: "speed",
  inferenceGeo: "inference_geo",
  region: "region",
  tokenSource: "token_source",
  endpoint: "endpoint",
  user: "end_user",
  team: "team",
  apiKeyAlias: "api_key_alias",
  statusCode: "status_code",
  isError: "is_error",
  isCacheHit: "is_cache_hit",
  reportedCostUsd: "trim_scale(reported_cost_usd)::text",
  upstreamId: "upstream_id",
  costUsd: "trim_scale(cost_usd)::text",
};

export async function findBookedEvent(
  pool: Pool,
  { requestId, gateway }: QuarantinedItem,
): Promise<BookedEvent | null> {
  const columns = Object.entries(BOOKED).map(([name, sql]) => `${sql} AS "${name}"`);
  const { rows } = await pool.query<BookedEvent>(
    `SELECT ${columns.join(", ")} FROM usage_keys JOIN usage_logs USING (request_id, gateway, occurred_at)
     WHERE request_id = $1 AND gateway = $2`,
    [requestId, gateway],
  );
  return rows[0] ?? null;
}
