/**
 * The requests of the last 30 days, gathered by what prices them: name, provider, counts, service tier.
 * Units   whole tokens; an unknown count stays unknown. Time: days of UTC.
 * Source  free ones (answered from the gateway's cache, failed before a token flowed) are left out: no price touches them.
 */
import { COLUMN_KINDS, COUNT_FIELD } from "@ratecard/pricing";
import type { Pool } from "pg";
import { countColumn, IS_FREE } from "#server/ledger/charged-rows";
import type { AlikeRequests, Name } from "./impact-of-change";
import { firstDayOf } from "./usage-of-models";

/** So many different ones are looked at, the most frequent first. */
export const MOST_GROUPS = 50_000;

const COUNTS = COLUMN_KINDS.map((kind) => ({ field: COUNT_FIELD[kind], column: countColumn(kind) }));
const COLUMNS = COUNTS.map(({ column }) => column);

const ALIKE = `
  SELECT model, provider, service_tier, ${COLUMNS.map((column) => `${column}::text`).join(", ")}, count(*)::text AS requests
  FROM usage_logs AS logged JOIN unnest($1::text[], $2::text[]) AS asked (asked_model, asked_provider)
    ON model = asked_model AND coalesce(provider, '') = asked_provider
  WHERE occurred_at >= $3::date AND NOT ${IS_FREE}
  GROUP BY model, provider, service_tier, ${COLUMNS.join(", ")}
  ORDER BY count(*) DESC LIMIT ${MOST_GROUPS}`;

type Row = Readonly<Record<string, string | null> & { model: string; requests: string }>;

export async function alikeRequests(pool: Pool, names: readonly Name[], now: Date): Promise<readonly AlikeRequests[]> {
  if (names.length === 0) return [];
  const asked = [names.map(({ model }) => model), names.map(({ provider }) => provider ?? "")];
  const { rows } = await pool.query<Row>(ALIKE, [...asked, firstDayOf(now)]);
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
    COUNTS.map(({ field, column }) => {
      const count = row[column] ?? null;
      return [field, count === null ? undefined : Number(count)];
    }),
  );
