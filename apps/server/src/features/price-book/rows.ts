/**
 * The price book's tables as verbs and answers see them.
 * Units   decimal strings, USD per request and per 1,000,000 tokens. Time: ISO 8601 UTC with microseconds, as windows have them.
 * Errors  a row whose details cannot be read keeps its columns and says so in `problem`.
 */
import type { PriceTerms } from "@ratecard/pricing";
import type { Database, Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";
import { z } from "zod";
import { formOfTerms, type PriceFormJson } from "#server/pricing/price-form";
import { RATE_COLUMNS, type TermColumns, termsOfRow } from "#server/pricing/terms-of-row";

/** One entry of the price book; absent prices are left out. */
export type PriceView = PriceFormJson &
  Readonly<{
    model: string;
    provider: string;
    isCustom: boolean;
    isActive: boolean;
    notes?: string;
    /** Since when the price in force holds; missing: since ever. */
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

type PriceRow = TermColumns &
  Readonly<{
    model_name: string;
    provider: string;
    is_custom: boolean;
    is_active: boolean;
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

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const asText = (table: string) =>
  ["price_per_request", ...RATE_COLUMNS].map((column) => `${table}.${column}::text AS ${column}`).join(", ");

const PRICES = `
  SELECT price.model_name, price.provider, price.is_custom, price.is_active, price.notes, price.details, price.pinned_by,
    price.copied_from, price.copied_from_provider, price.version::text, ${instant("price.updated_at")} AS updated_at, ${asText("price")},
    ${instant("held.valid_from")} AS effective_from, held.source, held.actor, ${instant("next.valid_from")} AS scheduled_from
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

export async function findPrice(pool: Pool, model: string): Promise<StoredPrice | null> {
  const { rows } = await pool.query<PriceRow>(`${PRICES} WHERE price.model_name = $1`, [model]);
  return rows[0] ? storedPrice(rows[0]) : null;
}

/** By name; names without an entry are left out. */
export async function findPricesOf(pool: Pool, models: readonly string[]): Promise<ReadonlyMap<string, StoredPrice>> {
  const { rows } = await pool.query<PriceRow>(`${PRICES} WHERE price.model_name = ANY($1::text[])`, [models]);
  return new Map(rows.map((row) => [row.model_name, storedPrice(row)]));
}

/** When prices that are still to come begin, by name, soonest first; names without any are left out. */
export async function findScheduledStarts(
  pool: Pool,
  models: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await pool.query<{ model_name: string; starts: string[] }>(
    `SELECT model_name, array_agg(${instant("valid_from")} ORDER BY valid_from) AS starts FROM model_price_versions
     WHERE superseded_at IS NULL AND valid_from > now() AND model_name = ANY($1::text[]) GROUP BY model_name`,
    [models],
  );
  return new Map(rows.map(({ model_name: model, starts }) => [model, starts]));
}

/** Locks the rows in the order of their names; the answer is their versions as they stand now. */
export async function lockPrices(tx: Transaction, models: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ model_name: string; version: string }[]>`
    SELECT model_name, version::text FROM model_pricing WHERE model_name = ANY(${[...models]}::text[])
    ORDER BY model_name FOR UPDATE`;
  return new Map(rows.map(({ model_name: model, version }) => [model, Number(version)]));
}

export const deletePriceRows = (tx: Transaction, models: readonly string[]) =>
  tx.modelPricing.deleteMany({ where: { modelName: { in: [...models] } } });

export const deletePriceRow = (tx: Transaction, model: string) =>
  tx.modelPricing.delete({ where: { modelName: model } });

/** The entries can be edited again. Their windows stay as they are: no price changed. */
export async function unpinPrices(tx: Transaction, models: readonly string[]): Promise<void> {
  if (models.length === 0) return;
  await tx.$executeRaw`SELECT set_config('ratecard.mirror', 'on', true)`;
  await tx.$executeRaw`UPDATE model_pricing SET pinned_by = NULL WHERE model_name = ANY(${[...models]}::text[])`;
  await tx.$executeRaw`SELECT set_config('ratecard.mirror', '', true)`;
}

/** Findings kept as they are, by entry; the version is the one that was looked at. */
export type PriceReview = Readonly<{ model: string; findingId: string; version: number; reviewedAt: number }>;

export async function findReviews({ prisma }: Pick<Database, "prisma">): Promise<readonly PriceReview[]> {
  const rows = await prisma.priceReview.findMany();
  return rows.map(({ modelName, findingId, version, reviewedAt }) => ({
    model: modelName,
    findingId,
    version: Number(version),
    reviewedAt: reviewedAt.getTime(),
  }));
}

type NewReview = Omit<PriceReview, "reviewedAt">;

export async function saveReviews(
  tx: Transaction,
  reviews: readonly NewReview[],
  { at, by }: Readonly<{ at: Date; by: string }>,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO price_reviews (model_name, finding_id, version, reviewed_at, reviewed_by)
    SELECT model, "findingId", version, ${at}, ${by}
    FROM jsonb_to_recordset(${JSON.stringify(reviews)}::jsonb) AS given (model text, "findingId" text, version bigint)
    ON CONFLICT (model_name, finding_id)
    DO UPDATE SET version = excluded.version, reviewed_at = excluded.reviewed_at, reviewed_by = excluded.reviewed_by`;
}

/** When each entry's price was last recorded, epoch ms. */
export async function findRecordedAt(pool: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ model_name: string; at: Date }>(
    "SELECT model_name, max(recorded_at) AS at FROM model_price_versions GROUP BY model_name",
  );
  return new Map(rows.map(({ model_name: model, at }) => [model, at.getTime()]));
}

/** How the last reading of PRICING_CONFIG went. */
export type Pinning = Readonly<{ path: string; problem: string | null; at: string }>;
const PINNING_KEY = "pricing-config";

export async function recordPinning({ prisma }: Pick<Database, "prisma">, value: Pinning): Promise<void> {
  const row = { value, updatedBy: "ratecard", updatedAt: value.at };
  await prisma.setting.upsert({ where: { key: PINNING_KEY }, create: { key: PINNING_KEY, ...row }, update: row });
}

export async function findPinning({ prisma }: Pick<Database, "prisma">): Promise<Pinning | null> {
  const found = await prisma.setting.findUnique({ where: { key: PINNING_KEY } });
  const read = PinningValue.safeParse(found?.value);
  return read.success ? read.data : null;
}

const PinningValue = z.object({ path: z.string(), problem: z.string().nullable(), at: z.string() });

function storedPrice(row: PriceRow): StoredPrice {
  const { terms, problem } = termsOfRow(row);
  const view = {
    model: row.model_name,
    provider: row.provider,
    ...formOfTerms(terms ?? { rates: {} }),
    isCustom: row.is_custom,
    isActive: row.is_active,
    version: Number(row.version),
    updatedAt: row.updated_at,
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

/** One value the entry had, or has, or will have. */
export type PriceVersionView = PriceFormJson &
  Readonly<{
    versionId: string;
    provider: string;
    isCustom: boolean;
    isActive: boolean;
    notes: string | null;
    /** The base model this price was copied from; null: somebody set it. */
    copiedFrom: string | null;
    copiedFromProvider: string | null;
    /** null: since ever. */
    validFrom: string | null;
    /** null: until further notice. */
    validUntil: string | null;
    recordedAt: string;
    /** A later correction replaced this belief then; it prices nothing any more. */
    supersededAt: string | null;
    source: string;
    actor: string;
    reason: string | null;
    batchId: string | null;
    problem: string | null;
  }>;

type VersionRow = TermColumns &
  Readonly<Record<"id" | "model_name" | "provider" | "source" | "actor" | "recorded_at", string>> &
  Readonly<Record<"copied_from" | "copied_from_provider", string | null>> &
  Readonly<Record<"notes" | "valid_from" | "valid_until" | "superseded_at" | "reason" | "batch_id", string | null>> &
  Readonly<{ is_custom: boolean; is_active: boolean }>;

const MOST_VERSIONS = 1000;
const VERSIONS = `
  SELECT id, model_name, provider, is_custom, is_active, notes, copied_from, copied_from_provider, details, ${asText("version")},
    source, actor, reason, batch_id,
    ${["valid_from", "valid_until", "recorded_at", "superseded_at"].map((name) => `${instant(name)} AS ${name}`).join(", ")}
  FROM model_price_versions AS version`;

/** Newest record first. */
export async function findVersions(pool: Pool, model: string): Promise<readonly PriceVersionView[]> {
  const { rows } = await pool.query<VersionRow>(
    `${VERSIONS} WHERE model_name = $1 ORDER BY version.id DESC LIMIT ${MOST_VERSIONS}`,
    [model],
  );
  return rows.map((row) => storedVersion(row).view);
}

/** Prices that are to come, by name. */
export async function findScheduled(pool: Pool): Promise<ReadonlyMap<string, readonly StoredVersion[]>> {
  const { rows } = await pool.query<VersionRow>(`${VERSIONS} WHERE superseded_at IS NULL AND valid_from > now()`);
  const scheduled = new Map<string, StoredVersion[]>();
  for (const row of rows) scheduled.set(row.model_name, [...(scheduled.get(row.model_name) ?? []), storedVersion(row)]);
  return scheduled;
}

export type StoredVersion = Readonly<{ view: PriceVersionView; terms: PriceTerms }>;

/** null: the name never had this version. */
export async function findVersion(pool: Pool, model: string, versionId: string): Promise<StoredVersion | null> {
  const { rows } = await pool.query<VersionRow>(`${VERSIONS} WHERE model_name = $1 AND version.id = $2`, [
    model,
    versionId,
  ]);
  return rows[0] ? storedVersion(rows[0]) : null;
}

function storedVersion(row: VersionRow): StoredVersion {
  const { terms, problem } = termsOfRow(row);
  return {
    terms: terms ?? { rates: {} },
    view: {
      ...formOfTerms(terms ?? { rates: {} }),
      versionId: row.id,
      provider: row.provider,
      isCustom: row.is_custom,
      isActive: row.is_active,
      notes: row.notes,
      copiedFrom: row.copied_from,
      copiedFromProvider: row.copied_from_provider,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      recordedAt: row.recorded_at,
      supersededAt: row.superseded_at,
      source: row.source,
      actor: row.actor,
      reason: row.reason,
      batchId: row.batch_id,
      problem,
    },
  };
}
