/**
 * The requests of some days of names whose rollup does not tell what they cost, from the ledger.
 * Units   whole tokens; an unknown count stays unknown. Time: days of the ledger.
 * Source  free ones (answered from the gateway's cache, failed before a token flowed) are left out: no price touches them. Between
 *         two cuts of its prices a name's ordinary requests are summed; the others, and those with a discount or a margin, are
 *         gathered by what prices them.
 */
import { byCount, byKind, COUNT_COLUMN, type Units } from "@ratecard/pricing";
import type { Pool } from "pg";
import { IS_COUNTED, IS_FREE, IS_ORDINARY, IS_UNCOUNTED } from "#server/ledger/charged-rows";
import { isOfDays, startOfDay } from "#server/ledger/ledger-days";
import { usageOf } from "#server/ledger/usage-of-event";
import type { AlikeRequests, NameToRead, Rows, Segment } from "./impact-of-change";
import { firstDayOf } from "./usage-of-models";

/** So many different ones are looked at, the most frequent first. */
const MOST_GROUPS = 50_000;

const COLUMNS = Object.values(COUNT_COLUMN);
/** What a cost depends on beside the counts. */
const CONDITIONS = [
  "units",
  "service_tier",
  "is_batch",
  "speed",
  "inference_geo",
  "region",
  "max_results",
  "sum_of_requests",
];
const ALIKE = [...COLUMNS, ...CONDITIONS].join(", ");

const ASKED = `WITH asked AS MATERIALIZED (
    SELECT model AS asked_model, provider AS asked_provider, cuts::bigint[] AS cuts, is_one_by_one, is_timed
    FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::boolean[])
      AS given (model, provider, cuts, is_one_by_one, is_timed)
  )`;
const rowsOf = ({ where }: RowsWithin) =>
  `usage_logs AS logged JOIN asked ON model = asked_model AND coalesce(provider, '') = asked_provider
  WHERE ${where} AND NOT ${IS_FREE}`;

/** Which requests are looked at: a condition of SQL whose values begin at $6. `most`: of the different ones; null: all. */
export type RowsWithin = Readonly<{ where: string; values: readonly unknown[]; most: number | null }>;

export const LAST_DAYS = (now: Date): RowsWithin => ({
  where: `occurred_at >= ${startOfDay(firstDayOf("$6"))}`,
  values: [now],
  most: MOST_GROUPS,
});

/** One day of the ledger, and only these teams; the empty name means requests without one. */
export const ONE_DAY = (day: string, teams: readonly string[]): RowsWithin => ({
  where: `${isOfDays("occurred_at", "$6::date", "$6::date")}${teams.length === 0 ? "" : " AND coalesce(team, '') = ANY($7::text[])"}`,
  values: teams.length === 0 ? [day] : [day, teams],
  most: null,
});

const BOOKED = "coalesce(sum(cost_usd), 0)::text AS booked, count(*) FILTER (WHERE cost_usd IS NULL)::text AS unpriced";

/** Prompts of cut + 1 tokens and more are above the cut. */
const segmentsSql = (within: RowsWithin) => `${ASKED}
  SELECT model, provider, min(coalesce(prompt_tokens, 0))::text AS least_prompt,
    count(*) FILTER (WHERE ${IS_COUNTED})::text AS counted, count(*) FILTER (WHERE ${IS_UNCOUNTED})::text AS uncounted,
    ${COLUMNS.map((column) => `coalesce(sum(${column}), 0)::text AS ${column}`).join(", ")}, ${BOOKED}
  FROM ${rowsOf(within)} AND ${IS_ORDINARY} AND NOT is_one_by_one
  GROUP BY model, provider, width_bucket(coalesce(prompt_tokens, 0), cuts)`;

const TIMED = "CASE WHEN is_timed THEN floor(extract(epoch FROM occurred_at) * 1000) END";

const specialSql = (within: RowsWithin) => `${ASKED}
  SELECT model, provider, ${[...COLUMNS, ...CONDITIONS].map((column) => `${column}::text`).join(", ")}, count(*)::text AS requests,
    ${TIMED}::text AS at, ${BOOKED}
  FROM ${rowsOf(within)} AND (is_one_by_one OR NOT ${IS_ORDINARY})
  GROUP BY model, provider, ${ALIKE}, ${TIMED}
  ${within.most === null ? "" : `ORDER BY count(*) DESC LIMIT ${within.most}`}`;

type Row = Readonly<Record<string, string | null> & { model: string; provider: string | null }>;

/** What requests were booked at, together; those without a cost add nothing. */
type Booked = Readonly<{ bookedUsd: string; unpriced: number }>;

/** `at`: epoch ms, where the price of a name changes within the day. */
export type BookedRows = Readonly<{
  segments: readonly (Segment & Booked)[];
  special: readonly (AlikeRequests & Booked & Readonly<{ at: number | null }>)[];
  /** There are more different ones out of the ordinary than were looked at. */
  isPartial: boolean;
}>;

export async function rowsOfNames(
  pool: Pool,
  names: readonly NameToRead[],
  within: RowsWithin,
): Promise<BookedRows & Rows> {
  const read = async (statement: string, wanted: readonly NameToRead[]) =>
    wanted.length === 0 ? [] : (await pool.query<Row>(statement, [...valuesOf(wanted), ...within.values])).rows;
  const segments = await read(segmentsSql(within), names);
  const special = await read(
    specialSql(within),
    names.filter(({ isSpecial, isOneByOne, isTimed }) => isSpecial || isOneByOne || isTimed === true),
  );
  return {
    segments: segments.map((row) => ({ ...segmentOf(row), ...bookedOf(row) })),
    special: special.map((row) => ({ ...requestsOf(row), ...bookedOf(row), at: numberOf(row.at) })),
    isPartial: within.most !== null && special.length >= within.most,
  };
}

const bookedOf = (row: Row): Booked => ({ bookedUsd: row.booked ?? "0", unpriced: Number(row.unpriced) });

const valuesOf = (names: readonly NameToRead[]) => [
  names.map(({ model }) => model),
  names.map(({ provider }) => provider ?? ""),
  names.map(({ cuts }) => `{${cuts.map((cut) => cut + 1).join(",")}}`),
  names.map(({ isOneByOne, isTimed }) => isOneByOne || isTimed === true),
  names.map(({ isTimed }) => isTimed === true),
];

const whole = (row: Row, column: string): bigint => BigInt(row[column] ?? 0);

const segmentOf = (row: Row): Segment => ({
  model: row.model,
  provider: row.provider ?? undefined,
  sums: {
    countedRequests: whole(row, "counted"),
    uncountedRequests: whole(row, "uncounted"),
    promptTokens: Number(row.least_prompt),
    tokens: byKind(({ kind }) => whole(row, COUNT_COLUMN[kind])),
  },
});

function requestsOf(row: Row): AlikeRequests {
  return {
    model: row.model,
    provider: row.provider ?? undefined,
    requests: Number(row.requests),
    usage: usageOf({
      ...byCount(({ kind }) => numberOf(row[COUNT_COLUMN[kind]])),
      units: row.units ? (JSON.parse(row.units) as Units) : null,
      serviceTier: row.service_tier,
      isBatch: row.is_batch === "true",
      speed: row.speed,
      inferenceGeo: row.inference_geo,
      region: row.region,
      maxResults: numberOf(row.max_results),
      sumOfRequests: numberOf(row.sum_of_requests),
    }),
  };
}

const numberOf = (text: string | null | undefined): number | null => (text ? Number(text) : null);
