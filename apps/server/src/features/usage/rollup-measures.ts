/**
 * What a rollup adds up, once for intake, re-cost and verification.
 * Units   counts, tokens, USD; over rows named `logged` with the ledger's columns.
 * Source  security.md, invariant 1: sum(ledger) = sum(rollup) to the last digit.
 */
import { IS_COUNTED, IS_FREE_OF_TOKENS, IS_UNCOUNTED } from "#server/ledger/charged-rows";

const PRICED_WITH_FLAGS = "logged.flags <> '{}' AND logged.pricing_source NOT IN ('default', 'none')";

const sumOf = (column: string) => `coalesce(sum(logged.${column}), 0)`;

const MEASURES: readonly (readonly [column: string, sql: string])[] = [
  ["requests", "count(*)"],
  ["unpriced_requests", "count(*) FILTER (WHERE logged.cost_usd IS NULL)"],
  ["error_requests", "count(*) FILTER (WHERE logged.is_error)"],
  ["flagged_requests", `count(*) FILTER (WHERE ${PRICED_WITH_FLAGS})`],
  ["counted_requests", `count(*) FILTER (WHERE ${IS_COUNTED})`],
  ["uncounted_requests", `count(*) FILTER (WHERE ${IS_UNCOUNTED})`],
  ["free_requests", `count(*) FILTER (WHERE ${IS_FREE_OF_TOKENS})`],
  ["prompt_tokens", sumOf("prompt_tokens")],
  ["completion_tokens", sumOf("completion_tokens")],
  ["cache_read_tokens", sumOf("cache_read_tokens")],
  ["cache_write_tokens", sumOf("cache_write_tokens")],
  ["cache_write_1h_tokens", sumOf("cache_write_1h_tokens")],
  ["reasoning_tokens", sumOf("reasoning_tokens")],
  ["audio_input_tokens", sumOf("audio_input_tokens")],
  ["audio_output_tokens", sumOf("audio_output_tokens")],
  ["image_input_tokens", sumOf("image_input_tokens")],
  ["image_output_tokens", sumOf("image_output_tokens")],
  ["cost_usd", sumOf("cost_usd")],
  ["booked_cost_usd", sumOf("booked_cost_usd")],
  ["flagged_cost_usd", `coalesce(sum(logged.cost_usd) FILTER (WHERE ${PRICED_WITH_FLAGS}), 0)`],
];

const MEASURE_COLUMNS = MEASURES.map(([column]) => column);

/** The day of a row: a day of UTC, whatever zone the session runs in. */
const DAY = "(logged.occurred_at AT TIME ZONE 'UTC')::date";

/** Rows of `usage_by_model_day` from rows `logged`, in the order of its key so that two writers never cross. */
const ROLLUP_ROWS = `
  SELECT ${DAY} AS day, logged.model, coalesce(logged.provider, '') AS provider, logged.pricing_source,
    ${MEASURES.map(([column, sql]) => `${sql} AS ${column}`).join(",\n    ")}
  FROM logged GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4, 1`;

/** Adds the rows `logged` to the rollup, or takes them out of it. */
export const upsertRollup = (sign: "+" | "-"): string => `
  INSERT INTO usage_by_model_day AS rollup (day, model, provider, pricing_source, ${MEASURE_COLUMNS.join(", ")})
  ${ROLLUP_ROWS}
  ON CONFLICT (model, provider, pricing_source, day) DO UPDATE SET
    ${MEASURE_COLUMNS.map((column) => `${column} = rollup.${column} ${sign} excluded.${column}`).join(",\n    ")}`;
