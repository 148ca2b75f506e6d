/**
 * What the ledger holds of calls that spans may tell of again.
 * Time    epoch ms; a booked row lasts from its time on as long as its latency.
 */
import { COUNT_COLUMN, TOKEN_KINDS } from "@ratecard/pricing";
import type { Services } from "#server/services/context";
import type { CheckedCall } from "./call";
import { traceOf } from "./read-event";
import type { CallFacts } from "./same-call";

export type BookedCall = CallFacts &
  Readonly<{ requestId: string; upstreamId: string | null; model: string; detail: number }>;

/** Rows by their id, and those without an answer's id by their trace. */
export class BookedCalls {
  readonly #byId = new Map<string, BookedCall>();
  readonly #byTrace = new Map<string, BookedCall[]>();

  constructor(rows: readonly BookedCall[]) {
    for (const row of rows) {
      this.add(row);
      const trace = traceOf(row.requestId);
      if (trace === undefined) continue;
      const ofTrace = this.#byTrace.get(trace) ?? [];
      this.#byTrace.set(trace, ofTrace);
      ofTrace.push(row);
    }
  }

  add(row: BookedCall): void {
    this.#byId.set(row.requestId, row);
  }

  under(id: string): BookedCall | undefined {
    return this.#byId.get(id);
  }

  ofTrace(spanKey: string): readonly BookedCall[] {
    return this.#byTrace.get(traceOf(spanKey) ?? "") ?? [];
  }
}

const DETAIL = `num_nonnulls(${TOKEN_KINDS.map((kind) => `nullif(${COUNT_COLUMN[kind]}, 0)`).join(", ")})`;
const START_MS = "(extract(epoch FROM occurred_at) * 1000)::float8";

/** Ids of spans are 16 hex digits. OFFSET 0: once a trace, by the key; the planner would rather compare all keys with all traces. */
const SPANS_OF_TRACE = `SELECT request_id, occurred_at FROM usage_keys
  WHERE request_id BETWEEN trace || '-0000000000000000' AND trace || '-ffffffffffffffff' AND gateway = $1 OFFSET 0`;

/** A row of usage_logs as a booked call. */
export const BOOKED_CALL = `request_id AS "requestId", upstream_id AS "upstreamId", model, ${START_MS} AS "startMs",
       ${START_MS} + coalesce(latency_ms, 0) AS "endMs", prompt_tokens::float8 AS "promptTokens",
       completion_tokens::float8 AS "completionTokens", is_cache_hit AS "isCacheHit", ${DETAIL} AS detail`;

/** The rows under the ids of calls, and under spans of their traces; of a long trace only what is near in time. */
export async function loadBookedCalls(
  { pool }: Services["db"],
  gateway: string,
  calls: readonly CheckedCall[],
): Promise<BookedCalls> {
  if (calls.length === 0) return new BookedCalls([]);
  const spanKeys = calls.flatMap(({ spanKey }) => spanKey ?? []);
  const { rows } = await pool.query<BookedCall>(
    `SELECT ${BOOKED_CALL}
     FROM usage_keys JOIN usage_logs USING (request_id, gateway, occurred_at)
     WHERE gateway = $1 AND request_id = ANY($2::text[] || ARRAY(
       SELECT request_id FROM unnest($3::text[]) AS trace, LATERAL (${SPANS_OF_TRACE}) AS span
       WHERE starts_with(request_id, trace || '-')
         AND occurred_at BETWEEN to_timestamp($4::float8 / 1000) AND to_timestamp($5::float8 / 1000)))`,
    [
      gateway,
      [...new Set([...calls.map(({ event }) => event.requestId), ...spanKeys])],
      [...new Set(spanKeys.flatMap((spanKey) => traceOf(spanKey) ?? []))],
      Math.min(...calls.map(({ facts }) => facts.startMs)) - LONGEST_CALL_MS,
      Math.max(...calls.map(({ facts }) => facts.endMs)) + LONGEST_CALL_MS,
    ],
  );
  return new BookedCalls(rows);
}

const LONGEST_CALL_MS = 60 * 60 * 1000;
