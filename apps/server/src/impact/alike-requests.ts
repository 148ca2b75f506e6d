/**
 * The requests of the last 30 days, gathered by what prices them: name, provider, counts, service tier.
 * Units   whole tokens; an unknown count stays unknown. Time: days of UTC.
 * Source  free ones (answered from the gateway's cache, failed before a token flowed) are left out: no price touches them.
 */
import { COLUMN_KINDS, COUNT_FIELD } from "@ratecard/pricing";
import type { Pool } from "pg";
import type { AlikeRequests } from "./impact-of-change";
import { firstDayOf } from "./usage-of-models";

/** So many different ones are looked at, the most frequent first. */
export const MOST_GROUPS = 50_000;

const FIELDS = COLUMN_KINDS.map((kind) => COUNT_FIELD[kind]);
/** `cacheWrite1hTokens` is stored as `cache_write_1h_tokens`. */
const columnOf = (field: string) => field.replaceAll(/[A-Z]|1h/g, (part) => `_${part.toLowerCase()}`);
const COUNTS = FIELDS.map(columnOf);

const ALIKE = `
  SELECT model, provider, service_tier, ${COUNTS.map((count) => `${count}::text`).join(", ")}, count(*)::text AS requests
  FROM usage_logs
  WHERE model = ANY($1::text[]) AND occurred_at >= $2::date AND NOT is_cache_hit
    AND NOT (is_error AND coalesce(${COUNTS.map((count) => `nullif(${count}, 0)`).join(", ")}) IS NULL)
  GROUP BY model, provider, service_tier, ${COUNTS.join(", ")}
  ORDER BY count(*) DESC LIMIT ${MOST_GROUPS}`;

type Row = Readonly<Record<string, string | null> & { model: string; requests: string }>;

export async function alikeRequests(
  pool: Pool,
  models: readonly string[],
  now: Date,
): Promise<readonly AlikeRequests[]> {
  if (models.length === 0) return [];
  const { rows } = await pool.query<Row>(ALIKE, [models, firstDayOf(now)]);
  return rows.map((row) => {
    const serviceTier = row.service_tier ?? undefined;
    return {
      model: row.model,
      provider: row.provider ?? undefined,
      requests: Number(row.requests),
      usage: { ...countsOf(row), serviceTier, isBatch: serviceTier?.toLowerCase() === "batch" },
    };
  });
}

const countsOf = (row: Row) =>
  Object.fromEntries(
    FIELDS.map((field, index) => {
      const count = row[COUNTS[index] ?? ""] ?? null;
      return [field, count === null ? undefined : Number(count)];
    }),
  );

export async function trafficOfModels(
  pool: Pool,
  now: Date,
): Promise<readonly Readonly<{ model: string; provider: string | undefined }>[]> {
  const { rows } = await pool.query<{ model: string; provider: string }>(
    "SELECT DISTINCT model, provider FROM usage_by_model_day WHERE day >= $1::date",
    [firstDayOf(now)],
  );
  return rows.map(({ model, provider }) => ({ model, provider: provider || undefined }));
}
