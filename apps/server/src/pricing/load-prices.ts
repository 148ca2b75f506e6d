/** One consistent reading of prices and catalogue: all of it at one version, in one snapshot of the database. */
import type { CatalogIndex } from "@ratecard/catalog";
import { type CostSettings, createPriceBook } from "@ratecard/pricing";
import { type Database, readOneState, withConnection } from "@ratecard/prisma";
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
  return withConnection(db.pool, async (client) => {
    if (known && (await versionNow(client)) === known.version) return known;
    return readOneState(client, () => readPrices(client, known, keep));
  });
}

async function readPrices(
  client: PoolClient,
  known: LoadedPrices | null,
  keep: Keep<CatalogIndex>,
): Promise<LoadedPrices> {
  const version = await versionNow(client);
  const { versions, problems } = await loadPriceVersions(client);
  const adjustments = await loadAdjustments(client);
  const catalog = await loadCatalog(client, known?.snapshots ?? [], keep);
  return {
    version,
    book: createPriceBook(versions),
    problems,
    ...catalog,
    settings: adjustments ? { adjustments } : {},
  };
}

async function versionNow(client: PoolClient): Promise<bigint> {
  const { rows } = await client.query<{ version: string }>("SELECT version FROM pricing_version");
  return BigInt(rows[0]?.version ?? 0);
}
