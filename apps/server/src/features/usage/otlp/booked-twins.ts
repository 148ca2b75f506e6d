/**
 * Booked calls that another instrumentation tells of again in a later body, without the answer's id they are booked under.
 * Time    an instrumentation around the provider's own library begins before it and is told after it, so a twin began inside it.
 * Source  LangSmith tells of a run up to a second late; bodies are cut every 5 s or 512 spans.
 */
import type { Services } from "#server/services/context";
import { BOOKED_CALL, type BookedCall } from "./booked-calls";
import type { CheckedCall } from "./call";
import { isCounted, WHOLE_MS } from "./same-call";

/** Of the same service: two programs under one key may ask the same at the same time. */
const TWIN = `SELECT ${BOOKED_CALL} FROM usage_logs
  WHERE usage_logs.model = call.model AND usage_logs.gateway = $1 AND upstream_id IS NOT NULL
    AND occurred_at BETWEEN to_timestamp(call.start_ms / 1000) AND to_timestamp(call.end_ms / 1000)
    AND prompt_tokens = call.prompt AND completion_tokens = call.completion AND tags @> ARRAY(SELECT call.service WHERE call.service <> '')
  ORDER BY occurred_at LIMIT 1`;

type Twin = BookedCall & Readonly<{ spanKey: string }>;

/** By the span of the call that has none of its own. */
export async function loadBookedTwins(
  { pool }: Services["db"],
  gateway: string,
  calls: readonly CheckedCall[],
): Promise<ReadonlyMap<string, BookedCall>> {
  const anonymous = calls.filter(({ event, facts, spanKey }) => event.requestId === spanKey && isCounted(facts));
  if (anonymous.length === 0) return new Map();
  const { rows } = await pool.query<Twin>(
    `SELECT call.span_key AS "spanKey", twin.*
     FROM unnest($2::text[], $3::text[], $4::float8[], $5::float8[], $6::bigint[], $7::bigint[], $8::text[])
       AS call(span_key, model, start_ms, end_ms, prompt, completion, service), LATERAL (${TWIN}) AS twin`,
    [
      gateway,
      anonymous.map(({ spanKey }) => spanKey),
      anonymous.map(({ event }) => event.model),
      anonymous.map(({ facts }) => facts.startMs - WHOLE_MS),
      anonymous.map(({ facts }) => facts.endMs + WHOLE_MS),
      anonymous.map(({ event }) => event.promptTokens ?? null),
      anonymous.map(({ event }) => event.completionTokens ?? null),
      anonymous.map(({ event }) => event.tags?.find((tag) => tag.startsWith("service:")) ?? ""),
    ],
  );
  return new Map(rows.map((row) => [row.spanKey, row]));
}
