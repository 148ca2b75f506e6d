/**
 * The requests of the last 30 days of names whose rollup does not tell what they cost, from the ledger.
 * Units   whole tokens; an unknown count stays unknown. Time: days of the ledger.
 * Source  free ones (answered from the gateway's cache, failed before a token flowed) are left out: no price touches them. Between
 *         two cuts of its prices a name's ordinary requests are summed; the others, and those with a discount or a margin, are
 *         gathered by what prices them.
 */
import { byCount, byKind, COUNT_COLUMN, type Units } from "@ratecard/pricing";
import type { Pool } from "pg";
import { IS_COUNTED, IS_FREE, IS_ORDINARY, IS_UNCOUNTED } from "#server/ledger/charged-rows";
import { startOfDay } from "#server/ledger/ledger-days";
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
    SELECT model AS asked_model, provider AS asked_provider, cuts::bigint[] AS cuts, is_one_by_one
    FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) AS given (model, provider, cuts, is_one_by_one)
  )`;
const ROWS = `usage_logs AS logged JOIN asked ON model = asked_model AND coalesce(provider, '') = asked_provider
  WHERE occurred_at >= ${startOfDay(firstDayOf("$5"))} AND NOT ${IS_FREE}`;

/** Prompts of cut + 1 tokens and more are above the cut. */
const SEGMENTS = `${ASKED}
  SELECT model, provider, min(coalesce(prompt_tokens, 0))::text AS least_prompt,
    count(*) FILTER (WHERE ${IS_COUNTED})::text AS counted, count(*) FILTER (WHERE ${IS_UNCOUNTED})::text AS uncounted,
    ${COLUMNS.map((column) => `coalesce(sum(${column}), 0)::text AS ${column}`).join(", ")}
  FROM ${ROWS} AND ${IS_ORDINARY} AND NOT is_one_by_one
  GROUP BY model, provider, width_bucket(coalesce(prompt_tokens, 0), cuts)`;

const SPECIAL = `${ASKED}
  SELECT model, provider, ${[...COLUMNS, ...CONDITIONS].map((column) => `${column}::text`).join(", ")}, count(*)::text AS requests
  FROM ${ROWS} AND (is_one_by_one OR NOT ${IS_ORDINARY})
  GROUP BY model, provider, ${ALIKE}
  ORDER BY count(*) DESC LIMIT ${MOST_GROUPS}`;

type Row = Readonly<Record<string, string | null> & { model: string; provider: string | null }>;

/** `isPartial`: there are more different ones out of the ordinary than were looked at. */
export async function rowsOfNames(
  pool: Pool,
  names: readonly NameToRead[],
  now: Date,
): Promise<Rows & Readonly<{ isPartial: boolean }>> {
  const read = async (statement: string, wanted: readonly NameToRead[]) =>
    wanted.length === 0 ? [] : (await pool.query<Row>(statement, [...valuesOf(wanted), now])).rows;
  const segments = await read(SEGMENTS, names);
  const special = await read(
    SPECIAL,
    names.filter(({ isSpecial, isOneByOne }) => isSpecial || isOneByOne),
  );
  return {
    segments: segments.map(segmentOf),
    special: special.map(requestsOf),
    isPartial: special.length >= MOST_GROUPS,
  };
}

const valuesOf = (names: readonly NameToRead[]) => [
  names.map(({ model }) => model),
  names.map(({ provider }) => provider ?? ""),
  names.map(({ cuts }) => `{${cuts.map((cut) => cut + 1).join(",")}}`),
  names.map(({ isOneByOne }) => isOneByOne),
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
