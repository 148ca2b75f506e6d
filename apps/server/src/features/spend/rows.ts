/** What spend shows beside its sums. Time: days of the ledger as text. Units: quantities as decimal text. */
import type { SpendDimension, SpendScope } from "@ratecard/contract";
import type { UnitKind } from "@ratecard/pricing";
import { readOneState, withConnection } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import { filteredBy, rowFilters, sumFilters } from "#server/ledger/name-filter";
import type { Services } from "#server/services/context";
import { asText } from "./spend-measures";

/** What was consumed beside tokens: quantities as decimal text, in what the unit says. */
export type UnitSum = Readonly<{ unit: UnitKind; requests: number; quantity: string }>;

/** What `usage_units_by_model_day` is kept by. */
const KEPT_BY: readonly SpendDimension[] = ["model", "provider", "source"];

/** null: units are not kept by what is filtered by. */
export async function readUnits(client: PoolClient, scope: SpendScope): Promise<readonly UnitSum[] | null> {
  if (!filteredBy(scope).every((dimension) => KEPT_BY.includes(dimension))) return null;
  const values: unknown[] = [scope.from, scope.to];
  const filters = sumFilters(scope, (value) => `$${values.push(value)}`);
  const { rows } = await client.query<UnitSum>(
    `SELECT unit, sum(requests)::float8 AS requests, ${asText("sum(quantity)")} AS quantity
     FROM usage_units_by_model_day WHERE ${["day BETWEEN $1::date AND $2::date", ...filters].join(" AND ")}
     GROUP BY unit ORDER BY sum(requests) DESC, unit`,
    values,
  );
  return rows;
}

/** Of what the days hold, what corrects months that were closed before. */
export type Corrections = Readonly<{ requests: number; costUsd: string }>;

export async function readCorrections(client: PoolClient, scope: SpendScope): Promise<Corrections> {
  const values: unknown[] = [scope.from, scope.to];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const filters = rowFilters(scope, parameter);
  const { rows } = await client.query<Corrections>(
    `SELECT coalesce(sum(requests), 0)::float8 AS requests, ${asText("coalesce(sum(cost_usd), 0)")} AS "costUsd"
     FROM usage_corrections AS logged WHERE ${["posted_on BETWEEN $1::date AND $2::date", ...filters].join(" AND ")}`,
    values,
  );
  return rows[0] ?? { requests: 0, costUsd: "0" };
}

const MOST_QUARANTINED = 10_000;

/** Events that wait in quarantine, of any day: in no sum. `isMore`: there are more than were counted. */
export async function readQuarantined(client: PoolClient): Promise<Readonly<{ open: number; isMore: boolean }>> {
  const { rows } = await client.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM (SELECT FROM usage_quarantine WHERE resolved_at IS NULL LIMIT ${MOST_QUARANTINED}) AS waiting`,
  );
  const open = rows[0]?.open ?? 0;
  return { open, isMore: open === MOST_QUARANTINED };
}

/** null: no usage has ever arrived. */
export async function readNewestDay(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query<{ day: string | null }>("SELECT max(day) AS day FROM usage_total_day");
  return rows[0]?.day ?? null;
}

/** Several queries on one state of the database: totals and their parts agree while usage arrives. */
export const readConsistently = <T>({ pool }: Services["db"], read: (client: PoolClient) => Promise<T>): Promise<T> =>
  withConnection(pool, (client) => readOneState(client, () => read(client)));
