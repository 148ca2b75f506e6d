/**
 * The price book and the catalogue of this process, in memory, kept equal to the database.
 * Reloads within milliseconds of a NOTIFY, and by a poll of `pricing_version` as the net.
 */
import type { CatalogView, CostSettings, PriceBook } from "@ratecard/pricing";
import type { LoadedSnapshot } from "./load-catalog";
import type { PriceProblem } from "./load-price-versions";

/** One consistent state: a request is priced by one of these, never by a mix. */
export type PricesNow = Readonly<{
  book: PriceBook;
  catalog: CatalogView;
  /** All catalogue snapshots, oldest first. */
  snapshots: readonly LoadedSnapshot[];
  /** `pricing_version.version` this was loaded at. */
  version: bigint;
  settings: CostSettings;
  /** What to do when no rung has a price: `ON_UNPRICED`. */
  onUnpriced: "default" | "error";
  /** Versions that could not be read in full; everything else is in force all the same. */
  problems: readonly PriceProblem[];
}>;

export type LivePrices = Readonly<{
  now: () => PricesNow;
  /** Loads again if the database has moved on; resolves with the state then in force. Never rejects: a failed load is
   * logged, tried again by the poll, and the last good state stays. */
  refresh: () => Promise<PricesNow>;
  close: () => Promise<void>;
}>;
