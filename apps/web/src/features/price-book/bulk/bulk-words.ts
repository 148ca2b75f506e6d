/** What a bulk edit is called, and how its rows stand. */
import type { RouterOutputs } from "#web/trpc";
import type { BulkKind } from "./bulk-draft";

export type BulkPreview = RouterOutputs["priceBook"]["previewBulkEdit"];
export type BulkPreviewRow = BulkPreview["rows"][number];

export const BULK_KINDS = ["set", "multiply", "activate", "deactivate", "provider"] as const satisfies BulkKind[];

export const BULK_WORDS: Readonly<Record<BulkKind, string>> = {
  set: "Set prices",
  multiply: "Multiply",
  activate: "Switch on",
  deactivate: "Switch off",
  provider: "Reassign provider",
};

export const OUTCOME_WORDS: Readonly<Record<BulkPreviewRow["outcome"], Readonly<{ words: string; color: string }>>> = {
  changed: { words: "changes", color: "blue" },
  same: { words: "already so", color: "gray" },
  pinned: { words: "pinned", color: "gray" },
  kept: { words: "left alone", color: "gray" },
  moved: { words: "moved", color: "orange" },
  refused: { words: "cannot", color: "red" },
};
