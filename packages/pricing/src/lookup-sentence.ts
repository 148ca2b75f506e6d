/** One sentence for each lookup of a trace. Time: dates in UTC. */
import type { Lookup, LookupReason } from "./trace";

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
    `The catalogue's price of "${lookup.lookedUp}"${ruleOf(lookup)} can hardly be meant: it waits for review and prices nothing until it is accepted.`,
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
