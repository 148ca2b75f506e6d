/**
 * What a price sync would do to one entry, in either direction of the two syncs.
 *
 * Errors  none thrown: what a sync leaves alone is an answer with its reason.
 * Source  discovery.md "the two syncs": the rules of an import hold, so far moves and another provider's price need a tick.
 */
import type { PriceTerms, PricingSource } from "@ratecard/pricing";
import type { StandingEntry } from "./decide-import";
import type { QuarantineReason } from "./quarantine";
import type { TermDifference } from "./term-differences";

/**
 * `linked`: the price stays, only the base is remembered. `conflict`: several bases, different prices, a person decides.
 * `missing`: the base has no price. `unknown`: the catalogue does not know the name.
 */
export const SYNC_OUTCOMES = [
  "added",
  "changed",
  "linked",
  "conflict",
  "missing",
  "unknown",
  "same",
  "pinned",
  "inactive",
  "wildcard",
  "custom",
  "default",
] as const;
export type SyncOutcome = (typeof SYNC_OUTCOMES)[number];

/** A model whose price another entry may take. `provider`: LiteLLM's id; undefined when nobody states one. */
export type BaseModel = Readonly<{ model: string; provider: string | undefined }>;

/** A base with what prices it now; without terms nothing does but the default. */
export type PricedBase = BaseModel &
  Readonly<{
    terms: PriceTerms | undefined;
    source: PricingSource | undefined;
    /** The entry or catalogue key that answers. */
    key: string | undefined;
    /** Whose catalogue price it is, when it is of another provider's family than the base. */
    otherProvider: string | undefined;
    /** The provider a new entry at this price belongs to. */
    owner: string | undefined;
  }>;

export type SyncHold = QuarantineReason | Readonly<{ kind: "other-provider"; provider: string }>;

/** An entry of the price book as a sync sees it. */
export type SyncEntry = StandingEntry &
  Readonly<{
    model: string;
    provider: string;
    isCustom: boolean;
    copiedFrom: string | null;
    copiedFromProvider: string | null;
  }>;

export type SyncDecision = Readonly<{
  model: string;
  outcome: SyncOutcome;
  provider: string;
  /** Where the price comes from. */
  base: PricedBase | undefined;
  /** Every base that could be chosen; only of custom names. */
  bases: readonly PricedBase[];
  before: PriceTerms | undefined;
  after: PriceTerms | undefined;
  differences: readonly TermDifference[];
  /** Why it is not written without a tick of its own. */
  holds: readonly SyncHold[];
  /** It would take the place of a price that somebody set by hand, for the name or by a wildcard. */
  replacesOwn: boolean;
}>;

export const isWritten = ({ outcome }: Pick<SyncDecision, "outcome">): boolean =>
  outcome === "added" || outcome === "changed" || outcome === "linked";

/** Taken without anybody looking at this row in particular. */
export const isTakenByItself = (row: Pick<SyncDecision, "outcome" | "holds" | "replacesOwn">): boolean =>
  isWritten(row) && row.holds.length === 0 && !row.replacesOwn;

/** A person has to decide before the sync is complete. A price typed by hand is no question: it was an answer. */
export const isUndecided = (row: Pick<SyncDecision, "outcome" | "holds" | "replacesOwn">): boolean =>
  row.outcome === "conflict" || (isWritten(row) && row.holds.length > 0 && !row.replacesOwn);
