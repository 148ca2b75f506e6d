/**
 * The price book's entries as they stand in the database, all of them or some, for deciding a change.
 * Units   terms as @ratecard/pricing holds them.
 * Errors  an entry whose columns cannot be read has no terms: it equals nothing, so nothing is taken for unchanged.
 */
import type { Entry, EntryDraft } from "@ratecard/changes";
import type { PriceTerms } from "@ratecard/pricing";
import { type Database, isoInstant, type Transaction } from "@ratecard/prisma";
import { exactRates, type TermColumns, termsOfRow } from "#server/pricing/load-price-versions";

/** Of a transaction, or of the pool. */
type Reader = Pick<Transaction, "$queryRawUnsafe">;

export type Entries = Readonly<{
  byName: ReadonlyMap<string, Entry>;
  /** What entries will say once a price that is scheduled begins, by the id of its version. */
  planned: ReadonlyMap<string, EntryDraft>;
  /** `pricing_version.version` they were read at: any change of a price since then has raised it. */
  version: string;
}>;

type DraftRow = TermColumns &
  Readonly<{
    model_name: string;
    provider: string;
    is_custom: boolean;
    is_active: boolean;
    is_placeholder: boolean;
    notes: string | null;
    copied_from: string | null;
    copied_from_provider: string | null;
  }>;
type EntryRow = DraftRow & Readonly<{ version: string; pinned_by: string | null }>;

const DRAFT =
  "model_name, provider, is_custom, is_active, is_placeholder, notes, copied_from, copied_from_provider, details";
const ENTRIES = `SELECT ${DRAFT}, version::text, pinned_by, ${exactRates("model_pricing")} FROM model_pricing`;
const PLANNED = `SELECT ${DRAFT}, id::text, ${exactRates("version")} FROM model_price_versions AS version
  WHERE superseded_at IS NULL AND valid_from > now()`;
const REPLACED = `SELECT ${DRAFT}, ${isoInstant("valid_from")} AS begins, ${exactRates("version")}
  FROM replaced_by_scheduled($1::uuid) AS version`;

/** Read again only when a price has changed. Only what is committed is kept. */
const keptOf = new WeakMap<Database, Entries>();

export async function readEntries(db: Database): Promise<Entries> {
  // Before the rows: what changes in between has another version.
  const version = await readVersion(db.prisma);
  const kept = keptOf.get(db);
  if (kept?.version === version) return kept;
  const entries = { version, byName: await entriesIn(db.prisma), planned: await plannedIn(db.prisma) };
  keptOf.set(db, entries);
  return entries;
}

export type ScheduledPrice = Readonly<{ draft: EntryDraft; from: string }>;

/** The scheduled prices that those of a batch took the place of, by name: they come back with the batch. */
export async function replacedByScheduled(db: Reader, batchId: string): Promise<ReadonlyMap<string, ScheduledPrice>> {
  const rows = await db.$queryRawUnsafe<(DraftRow & Readonly<{ begins: string }>)[]>(REPLACED, batchId);
  return new Map(rows.map((row) => [row.model_name, { draft: draftOf(row, termsOfRow(row).terms), from: row.begins }]));
}

/** Until the end of the transaction nobody else changes a price: rows first, in the order of names, as every writer locks them. */
export async function lockEntries(tx: Transaction, models: readonly string[]): Promise<string> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('ratecard price imports'))::text`;
  await tx.$queryRaw`SELECT model_name FROM model_pricing WHERE model_name = ANY(${[...models]}::text[]) ORDER BY model_name FOR UPDATE`;
  return readVersion(tx, "FOR UPDATE");
}

async function entriesIn(db: Reader): Promise<ReadonlyMap<string, Entry>> {
  const rows = await db.$queryRawUnsafe<EntryRow[]>(ENTRIES);
  return new Map(rows.map((row) => [row.model_name, entryOf(row)]));
}

async function plannedIn(db: Reader): Promise<ReadonlyMap<string, EntryDraft>> {
  const rows = await db.$queryRawUnsafe<(DraftRow & Readonly<{ id: string }>)[]>(PLANNED);
  return new Map(rows.map((row) => [row.id, draftOf(row, termsOfRow(row).terms)]));
}

async function readVersion(db: Reader, lock: "" | "FOR UPDATE" = ""): Promise<string> {
  const [row] = await db.$queryRawUnsafe<{ version: string }[]>(`SELECT version::text FROM pricing_version ${lock}`);
  return row?.version ?? "";
}

function entryOf(row: EntryRow): Entry {
  const { terms, problem } = termsOfRow(row);
  return {
    ...draftOf(row, terms),
    version: Number(row.version),
    ...(problem !== null && { problem }),
    pinnedBy: row.pinned_by,
  };
}

const draftOf = (row: DraftRow, terms: PriceTerms | null): EntryDraft => ({
  model: row.model_name,
  provider: row.provider,
  terms: terms ?? { rates: {} },
  isCustom: row.is_custom,
  isActive: row.is_active,
  isPlaceholder: row.is_placeholder,
  notes: row.notes,
  copiedFrom: row.copied_from,
  copiedFromProvider: row.copied_from_provider,
});
