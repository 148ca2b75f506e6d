/** A server context with a catalogue, entries and custom names for the tests of the syncs. Units: USD per 1,000 tokens in SQL. */
import { ApplySync, PreviewSync } from "@ratecard/contract";
import { compressBody } from "#server/pricing/snapshot-body";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { type AppliedSync, applySync } from "../apply-sync";
import { previewSync, type SyncPreview } from "../preview-sync";
import type { SyncRowJson } from "../sync-row-json";

type Asked = Readonly<Record<string, unknown>> & Readonly<{ kind: "providers" | "custom" }>;

export type SyncTest = TestContext &
  Readonly<{
    /** USD per token, as LiteLLM lists them. */
    catalogue: (prices: Record<string, readonly [input: number, output: number, provider: string]>) => Promise<void>;
    /** By plain SQL: USD per 1,000 tokens, USD per request. */
    sql: (text: string) => Promise<void>;
    /** `bot>gpt-4o`, or `bot>gpt-4o@azure` on a server of its own. */
    map: (...texts: string[]) => Promise<void>;
    preview: (asked: Asked) => Promise<SyncPreview>;
    row: (asked: Asked, model: string) => Promise<SyncRowJson>;
    /** Previews, then writes the rows that are taken by themselves, or those named; all of them are ticked. */
    sync: (asked: Asked, models?: readonly string[]) => Promise<AppliedSync>;
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
  const preview = (asked: Asked) => previewSync(test.ctx, PreviewSync.parse(asked));
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
    row: async (asked, model) => {
      const found = (await preview(asked)).rows.find((row) => row.model === model);
      if (!found) throw new Error(`no row ${model}`);
      return found;
    },
    sync: async (asked, models) => {
      const { rows } = await preview(asked);
      const meant = rows.filter((row) => (models ? models.includes(row.model) : row.isTakenByItself));
      const ticked = meant.map(({ model, seen }) => ({ model, seen, isAcknowledged: models !== undefined }));
      return applySync(test.ctx, ApplySync.parse({ ...asked, rows: ticked }));
    },
    entry: async (model) => (await pool.query<Record<string, unknown>>(ENTRY, [model])).rows[0],
    empty: async () => {
      await prisma.litellmServer.deleteMany();
      await prisma.importBatch.deleteMany();
      await prisma.modelPricing.deleteMany({ where: { modelName: { not: "default" } } });
    },
  };
}
