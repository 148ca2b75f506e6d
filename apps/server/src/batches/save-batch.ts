/** Stores a batch and what it did to each model, in the transaction that did it. */
import type { EntrySnapshot } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";

export type NewBatch = Readonly<{
  id: string;
  name: string;
  kind: "discovery" | "file" | "sync-provider" | "sync-custom" | "bulk-edit" | "revert";
  createdBy: string;
  addedCount: number;
  changedCount: number;
  skippedCount: number;
  revertsId?: string;
  /** Since when its prices hold; missing: the moment it was made. */
  effectiveFrom?: Date;
}>;

export type NewBatchRow = Readonly<{ model: string; before: EntrySnapshot; after: EntrySnapshot }>;

export async function saveBatch(tx: Transaction, batch: NewBatch, rows: readonly NewBatchRow[]): Promise<void> {
  await tx.importBatch.create({ data: batch });
  await tx.$executeRaw`
    INSERT INTO import_batch_rows (batch_id, model_name, before, after)
    SELECT ${batch.id}::uuid, model, nullif(before, 'null'), nullif(after, 'null')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS kept (model text, before jsonb, after jsonb)`;
}

/** Imports and reverts happen one after another: the second sees what the first has written. */
export const lockImports = (tx: Transaction) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ratecard price imports'))`;
