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

const EMPTY: PriceBook = {
  exact: new Map(),
  normalised: new Map(),
  wildcards: new Map(),
  prefixLengths: [],
  fallback: undefined,
};

export function createPriceBook(versions: Iterable<PriceVersion>): PriceBook {
  const byName = new Map<string, PriceVersion[]>();
  for (const version of versions) append(byName, version.model, version);
  return withPrices(EMPTY, byName);
}

/** The same book but for the given names: all windows of each; none takes the entry out. What is not named is shared. */
export function withPrices(book: PriceBook, changed: ReadonlyMap<string, readonly PriceVersion[]>): PriceBook {
  const exact = onWrite(book.exact);
  const normalised = onWrite(book.normalised);
  const wildcards = onWrite(book.wildcards);
  let { fallback } = book;
  for (const [model, windows] of changed) {
    const line = windows.length === 0 ? undefined : { model, versions: windows.toSorted(latestFirst) };
    if (model === DEFAULT_MODEL) fallback = line;
    else if (isWildcard(model)) replace(wildcards, wildcardPrefix(model), model, line);
    else {
      if (line) exact.toWrite().set(model, line);
      else exact.toWrite().delete(model);
      replace(normalised, normalisedKey(model), model, line);
    }
  }
  return {
    exact: exact.map,
    normalised: normalised.map,
    wildcards: wildcards.map,
    prefixLengths: wildcards.map === book.wildcards ? book.prefixLengths : lengthsOf(wildcards.map.keys()),
    fallback,
  };
}

/** The entry of that name, the default and wildcards included. */
export function lineOf(book: PriceBook, model: string): PriceLine | undefined {
  if (model === DEFAULT_MODEL) return book.fallback;
  if (!isWildcard(model)) return book.exact.get(model);
  return book.wildcards.get(wildcardPrefix(model))?.find((line) => line.model === model);
}

/** Every entry by name, the default and wildcards included, in no particular order. */
export function* linesOf(book: PriceBook): Generator<PriceLine> {
  yield* book.exact.values();
  for (const lines of book.wildcards.values()) yield* lines;
  if (book.fallback) yield book.fallback;
}

type OnWrite<K, V> = { map: ReadonlyMap<K, V>; toWrite: () => Map<K, V> };

/** Copied before the first change, once. */
function onWrite<K, V>(map: ReadonlyMap<K, V>): OnWrite<K, V> {
  let own: Map<K, V> | undefined;
  const held: OnWrite<K, V> = {
    map,
    toWrite: () => {
      own ??= new Map(map);
      held.map = own;
      return own;
    },
  };
  return held;
}

/** Puts the line of a name into its group, or takes it out. */
function replace(
  groups: OnWrite<string, readonly PriceLine[]>,
  key: string,
  model: string,
  line: PriceLine | undefined,
): void {
  const others = groups.map.get(key)?.filter((other) => other.model !== model) ?? [];
  const group = line ? [...others, line] : others;
  if (group.length === 0) groups.toWrite().delete(key);
  else groups.toWrite().set(key, group.length === 1 ? group : group.sort(byModel));
}

const lengthsOf = (prefixes: Iterable<string>): readonly number[] =>
  [...new Set([...prefixes].map((prefix) => prefix.length))].sort((a, b) => b - a);

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
