/**
 * The price book's tables as verbs and answers see them.
 * Units   decimal strings, USD per request and per 1,000,000 tokens. Time: ISO 8601 UTC with microseconds, as windows have them.
 * Errors  a row whose details cannot be read keeps its columns and says so in `problem`.
 */
import type { Entry } from "@ratecard/changes";
import { type PriceTerms, type TermsJson, termsToJson } from "@ratecard/pricing";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";
import { exactRates, type TermColumns, termsOfRow } from "#server/pricing/load-price-versions";

/** One entry of the price book; absent prices are left out. */
export type PriceView = TermsJson &
  Readonly<{
    model: string;
    provider: string;
    isCustom: boolean;
    isActive: boolean;
    /** The default price, written here by an import until somebody sets one; missing: a price. */
    isPlaceholder?: true;
    notes?: string;
    /** Since when this price holds, or will when it is the name's first and still to come; missing: no start date. */
    effectiveFrom?: string;
    /** Counts the edits; send it back to change the entry. */
    version: number;
    updatedAt: string;
    /** The settings file that pins it; read-only then. */
    pinnedBy?: string;
    /** The base model whose price this name took. */
    copiedFrom?: string;
    /** The provider that base stands at; missing: as its name tells. */
    copiedFromProvider?: string;
    /** Who set the price in force, and through what. */
    changedBy?: string;
    changedThrough?: string;
    /** When the next scheduled price comes into force. */
    scheduledFrom?: string;
    problem?: string;
  }>;

export type StoredPrice = Readonly<{ view: PriceView; terms: PriceTerms }>;

/** As a change of prices sees it. */
export const entryOf = ({ view, terms }: StoredPrice): Entry => ({
  model: view.model,
  version: view.version,
  provider: view.provider,
  terms,
  isCustom: view.isCustom,
  isActive: view.isActive,
  isPlaceholder: view.isPlaceholder ?? false,
  notes: view.notes ?? null,
  copiedFrom: view.copiedFrom ?? null,
  copiedFromProvider: view.copiedFromProvider ?? null,
  pinnedBy: view.pinnedBy ?? null,
  ...(view.problem !== undefined && { problem: view.problem }),
});

type PriceRow = TermColumns &
  Readonly<{
    model_name: string;
    provider: string;
    is_custom: boolean;
    is_active: boolean;
    is_placeholder: boolean;
    notes: string | null;
    pinned_by: string | null;
    copied_from: string | null;
    copied_from_provider: string | null;
    version: string;
    updated_at: string;
    effective_from: string | null;
    source: string | null;
    actor: string | null;
    scheduled_from: string | null;
  }>;

const PRICES = `
  SELECT price.model_name, price.provider, price.is_custom, price.is_active, price.is_placeholder, price.notes, price.details, price.pinned_by,
    price.copied_from, price.copied_from_provider, price.version::text, ${isoInstant("price.updated_at")} AS updated_at, ${exactRates("price")},
    ${isoInstant("CASE WHEN held.id IS NULL THEN next.valid_from ELSE held.valid_from END")} AS effective_from, held.source, held.actor, ${isoInstant("next.valid_from")} AS scheduled_from
  FROM model_pricing AS price
  LEFT JOIN model_price_versions AS held ON held.model_name = price.model_name AND held.superseded_at IS NULL
    AND (held.valid_from IS NULL OR held.valid_from <= now()) AND (held.valid_until IS NULL OR held.valid_until > now())
  LEFT JOIN (SELECT model_name, min(valid_from) AS valid_from FROM model_price_versions
    WHERE superseded_at IS NULL AND valid_from > now() GROUP BY model_name) AS next ON next.model_name = price.model_name`;

/** Rises with every change of a price, in the transaction that made it. */
export async function findPricesVersion(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string }>("SELECT version::text FROM pricing_version");
  return rows[0]?.version ?? "";
}

export async function findPrices(pool: Pool): Promise<readonly StoredPrice[]> {
  const { rows } = await pool.query<PriceRow>(`${PRICES} ORDER BY price.model_name COLLATE "C"`);
  return rows.map(storedPrice);
}

/** Since when each entry is there, epoch ms. */
export async function findCreatedAt(pool: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ model_name: string; created_at: Date }>(
    "SELECT model_name, created_at FROM model_pricing",
  );
  return new Map(rows.map((row) => [row.model_name, row.created_at.getTime()]));
}

export async function findPrice(db: Reader, model: string): Promise<StoredPrice | null> {
  const [row] = await readRows(db, `${PRICES} WHERE price.model_name = $1`, model);
  return row ? storedPrice(row) : null;
}

/** Inside a write its own transaction, which has a connection already. */
type Reader = Pool | Transaction;

const readRows = async (db: Reader, sql: string, value: unknown): Promise<readonly PriceRow[]> =>
  "query" in db ? (await db.query<PriceRow>(sql, [value])).rows : db.$queryRawUnsafe<PriceRow[]>(sql, value);

/** Locks the rows in the order of their names; the answer is their versions as they stand now. */
export async function lockPrices(tx: Transaction, models: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ model_name: string; version: string }[]>`
    SELECT model_name, version::text FROM model_pricing WHERE model_name = ANY(${[...models]}::text[])
    ORDER BY model_name FOR UPDATE`;
  return new Map(rows.map(({ model_name: model, version }) => [model, Number(version)]));
}

export const deletePriceRow = (tx: Transaction, model: string) =>
  tx.modelPricing.delete({ where: { modelName: model } });

/** The entries can be edited again. Their windows stay as they are: no price changed. */
export async function unpinPrices(tx: Transaction, models: readonly string[]): Promise<void> {
  if (models.length === 0) return;
  await tx.$executeRaw`SELECT set_config('ratecard.mirror', 'on', true)`;
  await tx.$executeRaw`UPDATE model_pricing SET pinned_by = NULL WHERE model_name = ANY(${[...models]}::text[])`;
  await tx.$executeRaw`SELECT set_config('ratecard.mirror', '', true)`;
}

function storedPrice(row: PriceRow): StoredPrice {
  const { terms, problem } = termsOfRow(row);
  const view = {
    model: row.model_name,
    provider: row.provider,
    ...termsToJson(terms ?? { rates: {} }),
    isCustom: row.is_custom,
    isActive: row.is_active,
    version: Number(row.version),
    updatedAt: row.updated_at,
    ...(row.is_placeholder && { isPlaceholder: true as const }),
    ...(row.notes && { notes: row.notes }),
    ...(row.effective_from && { effectiveFrom: row.effective_from }),
    ...(row.pinned_by && { pinnedBy: row.pinned_by }),
    ...(row.copied_from && { copiedFrom: row.copied_from }),
    ...(row.copied_from_provider && { copiedFromProvider: row.copied_from_provider }),
    ...(row.actor && { changedBy: row.actor }),
    ...(row.source && { changedThrough: row.source }),
    ...(row.scheduled_from && { scheduledFrom: row.scheduled_from }),
    ...(problem && { problem }),
  };
  return { view, terms: terms ?? { rates: {} } };
}
