/** What the intake needs, on a real database of its own. Time: the clock stands at `now` until a test moves it. */
import { createTestDatabase } from "@ratecard/prisma/testing";
import { pino } from "pino";
import { readEnv } from "#server/services/env";
import { openLivePrices } from "#server/pricing/open-live-prices";

export async function openUsageTest(settings: Record<string, string> = {}) {
  const { drop, ...rest } = await createTestDatabase();
  const db = { ...rest, close: drop };
  const env = readEnv({ NODE_ENV: "test", ...settings });
  const log = pino({ level: "silent" });
  const prices = await openLivePrices({ env, db, log });
  const time = { now: new Date("2026-03-15T12:00:00Z") };
  const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await db.pool.query<Row>(sql, values)).rows;
  return {
    db,
    prices,
    time,
    rows,
    clock: () => time.now,
    /** A price by plain SQL, in USD per 1,000 tokens, in force here when it resolves. */
    setPrice: async (model: string, perRequest: string, input: string | null = null, output: string | null = null) => {
      await db.pool.query(
        `INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider)
         VALUES ($1, $2, $3, $4, 'openai')
         ON CONFLICT (model_name) DO UPDATE SET price_per_request = $2, price_per_1k_input_tokens = $3, price_per_1k_output_tokens = $4`,
        [model, perRequest, input, output],
      );
      await prices.refresh();
    },
    close: async () => {
      await prices.close();
      await db.close();
    },
  };
}
