/**
 * The catalogue that comes into force after a refresh.
 *
 * Time    `at` is the refresh, epoch ms UTC; it dates new tombstones.
 * Source  pricing.md section 6: held keys keep their old price, removed ones stay as tombstones.
 */
import { type CatalogEntry, type CatalogIndex, indexOf } from "./catalog-index";

/**
 * `fetched` with the keys of `held` as they were in `inForce`, and everything `fetched` no longer lists as a
 * tombstone. Keys that `inForce` does not know cannot be held.
 */
export function nextCatalog(
  inForce: CatalogIndex,
  fetched: CatalogIndex,
  held: ReadonlySet<string>,
  at: number,
): CatalogIndex {
  const entries = new Map<string, CatalogEntry>();
  for (const [key, entry] of fetched.entries) {
    const old = held.has(key) ? inForce.entries.get(key) : undefined;
    entries.set(key, old ?? entry);
  }
  for (const [key, entry] of inForce.entries) {
    if (!entries.has(key)) entries.set(key, { ...entry, removedSince: entry.removedSince ?? at });
  }
  return indexOf(entries);
}

/** `inForce` with the accepted entries in place of its own. */
export const withAccepted = (inForce: CatalogIndex, accepted: readonly CatalogEntry[]): CatalogIndex =>
  indexOf(new Map([...inForce.entries, ...accepted.map((entry) => [entry.key, entry] as const)]));
