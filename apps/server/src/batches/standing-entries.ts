/**
 * The price book's entries as they stand in the database now, for deciding an import or a revert.
 * Units   terms as @ratecard/pricing holds them.
 * Errors  an entry whose columns cannot be read has no terms: it equals nothing, so nothing is taken for unchanged.
 */
import type { PriceTerms } from "@ratecard/pricing";
import type { Transaction } from "@ratecard/prisma";
import { exactRates, type TermColumns, termsOfRow } from "#server/pricing/terms-of-row";

type EntryRow = TermColumns &
  Readonly<{
    model_name: string;
    version: string;
    provider: string;
    is_custom: boolean;
    is_active: boolean;
    is_placeholder: boolean;
    notes: string | null;
    copied_from: string | null;
    copied_from_provider: string | null;
    pinned_by: string | null;
  }>;

export type Entry = Readonly<{
  model: string;
  version: string;
  provider: string;
  terms: PriceTerms;
  isCustom: boolean;
  isActive: boolean;
  isPlaceholder: boolean;
  notes: string | null;
  copiedFrom: string | null;
  copiedFromProvider: string | null;
  pinnedBy: string | null;
}>;

const ENTRIES = `SELECT model_name, version::text, provider, is_custom, is_active, is_placeholder, notes, copied_from, copied_from_provider,
  pinned_by, details, ${exactRates("model_pricing")}
  FROM model_pricing`;
const NAMED = `${ENTRIES} WHERE model_name = ANY($1::text[]) ORDER BY model_name`;

/** By name. `lock`: until the end of the transaction, in the order of names, so that two imports cannot block each other. */
export async function standingEntries(
  tx: Pick<Transaction, "$queryRawUnsafe">,
  models: readonly string[],
  lock: "lock" | "read",
): Promise<ReadonlyMap<string, Entry>> {
  const sql = lock === "lock" ? `${NAMED} FOR UPDATE` : NAMED;
  const rows = await tx.$queryRawUnsafe<EntryRow[]>(sql, models);
  return new Map(rows.map((row) => [row.model_name, entryOf(row)]));
}

/** The whole price book, by name. */
export async function everyEntry(tx: Pick<Transaction, "$queryRawUnsafe">): Promise<ReadonlyMap<string, Entry>> {
  const rows = await tx.$queryRawUnsafe<EntryRow[]>(ENTRIES);
  return new Map(rows.map((row) => [row.model_name, entryOf(row)]));
}

const entryOf = (row: EntryRow): Entry => ({
  model: row.model_name,
  version: row.version,
  provider: row.provider,
  terms: termsOfRow(row).terms ?? { rates: {} },
  isCustom: row.is_custom,
  isActive: row.is_active,
  isPlaceholder: row.is_placeholder,
  notes: row.notes,
  copiedFrom: row.copied_from,
  copiedFromProvider: row.copied_from_provider,
  pinnedBy: row.pinned_by,
});
