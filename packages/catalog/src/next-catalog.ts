/**
 * The catalogue that comes into force after a refresh.
 *
 * Time    `at` is the refresh, epoch ms UTC; it dates new tombstones.
 * Rules   held keys keep their old price, removed ones stay as tombstones.
 */
import { termsToJson } from "@ratecard/pricing";
import { asHeld, type CatalogEntry, type CatalogIndex, indexOf, isListed } from "./catalog-index";

/**
 * `fetched` with the keys of `held` as they were in `inForce`, or without a price where none was, and everything `fetched` no
 * longer lists as a tombstone.
 */
export function nextCatalog(
  inForce: CatalogIndex,
  fetched: CatalogIndex,
  held: ReadonlySet<string>,
  at: number,
): CatalogIndex {
  const entries = new Map<string, CatalogEntry>();
  for (const [key, entry] of fetched.entries) {
    entries.set(key, held.has(key) ? standingOf(inForce.entries.get(key), entry) : entry);
  }
  for (const [key, entry] of inForce.entries) {
    if (!entries.has(key) && entry.isHeld !== true)
      entries.set(key, { ...entry, removedSince: entry.removedSince ?? at });
  }
  return indexOf(entries);
}

const standingOf = (old: CatalogEntry | undefined, fetched: CatalogEntry): CatalogEntry =>
  old === undefined || old.isHeld === true ? asHeld(fetched) : old;

/** `inForce` with the accepted entries in place of its own. */
export const withAccepted = (inForce: CatalogIndex, accepted: readonly CatalogEntry[]): CatalogIndex =>
  indexOf(new Map([...inForce.entries, ...accepted.map((entry) => [entry.key, entry] as const)]));

/**
 * Whether two catalogues have the same prices, provider and kind for every model in force. Notes may differ: a LiteLLM proxy
 * adds some while it runs (`supported_openai_params`, `key`), which makes no new catalogue.
 */
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
