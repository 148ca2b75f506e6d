/** Import batches, newest first, a page at a time. Errors: NOT_FOUND for a cursor that is no batch. */
import { type EntryDifference, entryDifferences } from "@ratecard/changes";
import type { ListBatches, OneBatch } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import type { BatchView } from "#server/changes/batch-view";
import { type EntrySnapshot, priceOfSnapshot } from "#server/changes/save-changes";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { BATCH_WITH_REVERTS, batchView } from "./rows";

export type BatchPage = Readonly<{ batches: readonly BatchView[]; isMore: boolean }>;

export async function listBatches(
  { db }: ActingContext,
  { cursor, limit }: Pick<ListBatches, "cursor" | "limit">,
): Promise<BatchPage> {
  if (cursor && !(await db.prisma.importBatch.findUnique({ where: { id: cursor } }))) {
    throw new DomainError("NOT_FOUND", { what: "import batch", name: cursor });
  }
  const rows = await db.prisma.importBatch.findMany({
    include: BATCH_WITH_REVERTS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return { batches: rows.slice(0, limit).map(batchView), isMore: rows.length > limit };
}

type BatchChange = Readonly<{
  model: string;
  change: "added" | "changed" | "removed";
  differences: readonly EntryDifference[];
}>;

type BatchDetails = Readonly<{ batch: BatchView; rows: readonly BatchChange[] }>;

/** One batch with what it did to each model. Units: decimal text, USD per 1M tokens and USD per request. Errors: NOT_FOUND. */
export async function findBatch({ db }: ActingContext, { id }: OneBatch): Promise<BatchDetails> {
  const { batch, rows } = await loadBatch(db.prisma, id);
  return {
    batch,
    rows: rows.map(({ model, before, after }) => ({
      model,
      change: before === null ? "added" : after === null ? "removed" : "changed",
      differences: entryDifferences(priceOfSnapshot(model, before) ?? undefined, priceOfSnapshot(model, after)),
    })),
  };
}

/** What a batch did to one entry. */
export type BatchRow = Readonly<{ model: string; before: EntrySnapshot; after: EntrySnapshot }>;

type LoadedBatch = Readonly<{ batch: BatchView; rows: readonly BatchRow[] }>;

/** A batch with its rows, as stored. Errors: NOT_FOUND. */
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
