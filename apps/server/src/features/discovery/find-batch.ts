/** One batch with what it did to each model. Units: decimal text, USD per 1M tokens and USD per request. Errors: NOT_FOUND. */
import { type EntryDifference, entryDifferences } from "@ratecard/changes";
import type { OneBatch } from "@ratecard/contract";
import type { BatchView } from "#server/changes/batch-view";
import { priceOfSnapshot } from "#server/changes/entry-snapshot";
import type { ActingContext } from "#server/services/context";
import { loadBatch } from "./load-batch";

export type BatchChange = Readonly<{
  model: string;
  change: "added" | "changed" | "removed";
  differences: readonly EntryDifference[];
}>;

export type BatchDetails = Readonly<{ batch: BatchView; rows: readonly BatchChange[] }>;

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
