/** One sentence for each lookup of a trace. Time: dates in UTC. */
import type { Lookup } from "./trace";

export function lookupSentence(lookup: Lookup): string {
  const { lookedUp, reason } = lookup;
  const entry = lookup.version ? `"${lookup.version.model}"` : `"${lookedUp}"`;
  switch (reason) {
    case "in-force":
      return lookup.catalogKey === undefined
        ? `The price book's entry ${entry} is in force.`
        : `The catalogue has a price for "${lookup.catalogKey}".`;
    case "no-entry":
      return `${placeOf(lookup)} has no entry "${lookedUp}".`;
    case "inactive":
      return `The price book's entry ${entry} is switched off.`;
    case "not-yet-in-force":
      return `The price book's entry ${entry} begins only on ${day(lookup.version?.validFrom)}.`;
    case "no-longer-in-force":
      return `The price book's entry ${entry} ended on ${day(lookup.version?.validUntil)}.`;
    case "no-price":
      return `The price book's entry ${entry} states no price.`;
    case "reserved-name":
      return `"${lookedUp}" names the default entry, which answers only when nothing else does.`;
    case "no-prefix":
      return `No wildcard of the price book is a prefix of "${lookedUp}".`;
    case "provider-unknown":
      return "The provider is neither given nor detected from the name.";
    case "no-catalog":
      return "No catalogue is loaded.";
    case "unpriced-entry":
      return `The catalogue lists "${lookedUp}" without a price.`;
    case "strict":
      return "Strict mode: the default entry is not used.";
  }
}

const placeOf = ({ matchedBy }: Lookup): string => (matchedBy === "catalog-key" ? "The catalogue" : "The price book");

const day = (at: number | null | undefined): string =>
  at === null || at === undefined ? "an open date" : new Date(at).toISOString().slice(0, 16).replace("T", " ");
