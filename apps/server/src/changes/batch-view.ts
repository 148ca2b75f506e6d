/** An import batch as answers show it. */
export const BATCH_KINDS = [
  "discovery",
  "file",
  "sync-provider",
  "sync-custom",
  "bulk-edit",
  "sample",
  "revert",
] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

export type BatchView = Readonly<{
  id: string;
  name: string;
  kind: BatchKind;
  createdBy: string;
  createdAt: string;
  /** Since when its prices hold; null: since it was made. */
  effectiveFrom: string | null;
  addedCount: number;
  changedCount: number;
  skippedCount: number;
  /** The batch this one took back. */
  revertsId: string | null;
  /** The batches that took this one back, newest first. */
  revertedByIds: readonly string[];
}>;
