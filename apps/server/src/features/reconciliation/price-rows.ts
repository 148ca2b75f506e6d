/**
 * By which price the requests of a name were booked, and what served them, as its newest requests say. Time: instants.
 * Source  a hundred rows of each name by the ledger's index: the price is that of most of them.
 */
import type { PoolClient } from "pg";
import { exactRates, type TermColumns } from "#server/pricing/load-price-versions";

const ROWS_LOOKED_AT = 100;

export type BookedBy = Readonly<{
  model: string;
  provider: string | null;
  servedModels: readonly string[];
  /** null: not the price book. */
  versionId: string | null;
  occurredAt: Date;
}>;

export async function findBookedBy(
  client: PoolClient,
  models: readonly string[],
  { from, to }: Readonly<{ from: string; to: string }>,
): Promise<readonly BookedBy[]> {
  const { rows } = await client.query<BookedBy>(
    `SELECT named.model, newest.* FROM unnest($1::text[]) AS named (model) CROSS JOIN LATERAL (
       SELECT mode() WITHIN GROUP (ORDER BY provider) AS provider,
         coalesce(array_agg(DISTINCT served_model) FILTER (WHERE served_model IS NOT NULL), '{}') AS "servedModels",
         mode() WITHIN GROUP (ORDER BY price_version_id)::text AS "versionId", max(occurred_at) AS "occurredAt"
       FROM (SELECT * FROM usage_logs WHERE usage_logs.model = named.model AND NOT is_error
         AND occurred_at >= $2::timestamptz AND occurred_at < $3::timestamptz ORDER BY occurred_at DESC LIMIT ${ROWS_LOOKED_AT}) AS rows
       HAVING count(*) > 0
     ) AS newest`,
    [models, from, to],
  );
  return rows;
}

export type VersionTerms = TermColumns & Readonly<{ versionId: string }>;

export async function findVersionTerms(client: PoolClient, ids: readonly string[]): Promise<readonly VersionTerms[]> {
  const { rows } = await client.query<VersionTerms>(
    `SELECT id::text AS "versionId", details, ${exactRates("model_price_versions")} FROM model_price_versions WHERE id = ANY($1::bigint[])`,
    [ids],
  );
  return rows;
}

export type Alias = Readonly<{ name: string; actualModel: string }>;

export async function findAliases(client: PoolClient): Promise<readonly Alias[]> {
  const { rows } = await client.query<Alias>(
    `SELECT DISTINCT custom_name AS name, actual_model AS "actualModel" FROM custom_models WHERE is_active ORDER BY 1, 2`,
  );
  return rows;
}
