/**
 * What the ledger holds of calls that spans may tell of again.
 * Time    epoch ms; a booked row lasts from its time on as long as its latency.
 */
import { COUNT_COLUMN, TOKEN_KINDS } from "@ratecard/pricing";
import type { Services } from "#server/services/context";
import type { CallFacts } from "./same-call";

export type BookedCall = CallFacts & Readonly<{ requestId: string; model: string; detail: number }>;

const DETAIL = `num_nonnulls(${TOKEN_KINDS.map((kind) => `nullif(${COUNT_COLUMN[kind]}, 0)`).join(", ")})`;
const START_MS = "(extract(epoch FROM occurred_at) * 1000)::float8";

/** A trace's own calls lie between these: ids of spans are 16 hex digits. */
const OF_TRACE = "request_id BETWEEN trace || '-0000000000000000' AND trace || '-ffffffffffffffff'";

/** `ids`: request ids. `traces`: of these, every call that is known by its span. */
export async function loadBookedCalls(
  { pool }: Services["db"],
  gateway: string,
  { ids, traces }: Readonly<{ ids: readonly string[]; traces: readonly string[] }>,
): Promise<readonly BookedCall[]> {
  if (ids.length + traces.length === 0) return [];
  const { rows } = await pool.query<BookedCall>(
    `SELECT request_id AS "requestId", model, ${START_MS} AS "startMs",
       ${START_MS} + coalesce(latency_ms, 0) AS "endMs", prompt_tokens::float8 AS "promptTokens",
       completion_tokens::float8 AS "completionTokens", is_cache_hit AS "isCacheHit", ${DETAIL} AS detail
     FROM usage_keys JOIN usage_logs USING (request_id, gateway, occurred_at)
     WHERE gateway = $1 AND request_id IN (
       SELECT unnest($2::text[])
       UNION
       SELECT request_id FROM unnest($3::text[]) AS trace JOIN usage_keys ON ${OF_TRACE}
       WHERE gateway = $1 AND starts_with(request_id, trace || '-'))`,
    [gateway, ids, traces],
  );
  return rows;
}
