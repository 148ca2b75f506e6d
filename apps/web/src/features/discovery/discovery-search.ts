/** What of the page stands in the URL: tab, step of the wizard, filters, sort, the server or batch that is open. */
import { z } from "zod";
import { useSearchField, useSetTableSearch, useTableSearch } from "#web/components/use-table-search";

export const DISCOVERY_TABS = ["servers", "sync", "custom-names", "batches"] as const;
export type DiscoveryTab = (typeof DISCOVERY_TABS)[number];

export const SYNC_STEPS = ["servers", "review", "confirm", "result"] as const;
export type SyncStep = (typeof SYNC_STEPS)[number];

/** By what prices a model now; `missing` is what the wizard is for. */
export const REVIEW_FILTERS = [
  "missing",
  "placeholder",
  "inactive",
  "priced-by-catalogue",
  "priced-by-wildcard",
  "priced",
  "all",
] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

export const DiscoverySearch = z.object({
  tab: z.enum(DISCOVERY_TABS).catch("servers"),
  step: z.enum(SYNC_STEPS).catch("servers"),
  q: z.string().catch(""),
  sort: z.string().catch(""),
  show: z.enum(REVIEW_FILTERS).catch("missing"),
  /** A server's id: only its models. */
  at: z.string().catch(""),
  warned: z.boolean().catch(false),
  /** Only names whose sources differ. */
  differing: z.boolean().catch(false),
  /** The server whose drawer is open; `new` to connect one. */
  server: z.string().catch(""),
  batch: z.string().catch(""),
});
export type DiscoverySearch = z.output<typeof DiscoverySearch>;

/** A link to another tab brings none of this tab's filters along. */
export const freshTab = (tab: DiscoveryTab): DiscoverySearch => ({ ...DiscoverySearch.parse({}), tab });

/** The page's state in the URL, and how to change it. */
export const useDiscoverySearch = () => useTableSearch(DiscoverySearch);
export const useSetDiscoverySearch = () => useSetTableSearch(DiscoverySearch);
export const useDiscoveryTab = (): DiscoveryTab => useSearchField(DiscoverySearch, "tab");
export const useSyncStep = (): SyncStep => useSearchField(DiscoverySearch, "step");
