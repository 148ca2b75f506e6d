/** One consistent reading of prices and catalogue: all of it at one version, in one snapshot of the database. */
import type { CatalogIndex } from "@ratecard/catalog";
import { type CostSettings, createPriceBook } from "@ratecard/pricing";
import type { Database } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import type { Keep } from "./keep-recent";
import { loadAdjustments } from "./load-adjustments";
import type { PricesNow } from "./live-prices";
import { loadCatalog } from "./load-catalog";
import { loadPriceVersions } from "./load-price-versions";

/** `settings` are those that stand in the database; the others come from the environment. */
export type LoadedPrices = Omit<PricesNow, "settings" | "onUnpriced"> &
  Readonly<{ settings: Pick<CostSettings, "adjustments"> }>;

/** Answers `known` itself when the database has not moved on since. */
export async function loadPrices(
  db: Database,
  known: LoadedPrices | null,
  keep: Keep<CatalogIndex>,
): Promise<LoadedPrices> {
  const client = await db.pool.connect();
  try {
    if (known && (await versionNow(client)) === known.version) return known;
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const version = await versionNow(client);
    const { versions, problems } = await loadPriceVersions(client);
    const adjustments = await loadAdjustments(client);
    const catalog = await loadCatalog(client, known?.snapshots ?? [], keep);
    await client.query("COMMIT");
    return {
      version,
      book: createPriceBook(versions),
      problems,
      ...catalog,
      settings: adjustments ? { adjustments } : {},
    };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function versionNow(client: PoolClient): Promise<bigint> {
  const { rows } = await client.query<{ version: string }>("SELECT version FROM pricing_version");
  return BigInt(rows[0]?.version ?? 0);
}
