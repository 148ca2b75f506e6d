/**
 * Writes the rows of a change and the batch that keeps them, inside of one transaction.
 * Time    each row begins at its own instant; one of the future is scheduled, and the price in force stays until then.
 * Errors  VERSION_MOVED for a name that got an entry at this very moment: nothing is written then.
 */
import type { Entry, EntryDraft } from "@ratecard/changes";
import { termsFromJson, termsToJson } from "@ratecard/pricing";
import type { Transaction } from "@ratecard/prisma";
import { z } from "zod";
import type { BatchKind } from "./batch-view";
import type { DecidedRow } from "./decide-changes";
import { insertPrices, schedulePrices, startPricesAt, upsertPrices } from "./price-rows";
import { rowsMoved } from "./refuse-changes";

export type NewBatch = Readonly<{
  id: string;
  name: string;
  kind: BatchKind;
  createdBy: string;
  skippedCount: number;
  revertsId?: string | undefined;
}>;

export async function saveChanges(
  tx: Transaction,
  batch: NewBatch,
  rows: readonly DecidedRow[],
  { entries, now }: Readonly<{ entries: ReadonlyMap<string, Entry>; now: number }>,
): Promise<void> {
  // What is taken back before it begins was written by nobody yet.
  const written = rows.filter(({ row }) => row.replaces === undefined);
  const isScheduled = ({ decision: { draft, from } }: DecidedRow): boolean =>
    draft !== null && entries.has(draft.model) && from !== null && Date.parse(from) > now;
  await schedulePrices(
    tx,
    written.filter(isScheduled).flatMap(({ decision: { draft, from } }) => (draft && from ? [{ ...draft, from }] : [])),
  );
  for (const [from, group] of byStart(written.filter((each) => !isScheduled(each)))) {
    const drafts = group.flatMap(({ decision: { draft } }) => draft ?? []);
    await startPricesAt(tx, from);
    await add(
      tx,
      drafts.filter(({ model }) => !entries.has(model)),
    );
    await upsertPrices(
      tx,
      drafts.filter(({ model }) => entries.has(model)),
    );
    await remove(
      tx,
      group.flatMap(({ row: { model }, decision: { draft } }) => (draft?.model === model ? [] : [model])),
    );
  }
  await saveBatch(tx, batch, rows, entries);
}

function byStart(rows: readonly DecidedRow[]): ReadonlyMap<string | null, readonly DecidedRow[]> {
  const groups = new Map<string | null, DecidedRow[]>();
  for (const row of rows) {
    const group = groups.get(row.decision.from);
    if (group) group.push(row);
    else groups.set(row.decision.from, [row]);
  }
  return groups;
}

/** A name typed in the price book at this very moment: its row is not ours to overwrite. */
async function add(tx: Transaction, drafts: readonly EntryDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const added = new Set(await insertPrices(tx, drafts));
  const taken = drafts.filter(({ model }) => !added.has(model)).map(({ model }) => model);
  if (taken.length > 0) throw rowsMoved(taken, new Map());
}

async function remove(tx: Transaction, models: readonly string[]): Promise<void> {
  if (models.length > 0) await tx.$executeRaw`DELETE FROM model_pricing WHERE model_name = ANY(${[...models]}::text[])`;
}

async function saveBatch(
  tx: Transaction,
  batch: NewBatch,
  rows: readonly DecidedRow[],
  entries: ReadonlyMap<string, Entry>,
): Promise<void> {
  const addedCount = rows.filter(({ decision }) => decision.outcome === "added").length;
  const [start, ...others] = new Set(rows.map(({ decision }) => decision.from));
  await tx.importBatch.create({
    data: {
      ...batch,
      revertsId: batch.revertsId ?? null,
      addedCount,
      changedCount: rows.length - addedCount,
      // Rows of several dates have none together.
      effectiveFrom: start && others.length === 0 ? new Date(start) : null,
    },
  });
  const kept = rows.flatMap(({ row, decision }) => keptRows(row.model, decision.draft, entries, row.replaces));
  await tx.$executeRaw`
    INSERT INTO import_batch_rows (batch_id, model_name, before, after)
    SELECT ${batch.id}::uuid, model, nullif(before, 'null'), nullif(after, 'null')
    FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS given (model text, before jsonb, after jsonb)`;
}

/** Before and after; of a renamed entry both names. */
function keptRows(
  model: string,
  draft: EntryDraft | null,
  entries: ReadonlyMap<string, Entry>,
  replaces: EntryDraft | undefined,
) {
  const before = snapshotOf(entries.get(model));
  if (replaces) return [{ model, before, after: before }];
  if (draft === null) return [{ model, before, after: null }];
  if (draft.model === model) return [{ model, before, after: snapshotOf(draft) }];
  return [
    { model, before, after: null },
    { model: draft.model, before: null, after: snapshotOf(draft) },
  ];
}

const Snapshot = z.object({
  provider: z.string(),
  isCustom: z.boolean(),
  isActive: z.boolean(),
  notes: z.string().nullable(),
  copiedFrom: z.string().nullable(),
  /** This and the next are left out where there is nothing to tell. */
  copiedFromProvider: z.string().optional(),
  isPlaceholder: z.boolean().optional(),
  terms: z.record(z.string(), z.unknown()),
});

/** null: there is no entry. */
export type EntrySnapshot = Readonly<Record<string, unknown>> | null;

type Kept = Omit<EntryDraft, "model" | "pinnedBy">;

/**
 * An entry of the price book as a batch keeps it, before and after.
 * Units   terms JSON: decimal text. Errors: a snapshot nobody can read says so when it is read, with the model's name.
 */
export const snapshotOf = (entry: Kept | undefined): EntrySnapshot =>
  entry
    ? {
        provider: entry.provider,
        isCustom: entry.isCustom,
        isActive: entry.isActive,
        notes: entry.notes,
        copiedFrom: entry.copiedFrom ?? null,
        ...(entry.isPlaceholder && { isPlaceholder: true }),
        ...(entry.copiedFromProvider && { copiedFromProvider: entry.copiedFromProvider }),
        terms: termsToJson(entry.terms),
      }
    : null;

export function priceOfSnapshot(model: string, snapshot: EntrySnapshot): EntryDraft | null {
  if (snapshot === null) return null;
  const { terms, copiedFromProvider = null, isPlaceholder = false, ...kept } = Snapshot.parse(snapshot);
  const read = termsFromJson(terms);
  if (!read.ok)
    throw new Error(`The price of ${model} kept by a batch cannot be read: ${JSON.stringify(read.problems)}`);
  return { model, terms: read.terms, copiedFromProvider, isPlaceholder, ...kept };
}
