/** What of the price book is shown, and which entry is open: the state of the page, in the URL. */
import { LINT_CODES } from "@ratecard/pricing";
import { z } from "zod";
import { CHANGE_FILTERS } from "#web/components/changes/change-choice";
import { useTableSearch } from "#web/components/use-table-search";

export const STATUSES = [
  "all",
  "active",
  "off",
  "drifting",
  "used",
  "unused",
  "custom",
  "copy-drifting",
  "placeholder",
  "scheduled",
  "problem",
] as const;
export type PriceStatus = (typeof STATUSES)[number];

export const VIEWS = ["prices", "findings", "import"] as const;

export const PANES = ["price", "history"] as const;

export const PriceSearch = z.object({
  view: z.enum(VIEWS).catch("prices"),
  /** The kind of finding that is shown; empty: all. */
  finding: z.enum(["", ...LINT_CODES]).catch(""),
  /** Rows of a file that is imported, and their order. */
  outcome: z.enum(CHANGE_FILTERS).catch("all"),
  order: z.string().catch("outcome"),
  q: z.string().catch(""),
  provider: z.string().catch(""),
  status: z.enum(STATUSES).catch("all"),
  unit: z.enum(["1m", "1k"]).catch("1m"),
  sort: z.string().catch("model"),
  /** The entry in the drawer. */
  open: z.string().catch(""),
  pane: z.enum(PANES).catch("price"),
  /** A new entry is being written; its name, or "*" for one still to be typed. */
  new: z.string().catch(""),
  /** The model whose price the new entry begins with. */
  from: z.string().catch(""),
});
export type PriceSearch = z.output<typeof PriceSearch>;

/** The page's state in the URL, for the page itself and for the cells of its rows. */
export const usePriceSearch = () => useTableSearch(PriceSearch);
