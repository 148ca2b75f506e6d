/**
 * What an independent price list says of a catalogue's entry: to doubt its rates by, never to price by.
 *
 * Source  the key itself, else without what stands before its slashes: a seller is compared with the maker or another seller.
 */
import type { PriceTerms } from "@ratecard/pricing";
import { type CatalogEntry, type CatalogIndex, isListed } from "./catalog-index";

export type ReferenceOf = (entry: CatalogEntry) => readonly PriceTerms[];

export const NO_REFERENCE: ReferenceOf = () => [];

export const referenceFrom =
  ({ entries }: CatalogIndex): ReferenceOf =>
  ({ key }) => {
    for (const name of shorterAndShorter(key)) {
      const found = entries.get(name);
      if (isListed(found) && !found.unpriced) return [found.terms];
    }
    return [];
  };

function* shorterAndShorter(key: string): Generator<string> {
  for (let start = 0; ; start = key.indexOf("/", start) + 1) {
    yield key.slice(start);
    if (key.indexOf("/", start) === -1) return;
  }
}
