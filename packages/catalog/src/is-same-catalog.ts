/**
 * Whether two catalogues say the same of every model: prices, provider, kind. The bytes may differ.
 * Source  a LiteLLM proxy adds notes to its entries while it runs (`supported_openai_params`, `key`): no new catalogue.
 */
import { termsToJson } from "@ratecard/pricing";
import type { CatalogEntry, CatalogIndex } from "./catalog-index";

/** Tombstones are not listed any more: they do not count. */
export function isSameCatalog(a: CatalogIndex, b: CatalogIndex): boolean {
  const [left, right] = [listed(a), listed(b)];
  if (left.length !== right.length) return false;
  return left.every((entry) => {
    const other = b.entries.get(entry.key);
    return other !== undefined && other.removedSince === undefined && (entry === other || said(entry) === said(other));
  });
}

const listed = ({ entries }: CatalogIndex): readonly CatalogEntry[] =>
  [...entries.values()].filter(({ removedSince }) => removedSince === undefined);

const said = ({ terms, litellmProvider, mode, unpriced }: CatalogEntry): string =>
  JSON.stringify([termsToJson(terms), litellmProvider, mode, unpriced]);
