/** Until when an answer of the price chain holds. */
import type { CatalogView } from "./catalog-view";
import { normalisedKey } from "./model-name";
import type { PriceBook, PriceLine } from "./price-book";

type StableWindow = Readonly<{ from: number; until: number }>;

/**
 * How long the price of a name stays what it is.
 * Time    epoch ms UTC; [from, until) around `at`, without any boundary of what the rungs may look at.
 */
export function stableWindow(book: PriceBook, catalog: CatalogView, model: string, at: number): StableWindow {
  const snapshot = catalog.snapshotAt(at);
  let from = snapshot?.stableFrom ?? Number.NEGATIVE_INFINITY;
  let until = snapshot?.stableUntil ?? Number.POSITIVE_INFINITY;
  for (const line of candidates(book, model)) {
    for (const { validFrom, validUntil } of line.versions) {
      for (const boundary of [validFrom, validUntil]) {
        if (boundary === null) continue;
        if (boundary <= at) from = Math.max(from, boundary);
        else until = Math.min(until, boundary);
      }
    }
  }
  return { from, until };
}

function* candidates(book: PriceBook, model: string): Generator<PriceLine> {
  const key = normalisedKey(model);
  yield* book.normalised.get(key) ?? [];
  for (const length of book.prefixLengths) {
    if (length <= key.length) yield* book.wildcards.get(key.slice(0, length)) ?? [];
  }
  if (book.fallback) yield book.fallback;
}
