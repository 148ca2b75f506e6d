/**
 * The whole price book as rows, read again only when it has changed.
 * Time    the database's own version is asked for each time: a change of anybody, by SQL too, is seen by the next call. A scheduled
 *         price raises the version when it begins.
 */
import { type PriceTerms, type TermsJson, termsToJson } from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";
import { exactRates, type TermColumns, termsOfRow } from "#server/pricing/load-price-versions";
import { findCreatedAt, findPrices, findPricesVersion, type StoredPrice } from "./rows";

export type KnownPrices = Readonly<{
  /** By name, in the order of their characters. */
  stored: readonly StoredPrice[];
  /** When each entry's price was last recorded, epoch ms. */
  recordedAt: ReadonlyMap<string, number>;
  /** Since when each entry is there, epoch ms. */
  createdAt: ReadonlyMap<string, number>;
}>;

type Kept = Readonly<{ version: string; prices: Promise<KnownPrices> }>;
const keptOf = new WeakMap<Pool, Kept>();

export async function knownPrices(pool: Pool): Promise<KnownPrices> {
  // Before the rows: what changes in between has another version, and is read by the next call.
  const version = await findPricesVersion(pool);
  const kept = keptOf.get(pool);
  if (kept?.version === version) return kept.prices;
  const prices = read(pool);
  keptOf.set(pool, { version, prices });
  // A failed reading is the caller's to hear of, and nobody's to keep.
  prices.catch(() => keptOf.delete(pool));
  return prices;
}

async function read(pool: Pool): Promise<KnownPrices> {
  const [stored, recordedAt, createdAt] = await Promise.all([
    findPrices(pool),
    findRecordedAt(pool),
    findCreatedAt(pool),
  ]);
  return { stored, recordedAt, createdAt };
}

/** One value the entry had, or has, or will have. */
export type PriceVersionView = TermsJson &
  Readonly<{
    versionId: string;
    provider: string;
    isCustom: boolean;
    isActive: boolean;
    /** The default price, written here by an import until somebody sets a price. */
    isPlaceholder: boolean;
    notes: string | null;
    /** The base model this price was copied from; null: somebody set it. */
    copiedFrom: string | null;
    copiedFromProvider: string | null;
    /** null: no start date. */
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
  Readonly<{ is_custom: boolean; is_active: boolean; is_placeholder: boolean }>;

const MOST_VERSIONS = 1000;
const VERSIONS = `
  SELECT id, model_name, provider, is_custom, is_active, is_placeholder, notes, copied_from, copied_from_provider, details, ${exactRates("version")},
    source, actor, reason, batch_id,
    ${["valid_from", "valid_until", "recorded_at", "superseded_at"].map((name) => `${isoInstant(name)} AS ${name}`).join(", ")}
  FROM model_price_versions AS version`;

/** Newest record first. */
export async function findVersions(pool: Pool, model: string): Promise<readonly PriceVersionView[]> {
  const { rows } = await pool.query<VersionRow>(
    `${VERSIONS} WHERE model_name = $1 ORDER BY version.id DESC LIMIT ${MOST_VERSIONS}`,
    [model],
  );
  return rows.map((row) => storedVersion(row).view);
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

/** When each entry's price was last recorded, epoch ms. */
async function findRecordedAt(pool: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ model_name: string; at: Date }>(
    "SELECT model_name, max(recorded_at) AS at FROM model_price_versions GROUP BY model_name",
  );
  return new Map(rows.map(({ model_name: model, at }) => [model, at.getTime()]));
}

/**
 * The values an entry had, has and will have, as verbs and answers see them.
 * Units   decimal strings, USD per request and per 1,000,000 tokens. Time: ISO 8601 UTC with microseconds, as windows have them.
 * Errors  a row whose details cannot be read keeps its columns and says so in `problem`.
 */
function storedVersion(row: VersionRow): StoredVersion {
  const { terms, problem } = termsOfRow(row);
  return {
    terms: terms ?? { rates: {} },
    view: {
      ...termsToJson(terms ?? { rates: {} }),
      versionId: row.id,
      provider: row.provider,
      isCustom: row.is_custom,
      isActive: row.is_active,
      isPlaceholder: row.is_placeholder,
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
