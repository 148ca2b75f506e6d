/** Names to choose filters from: what the rollup and the intake have seen. */
import type { Services } from "#server/services/context";

const MOST_NAMES = 1000;

export async function listFacets({ db }: Pick<Services, "db">) {
  const names = async (sql: string) =>
    (await db.pool.query<{ name: string }>(`${sql} ORDER BY name LIMIT ${MOST_NAMES}`)).rows.map(({ name }) => name);
  const [models, providers, gateways] = await Promise.all([
    names("SELECT DISTINCT model AS name FROM usage_by_model_day"),
    names("SELECT DISTINCT provider AS name FROM usage_by_model_day WHERE provider <> ''"),
    names("SELECT DISTINCT gateway AS name FROM intake_counts"),
  ]);
  return { models, providers, gateways };
}
