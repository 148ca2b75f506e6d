/** A price book of many names, each with as many windows, written at once. Time: a window is a month; the last one is open. */
import type { Pool } from "pg";

export type BookSize = Readonly<{ names: number; windows: number }>;

export async function fillBook(pool: Pool, { names, windows }: BookSize): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    // The rows follow windows that are written by themselves.
    await client.query("SELECT set_config('ratecard.mirror', 'on', true)");
    await client.query("DELETE FROM model_pricing WHERE model_name <> 'default'");
    await client.query("DELETE FROM model_price_versions WHERE model_name <> 'default'");
    await client.query(
      `INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider)
       SELECT 'model-' || name, 0.01, 0.001, 0.002, 'house' FROM generate_series(1, $1::int) AS name`,
      [names],
    );
    await client.query(
      `INSERT INTO model_price_versions (model_name, provider, is_custom, is_active, is_placeholder, price_per_request,
         price_per_1k_input_tokens, price_per_1k_output_tokens, details, valid_from, valid_until, source, actor)
       SELECT 'model-' || name, 'house', false, true, false, 0.01, 0.001 * nth, 0.002 * nth, '{}',
         CASE WHEN nth > 1 THEN begins END, CASE WHEN nth < $2::int THEN begins + interval '30 days' END, 'sql', 'bench'
       FROM generate_series(1, $1::int) AS name, generate_series(1, $2::int) AS nth,
         LATERAL (SELECT timestamptz '2025-01-01 00:00Z' + (nth - 1) * interval '30 days' AS begins) AS month`,
      [names, windows],
    );
    await client.query("COMMIT");
    await client.query("VACUUM ANALYZE model_price_versions, model_pricing");
  } finally {
    client.release();
  }
}
