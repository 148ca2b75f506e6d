/** What of the page stands in the URL: which sync, which rows, their order, and the date its prices begin. */
import { SYNC_KINDS } from "@ratecard/contract";
import { z } from "zod";

export const SYNC_FILTERS = ["changes", "undecided", "own", "unpriced", "same", "left", "all"] as const;
export type SyncFilter = (typeof SYNC_FILTERS)[number];

export const SyncSearch = z.object({
  kind: z.enum(SYNC_KINDS).catch("providers"),
  show: z.enum(SYNC_FILTERS).catch("changes"),
  q: z.string().catch(""),
  sort: z.string().catch(""),
  /** ISO 8601, UTC; empty: from now. */
  from: z.iso.datetime().or(z.literal("")).catch(""),
});
export type SyncSearch = z.output<typeof SyncSearch>;
