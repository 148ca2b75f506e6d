/** A server context with a catalogue, entries and custom names for the tests of the syncs. Units: USD per 1,000 tokens in SQL. */
import { ChangeSource } from "@ratecard/contract";
import type { z } from "zod";
import type { ChangeRowJson, ChangeSet } from "#server/changes/change-set";
import { compressBody } from "#server/pricing/catalog-body";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { previewChange, writePreviewed } from "#server/testing/changes";

type Source = z.input<typeof ChangeSource>;
type Order = Parameters<typeof writePreviewed>[3];

export type SyncTest = TestContext &
  Readonly<{
    /** USD per token, as LiteLLM lists them. */
    catalogue: (prices: Record<string, readonly [input: number, output: number, provider: string]>) => Promise<void>;
    /** By plain SQL: USD per 1,000 tokens, USD per request. */
    sql: (text: string) => Promise<void>;
    /** `bot>gpt-4o`, or `bot>gpt-4o@azure` on a server of its own. */
    map: (...texts: string[]) => Promise<void>;
    preview: (source: Source, effectiveFrom?: string) => Promise<ChangeSet>;
    row: (source: Source, model: string, effectiveFrom?: string) => Promise<ChangeRowJson>;
    /** Writes what a preview showed: the rows that are not held, and the held ones that are named. */
    write: (source: Source, shown: ChangeSet, order?: Order) => Promise<ChangeSet>;
    /** Previews, then writes. */
    sync: (source: Source, order?: Order) => Promise<ChangeSet>;
    entry: (model: string) => Promise<Record<string, unknown> | undefined>;
    /** Servers, batches and prices go, the default entry stays. */
    empty: () => Promise<void>;
  }>;

const ENTRY = `SELECT provider, is_custom, notes, copied_from, copied_from_provider, version::int,
  trim_scale(price_per_request)::text AS request, trim_scale(price_per_1k_input_tokens)::text AS input
  FROM model_pricing WHERE model_name = $1`;

export async function openSyncTest(): Promise<SyncTest> {
  const test = await createTestContext();
  const { pool, prisma } = test.database;
  const preview = (source: Source, effectiveFrom?: string) =>
    previewChange(test.ctx, ChangeSource.parse(source), effectiveFrom);
  const write = (source: Source, shown: ChangeSet, order?: Order) =>
    writePreviewed(test.ctx, ChangeSource.parse(source), shown, order);
  return {
    ...test,
    catalogue: async (prices) => {
      const body = Object.fromEntries(
        Object.entries(prices).map(([key, [input, output, provider]]) => [
          key,
          {
            input_cost_per_token: input,
            output_cost_per_token: output,
            litellm_provider: provider,
            mode: "chat",
          },
        ]),
      );
      await pool.query("UPDATE catalog_snapshots SET in_force_until = now() WHERE in_force_until IS NULL");
      await pool.query(
        `INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from)
         VALUES ('litellm', 'test', md5(random()::text), $1, $2, now(), now())`,
        [Object.keys(body).length, compressBody(JSON.stringify(body))],
      );
      await pool.query("SELECT pricing_changed()");
    },
    sql: async (text) => {
      await pool.query(text);
    },
    map: async (...texts) => {
      for (const text of texts) {
        const [customName = "", base = ""] = text.split(">");
        const [actualModel = "", provider = null] = base.split("@");
        const name = `gateway of ${provider ?? "all"}`;
        const server = { name, baseUrl: "http://localhost" };
        const { id: serverId } = await prisma.litellmServer.upsert({ where: { name }, create: server, update: {} });
        await prisma.customModel.create({ data: { customName, actualModel, provider, serverId } });
      }
    },
    preview,
    write,
    row: async (source, model, effectiveFrom) => {
      const found = (await preview(source, effectiveFrom)).rows.find((row) => row.model === model);
      if (!found) throw new Error(`no row ${model}`);
      return found;
    },
    sync: async (source, order) => write(source, await preview(source, order?.effectiveFrom), order),
    entry: async (model) => (await pool.query<Record<string, unknown>>(ENTRY, [model])).rows[0],
    empty: async () => {
      await prisma.litellmServer.deleteMany();
      await prisma.importBatch.deleteMany();
      await prisma.modelPricing.deleteMany({ where: { modelName: { not: "default" } } });
    },
  };
}
