/**
 * The catalogue as the resolver sees it; `packages/catalog` implements it.
 * Time  epoch ms UTC. `at` selects the snapshot in force; older than all selects the first one, flagged.
 */
import type { PriceTerms } from "./price-terms";

export type CatalogHit = Readonly<{
  key: string;
  terms: PriceTerms;
  /** LiteLLM's id, `undefined` when the entry names none. */
  litellmProvider: string | undefined;
  mode: string | undefined;
  snapshotId: string;
  /** The event is older than every snapshot: priced by the first one. */
  postdatesEvent: boolean;
  /** Nothing but zeros and no word of being free, or a price that waits: unknown, not free. */
  unpriced: boolean;
  /** Its price waits for a person to accept it. */
  isHeld: boolean;
  /** Upstream no longer lists it; its last price still answers, with a warning. */
  isTombstone: boolean;
}>;

export type SnapshotInForce = Readonly<{
  snapshotId: string;
  /** Where it came from: a URL, a file, "bundled". */
  source: string;
  fetchedAt: number;
  entryCount: number;
  postdatesEvent: boolean;
  /** The answer is the same for every `at` in [stableFrom, stableUntil). */
  stableFrom: number;
  stableUntil: number;
}>;

export interface CatalogView {
  lookup(key: string, at: number): CatalogHit | undefined;
  /** undefined: there is no snapshot at all. */
  snapshotAt(at: number): SnapshotInForce | undefined;
  /** Every key of the snapshot in force at `at`, for hints. */
  keysAt(at: number): Iterable<string>;
}

/** A catalogue without a snapshot. */
export const EMPTY_CATALOG: CatalogView = {
  lookup: () => undefined,
  snapshotAt: () => undefined,
  keysAt: () => [],
};
