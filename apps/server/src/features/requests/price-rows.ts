/** What priced a request: a version of the price book, or a key of a catalogue snapshot. Time: ISO 8601 UTC. */
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";
import { formOfTerms, type PriceFormJson } from "#server/pricing/price-form";
import { exactRates, type TermColumns, termsOfRow } from "#server/pricing/terms-of-row";

export type BookPrice = PriceFormJson &
  Readonly<{
    kind: "price-book";
    versionId: string;
    model: string;
    /** null: since ever. */
    validFrom: string | null;
    /** null: until further notice. */
    validUntil: string | null;
    recordedAt: string;
    /** A correction backwards replaced it then: it would not price this request today. */
    supersededAt: string | null;
    /** Through what it came: ui, api, import, sync, sql, ... */
    through: string;
    author: string;
    reason: string | null;
    notes: string | null;
  }>;

export type CatalogPrice = Readonly<{
  kind: "catalog";
  key: string;
  snapshotId: string;
  origin: string;
  source: string;
  fetchedAt: string;
  inForceFrom: string;
  inForceUntil: string | null;
}>;

const VERSION = `
  SELECT id::text AS "versionId", model_name AS model, ${isoInstant("valid_from", "MS")} AS "validFrom", ${isoInstant("valid_until", "MS")} AS "validUntil",
    ${isoInstant("recorded_at", "MS")} AS "recordedAt", ${isoInstant("superseded_at", "MS")} AS "supersededAt", source AS through, actor AS author, reason, notes,
    details, ${exactRates("model_price_versions")}
  FROM model_price_versions WHERE id = $1`;

type VersionRow = TermColumns & Omit<BookPrice, keyof PriceFormJson | "kind">;

export async function findBookPrice(pool: Pool, versionId: string): Promise<BookPrice | null> {
  const { rows } = await pool.query<VersionRow>(VERSION, [versionId]);
  const row = rows[0];
  if (!row) return null;
  const { model, validFrom, validUntil, recordedAt, supersededAt, through, author, reason, notes } = row;
  const window = { model, validFrom, validUntil, recordedAt, supersededAt };
  const form = formOfTerms(termsOfRow(row).terms ?? { rates: {} });
  return { kind: "price-book", versionId, ...window, through, author, reason, notes, ...form };
}

export async function findCatalogPrice(pool: Pool, snapshotId: string, key: string): Promise<CatalogPrice | null> {
  const { rows } = await pool.query<Omit<CatalogPrice, "kind" | "key" | "snapshotId">>(
    `SELECT origin, source, ${isoInstant("fetched_at", "MS")} AS "fetchedAt", ${isoInstant("in_force_from", "MS")} AS "inForceFrom",
       ${isoInstant("in_force_until", "MS")} AS "inForceUntil"
     FROM catalog_snapshots WHERE id = $1`,
    [snapshotId],
  );
  return rows[0] ? { kind: "catalog", key, snapshotId, ...rows[0] } : null;
}
