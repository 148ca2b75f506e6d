/** Names that somebody may send, whether or not anybody did: what active servers list, and custom names. */
import type { Pool } from "pg";
import type { Name } from "./impact-of-change";

const KNOWN = `
  SELECT DISTINCT listed.name AS model, found.provider
  FROM litellm_servers AS server CROSS JOIN unnest(server.supported_models) AS listed (name)
    LEFT JOIN discovered_models AS found ON found.server_id = server.id AND found.name = listed.name
  WHERE server.is_active
  UNION
  SELECT custom_name, custom.provider FROM custom_models AS custom JOIN litellm_servers AS server ON server.id = custom.server_id
  WHERE server.is_active AND custom.is_active`;

export async function findKnownNames(pool: Pool): Promise<readonly Name[]> {
  const { rows } = await pool.query<{ model: string; provider: string | null }>(KNOWN);
  return rows.map(({ model, provider }) => ({ model, provider: provider ?? undefined }));
}
