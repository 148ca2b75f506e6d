/**
 * The same requests written straight into a plain table, one INSERT a call and one transaction each: what PostgreSQL and `pg` do
 * without an intake before them. A column that a request leaves empty is not sent.
 */
import { openSession } from "@ratecard/prisma";
import { makeEvents, type ReportedEvent } from "./events";
import type { LoadedConnections, RawLoad } from "./loads";
import { nextId } from "./request-ids";

const BATCHES = 64;

export const RAW_TABLE = `
  DROP TABLE IF EXISTS raw_usage;
  CREATE TABLE raw_usage (LIKE usage_logs INCLUDING DEFAULTS, PRIMARY KEY (request_id));
  CREATE INDEX raw_usage_time ON raw_usage (occurred_at DESC, request_id DESC)`;

/** `request_id` is first; it is made anew for each call. */
const COLUMNS: readonly (readonly [name: string, type: string, of: (event: ReportedEvent) => unknown])[] = [
  ["request_id", "text", () => nextId()],
  ["gateway", "text", () => "bench"],
  ["occurred_at", "timestamptz", ({ occurredAt }) => occurredAt],
  ["model", "text", ({ model }) => model],
  ["provider", "text", ({ provider }) => provider],
  ["token_source", "text", () => "actual"],
  ["prompt_tokens", "bigint", ({ promptTokens }) => promptTokens],
  ["completion_tokens", "bigint", ({ completionTokens }) => completionTokens],
  ["cache_read_tokens", "bigint", ({ cacheReadTokens }) => cacheReadTokens],
  ["total_tokens", "bigint", ({ promptTokens, completionTokens }) => promptTokens + completionTokens],
  ["cost_usd", "numeric", ({ promptTokens }) => `0.0${promptTokens}00001`],
  ["booked_cost_usd", "numeric", ({ promptTokens }) => `0.0${promptTokens}00001`],
  ["pricing_source", "text", () => "local-exact"],
  ["price_version_id", "bigint", () => 42],
  ["end_user", "text", ({ user }) => user],
  ["team", "text", ({ team }) => team],
  ["api_key_alias", "text", ({ apiKeyAlias }) => apiKeyAlias],
  ["tags", "text", ({ tags }) => `{${tags.join(",")}}`],
  ["latency_ms", "integer", ({ latencyMs }) => latencyMs],
  ["status_code", "integer", ({ statusCode }) => statusCode],
];

const NAMES = COLUMNS.map(([name]) => name);
const INSERT = `
  INSERT INTO raw_usage (${NAMES.join(", ")})
  SELECT ${NAMES.map((name) => (name === "tags" ? "tags::text[]" : name)).join(", ")}
  FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ")}) AS item (${NAMES.join(", ")})`;

export function rawConnections({ url, eventsACall }: RawLoad): LoadedConnections {
  const now = Date.now();
  const batches = Array.from({ length: BATCHES }, (_, nth) => {
    const events = makeEvents(eventsACall, nth, now);
    return COLUMNS.map(([, , of]) => events.map(of));
  });
  return {
    open: async (connection) => {
      const session = await openSession({ connectionString: url }, "bench");
      let turn = connection;
      return {
        call: async () => {
          const [ids = [], ...others] = batches[turn % BATCHES] ?? [];
          turn += 1;
          await session.query({ name: "raw.insert", text: INSERT, values: [ids.map(() => nextId()), ...others] });
          return "done";
        },
        close: () => session.end(),
      };
    },
  };
}
