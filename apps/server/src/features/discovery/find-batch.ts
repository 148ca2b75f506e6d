/** One batch with what it did to each model. Units: decimal text, USD per 1M tokens and USD per request. Errors: NOT_FOUND. */
import type { OneBatch } from "@ratecard/contract";
import { type EntrySnapshot, type TermDifference, termDifferences } from "@ratecard/discovery";
import { NO_TERMS } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import type { BatchView } from "./batch-view";
import { priceOfSnapshot } from "#server/batches/entry-snapshot";
import { loadBatch } from "./load-batch";

export type BatchChange = Readonly<{
  model: string;
  change: "added" | "changed" | "removed";
  differences: readonly TermDifference[];
}>;

export type BatchDetails = Readonly<{ batch: BatchView; rows: readonly BatchChange[] }>;

export async function findBatch({ db }: ActingContext, { id }: OneBatch): Promise<BatchDetails> {
  const { batch, rows } = await loadBatch(db.prisma, id);
  return {
    batch,
    rows: rows.map(({ model, before, after }) => ({
      model,
      change: before === null ? "added" : after === null ? "removed" : "changed",
      differences: snapshotDifferences(model, before, after),
    })),
  };
}

/** From one snapshot to another; an inactive entry priced nothing. */
export function snapshotDifferences(
  model: string,
  before: EntrySnapshot,
  after: EntrySnapshot,
): readonly TermDifference[] {
  const old = priceOfSnapshot(model, before);
  return termDifferences(old?.terms, priceOfSnapshot(model, after)?.terms ?? NO_TERMS);
}
