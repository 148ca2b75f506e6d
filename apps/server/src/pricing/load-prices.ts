/**
 * One consistent reading of prices and catalogue, in one snapshot of the database: what changed since the last one, or all of it.
 * Source  `changed_in` of versions and parts names the `pricing_version` they changed in; versions become visible in their order.
 */
import type { CatalogIndex } from "@ratecard/catalog";
import { type Decimal, parseDecimal, parseUsd, type PicoUsd } from "@ratecard/money";
import { changeBook, type CostSettings, EMPTY_BOOK, type ProviderAdjustment } from "@ratecard/pricing";
import { type Database, readOneState, withConnection } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import type { Keep } from "./keep-recent";
import type { PricesNow } from "./live-prices";
import { loadCatalog } from "./load-catalog";
import { readAllWindows, type ReadWindows, readWindowsChangedSince } from "./load-price-versions";
import { takeTurns } from "./take-turns";

/** `settings` are those that stand in the database; the others come from the environment. */
export type LoadedPrices = Omit<PricesNow, "settings" | "onUnpriced"> &
  Readonly<{ settings: Pick<CostSettings, "adjustments"> }>;

/** `all`: nothing of what is known is taken for true. */
export type Reading = "changes" | "all";

/** Answers `known` itself when the database has not moved on since. */
export async function loadPrices(
  db: Database,
  known: LoadedPrices | null,
  keep: Keep<CatalogIndex>,
  reading: Reading = "changes",
): Promise<LoadedPrices> {
  return withConnection(db.pool, async (client) => {
    if (known && reading === "changes" && (await versionNow(client)) === known.version) return known;
    return readOneState(client, async () => {
      // A table that grew since the planner last counted it looks small: it would be read whole for one name.
      await client.query("SET LOCAL enable_seqscan = off");
      return readOn(client, reading === "changes" ? known : null, known, keep);
    });
  });
}

/** `known` is built upon; of `seen` only bodies of catalogues are taken, which never change. */
async function readOn(
  client: PoolClient,
  known: LoadedPrices | null,
  seen: LoadedPrices | null,
  keep: Keep<CatalogIndex>,
): Promise<LoadedPrices> {
  const version = await versionNow(client);
  const parts = await partsNow(client);
  // A counter that went back is another history: a copy of the database was restored.
  const base = known && known.version <= version ? known : null;
  const isStanding = (part: string) => base !== null && (parts.get(part) ?? version) <= base.version;
  const isHistoryKept = isStanding("history");

  const read =
    base && isHistoryKept ? await readWindowsChangedSince(client, base.version) : await readAllWindows(client);
  const prices = await pricesWith(base && isHistoryKept ? base : null, read);
  const settings = base && isStanding("adjustments") ? base.settings : await settingsNow(client);
  const { catalog, snapshots } =
    base && isStanding("catalog") ? base : await loadCatalog(client, seen?.snapshots ?? [], keep);
  return { version, ...prices, catalog, snapshots, settings };
}

async function pricesWith(
  known: LoadedPrices | null,
  { windows, problems }: ReadWindows,
): Promise<Pick<LoadedPrices, "book" | "problems">> {
  const change = changeBook(known?.book ?? EMPTY_BOOK);
  const turn = takeTurns();
  for (const [model, own] of windows) {
    change.put(model, own);
    await turn();
  }
  const others = known?.problems.filter(({ model }) => !windows.has(model)) ?? [];
  return { book: change.finish(), problems: [...others, ...problems] };
}

async function settingsNow(client: PoolClient): Promise<LoadedPrices["settings"]> {
  const adjustments = await loadAdjustments(client);
  return adjustments ? { adjustments } : {};
}

async function versionNow(client: PoolClient): Promise<bigint> {
  const { rows } = await client.query<{ version: string }>("SELECT version FROM pricing_version");
  return BigInt(rows[0]?.version ?? 0);
}

async function partsNow(client: PoolClient): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await client.query<{ part: string; changed_in: string }>(
    "SELECT part, changed_in FROM pricing_parts",
  );
  return new Map(rows.map(({ part, changed_in: version }) => [part, BigInt(version)]));
}

type AdjustmentRow = Readonly<{
  provider: string;
  discount: string | null;
  margin: string | null;
  fixed_margin_usd: string | null;
  valid_from: Date;
  valid_until: Date | null;
}>;

const BELIEVED = `SELECT provider, discount::text, margin::text, fixed_margin_usd::text, valid_from, valid_until
  FROM provider_adjustments WHERE superseded_at IS NULL`;

/** The discounts and margins believed in, by provider. Units: fractions, pico-USD. Time: windows as epoch ms. */
async function loadAdjustments(
  client: PoolClient,
): Promise<ReadonlyMap<string, readonly ProviderAdjustment[]> | undefined> {
  const { rows } = await client.query<AdjustmentRow>(BELIEVED);
  if (rows.length === 0) return undefined;
  const windows = new Map<string, ProviderAdjustment[]>();
  for (const row of rows) windows.set(row.provider, [...(windows.get(row.provider) ?? []), windowOf(row)]);
  return windows;
}

type Terms = Readonly<{ discount: string | null; margin: string | null; fixedMarginUsd: string | null }>;

/** Without a window: it always holds. Units: fractions and USD as decimal text. */
export function adjustmentOf(terms: Terms): ProviderAdjustment {
  const [discount, margin] = [fraction(terms.discount), fraction(terms.margin)];
  const fixedMargin = usd(terms.fixedMarginUsd);
  return {
    ...(discount && { discount }),
    ...(margin && { margin }),
    ...(fixedMargin !== undefined && { fixedMargin }),
  };
}

const windowOf = (row: AdjustmentRow): ProviderAdjustment => ({
  ...adjustmentOf({ ...row, fixedMarginUsd: row.fixed_margin_usd }),
  validFrom: row.valid_from.getTime(),
  ...(row.valid_until && { validUntil: row.valid_until.getTime() }),
});

function fraction(text: string | null): Decimal | undefined {
  const read = text === null ? undefined : parseDecimal(text);
  return read?.ok ? read.value : undefined;
}

function usd(text: string | null): PicoUsd | undefined {
  const read = text === null ? undefined : parseUsd(text);
  return read?.ok ? read.value : undefined;
}
