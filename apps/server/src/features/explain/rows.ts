/** Custom names and the models behind them, as explain shows them. */
import type { Pool } from "pg";

type Mapping = Readonly<{ server: string; actualModel: string; provider: string | null }>;

export async function findMappings(pool: Pool, name: string): Promise<readonly Mapping[]> {
  const { rows } = await pool.query<{ server: string; actual_model: string; provider: string | null }>(
    `SELECT server.name AS server, mapping.actual_model, mapping.provider
     FROM custom_models AS mapping JOIN litellm_servers AS server ON server.id = mapping.server_id
     WHERE mapping.custom_name = $1 AND mapping.is_active ORDER BY server.name, mapping.actual_model`,
    [name],
  );
  return rows.map((row) => ({ server: row.server, actualModel: row.actual_model, provider: row.provider }));
}
