/**
 * The price book, indexed for lookups whose cost does not grow with its size.
 *
 * Time    windows are [validFrom, validUntil) in UTC; the order of the input never matters.
 * Errors  none: overlapping windows (the database excludes them) resolve to the later start.
 * Source  Maps only, so `constructor` and `__proto__` are ordinary names.
 */
import { isWildcard, normalisedKey, wildcardPrefix } from "./model-name";
import { DEFAULT_MODEL, type PriceVersion } from "./price-version";

/** All windows of one entry, latest start first. */
export type PriceLine = Readonly<{ model: string; versions: readonly PriceVersion[] }>;

export type PriceBook = Readonly<{
  exact: ReadonlyMap<string, PriceLine>;
  /** Normalised key to its lines, by name. */
  normalised: ReadonlyMap<string, readonly PriceLine[]>;
  /** Normalised prefix to its lines, by name. */
  wildcards: ReadonlyMap<string, readonly PriceLine[]>;
  /** Lengths of the prefixes, longest first. */
  prefixLengths: readonly number[];
  fallback: PriceLine | undefined;
}>;

export function createPriceBook(versions: Iterable<PriceVersion>): PriceBook {
  const byName = new Map<string, PriceVersion[]>();
  for (const version of versions) append(byName, version.model, version);

  const exact = new Map<string, PriceLine>();
  const normalised = new Map<string, PriceLine[]>();
  const wildcards = new Map<string, PriceLine[]>();
  for (const [model, own] of byName) {
    const line: PriceLine = { model, versions: own.sort(latestFirst) };
    if (model === DEFAULT_MODEL) continue;
    if (isWildcard(model)) append(wildcards, wildcardPrefix(model), line);
    else {
      exact.set(model, line);
      append(normalised, normalisedKey(model), line);
    }
  }
  for (const lines of [...normalised.values(), ...wildcards.values()]) lines.sort(byModel);
  const fallback = byName.get(DEFAULT_MODEL);
  return {
    exact,
    normalised,
    wildcards,
    prefixLengths: [...new Set([...wildcards.keys()].map((prefix) => prefix.length))].sort((a, b) => b - a),
    fallback: fallback && { model: DEFAULT_MODEL, versions: fallback },
  };
}

/** Every entry by name, the default and wildcards included, in no particular order. */
export function* linesOf(book: PriceBook): Generator<PriceLine> {
  yield* book.exact.values();
  for (const lines of book.wildcards.values()) yield* lines;
  if (book.fallback) yield book.fallback;
}

function append<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

const start = (version: PriceVersion): number => version.validFrom ?? Number.NEGATIVE_INFINITY;

const latestFirst = (a: PriceVersion, b: PriceVersion): number =>
  start(a) === start(b) ? compareText(a.versionId, b.versionId) : start(b) - start(a);

const byModel = (a: PriceLine, b: PriceLine): number => compareText(a.model, b.model);

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
