/**
 * Whether two catalogues say the same of every model: prices, provider, kind. The bytes may differ.
 * Source  a LiteLLM proxy adds notes to its entries while it runs (`supported_openai_params`, `key`): no new catalogue.
 */
import { termsToJson } from "@ratecard/pricing";
import { type CatalogEntry, type CatalogIndex, isListed } from "./catalog-index";

/** Tombstones do not count, nor what is held: it is not in force. */
export function isSameCatalog(a: CatalogIndex, b: CatalogIndex): boolean {
  const [left, right] = [listed(a), listed(b)];
  if (left.length !== right.length) return false;
  return left.every((entry) => {
    const other = b.entries.get(entry.key);
    return isListed(other) && (entry === other || textOf(entry) === textOf(other));
  });
}

const listed = ({ entries }: CatalogIndex): readonly CatalogEntry[] => [...entries.values()].filter(isListed);

const textOf = ({ terms, litellmProvider, mode, unpriced }: CatalogEntry): string =>
  JSON.stringify([termsToJson(terms), litellmProvider, mode, unpriced]);
