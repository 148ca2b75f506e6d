/** What was looked up on the way to a price, and what came of it. Built only by `explain`. */
import type { PriceVersion } from "./price-version";

export const RUNGS = ["local-exact", "local-wildcard", "catalog-scoped", "catalog-bare", "default"] as const;
export type Rung = (typeof RUNGS)[number];

export const LOOKUP_REASONS = [
  "in-force",
  "no-entry",
  "inactive",
  "not-yet-in-force",
  "no-longer-in-force",
  "no-price",
  "reserved-name",
  "no-prefix",
  "provider-unknown",
  "no-catalog",
  "unpriced-entry",
  "held-for-review",
  "strict",
] as const;
export type LookupReason = (typeof LOOKUP_REASONS)[number];

export type LookupOutcome = "hit" | "miss" | "skipped";

export type Lookup = Readonly<{
  rung: Rung;
  /** The very text that was looked for: a name, a normalised key, a prefix, a catalogue key. */
  lookedUp: string;
  matchedBy:
    | "as-sent"
    | "normalised-key"
    | "prefix"
    | "catalog-key"
    /** A catalogue key: the name, which brings its provider's prefix along; or what is left of it without the prefix. */
    | "own-prefix"
    | "without-prefix"
    /** A catalogue key: the base of an OpenAI fine-tune. */
    | "fine-tune-base"
    | "default-entry";
  outcome: LookupOutcome;
  reason: LookupReason;
  /** The price-book version this lookup met, if any. */
  version?: PriceVersion;
  /** The catalogue key and snapshot this lookup met, if any. */
  catalogKey?: string;
  snapshotId?: string;
}>;

export type Observe = (lookup: Lookup) => void;
