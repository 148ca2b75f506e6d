/** What a bulk edit is called. */
import type { BulkKind } from "./bulk-draft";

export const BULK_KINDS = ["set", "multiply", "activate", "deactivate", "provider"] as const satisfies BulkKind[];

export const BULK_WORDS: Readonly<Record<BulkKind, string>> = {
  set: "Set prices",
  multiply: "Multiply",
  activate: "Switch on",
  deactivate: "Switch off",
  provider: "Reassign provider",
};
