/** A batch with its rows, as stored. Errors: NOT_FOUND. */
import type { Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import type { BatchView } from "#server/changes/batch-view";
import type { EntrySnapshot } from "#server/changes/entry-snapshot";
import { BATCH_WITH_REVERTS, batchView } from "./rows";

/** What a batch did to one entry. */
export type BatchRow = Readonly<{ model: string; before: EntrySnapshot; after: EntrySnapshot }>;

export type LoadedBatch = Readonly<{ batch: BatchView; rows: readonly BatchRow[] }>;

export async function loadBatch(
  db: Pick<Transaction, "importBatch" | "importBatchRow">,
  id: string,
): Promise<LoadedBatch> {
  const batch = await db.importBatch.findUnique({ where: { id }, include: BATCH_WITH_REVERTS });
  if (!batch) throw new DomainError("NOT_FOUND", { what: "import batch", name: id });
  const rows = await db.importBatchRow.findMany({ where: { batchId: id }, orderBy: { modelName: "asc" } });
  return {
    batch: batchView(batch),
    rows: rows.map(({ modelName, before, after }) => ({
      model: modelName,
      before: snapshot(before),
      after: snapshot(after),
    })),
  };
}

const snapshot = (json: unknown): EntrySnapshot =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? Object.fromEntries(Object.entries(json)) : null;
