/** What was looked up on the way to a price, and what came of it. Built only by `explain`. */
import type { PriceVersion } from "./price-terms";

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

/** One sentence for each lookup of a trace. Time: dates in UTC. */
export const lookupSentence = (lookup: Lookup): string => SENTENCES[lookup.reason](lookup);

const SENTENCES = {
  "in-force": (lookup) =>
    lookup.catalogKey === undefined
      ? `The price book's entry ${entryOf(lookup)} is in force.`
      : `The catalogue has a price for "${lookup.catalogKey}"${ruleOf(lookup)}.`,
  "no-entry": (lookup) => `${placeOf(lookup)} has no entry "${lookup.lookedUp}"${ruleOf(lookup)}.`,
  inactive: (lookup) => `The price book's entry ${entryOf(lookup)} is switched off.`,
  "not-yet-in-force": (lookup) =>
    `The price book's entry ${entryOf(lookup)} begins only on ${day(lookup.version?.validFrom)}.`,
  "no-longer-in-force": (lookup) =>
    `The price book's entry ${entryOf(lookup)} ended on ${day(lookup.version?.validUntil)}.`,
  "no-price": (lookup) => `The price book's entry ${entryOf(lookup)} states no price.`,
  "reserved-name": ({ lookedUp }) =>
    `"${lookedUp}" names the default entry, which answers only when nothing else does.`,
  "no-prefix": ({ lookedUp }) => `No wildcard of the price book is a prefix of "${lookedUp}".`,
  "provider-unknown": () => "The provider is neither given nor detected from the name.",
  "no-catalog": () => "No catalogue is loaded.",
  "unpriced-entry": (lookup) => `The catalogue lists "${lookup.lookedUp}"${ruleOf(lookup)} without a price.`,
  "held-for-review": (lookup) =>
    `The catalogue's price of "${lookup.lookedUp}"${ruleOf(lookup)} looks like a mistake: it waits for review and prices nothing until it is accepted.`,
  strict: () => "Strict mode: the default entry is not used.",
} satisfies Record<LookupReason, (lookup: Lookup) => string>;

const entryOf = ({ version, lookedUp }: Lookup): string => `"${version?.model ?? lookedUp}"`;

const placeOf = ({ rung }: Lookup): string => (rung.startsWith("catalog-") ? "The catalogue" : "The price book");

/** Which rule made the key, where it is not simply provider and name. */
const ruleOf = ({ matchedBy }: Lookup): string => {
  switch (matchedBy) {
    case "own-prefix":
      return " (the name begins with its provider already)";
    case "without-prefix":
      return " (the name without its provider)";
    case "fine-tune-base":
      return " (the base of the fine-tune)";
    default:
      return "";
  }
};

const day = (at: number | null | undefined): string =>
  at === null || at === undefined ? "an open date" : new Date(at).toISOString().slice(0, 16).replace("T", " ");
