/** What of the catalogue's review is shown: the state of the panel, in the URL. */
import { z } from "zod";
import { useTableSearch } from "#web/components/use-table-search";

export const SHOWN = ["waiting", "rejected", "snapshots"] as const;

const ReviewSearch = z.object({
  show: z.enum(SHOWN).catch("waiting"),
  /** The snapshot that is looked at; empty: the newest. */
  snapshot: z.string().catch(""),
  /** The snapshot it is compared with; empty: what was recorded when it came. */
  against: z.string().catch(""),
});

export const useReviewSearch = () => useTableSearch(ReviewSearch);
