/**
 * The price book, indexed for lookups whose cost does not grow with its size.
 * Time    windows are [validFrom, validUntil) in UTC; the order of the input never matters.
 * Errors  none: overlapping windows (the database excludes them) resolve to the later start.
 * Source  Maps only, so `constructor` and `__proto__` are ordinary names.
 */
import { isWildcard, normalisedKey, wildcardPrefix } from "./model-name";
import { DEFAULT_MODEL, type PriceVersion } from "./price-terms";

/**
 * A map that is never changed: the next one shares with it whatever stayed the same, so that making it costs by what changed.
 * Source  changes lie over a base until there are many; then both become the new base, which costs by the size of all.
 */
type Changes<V> = ReadonlyMap<string, V | null>;

const MOST_CHANGES = 1000;

export class SharedIndex<V> {
  readonly base: ReadonlyMap<string, V>;
  /** null: not there any longer. */
  readonly changes: Changes<V>;

  constructor(base: ReadonlyMap<string, V> = new Map(), changes: Changes<V> = new Map()) {
    this.base = base;
    this.changes = changes;
  }

  get(key: string): V | undefined {
    const changed = this.changes.get(key);
    return changed === undefined ? this.base.get(key) : (changed ?? undefined);
  }

  *entries(): Generator<readonly [string, V]> {
    for (const entry of this.base) if (!this.changes.has(entry[0])) yield entry;
    for (const [key, value] of this.changes) if (value !== null) yield [key, value];
  }

  *keys(): Generator<string> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): Generator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  with(changes: Changes<V>): SharedIndex<V> {
    if (changes.size === 0) return this;
    const isFew = this.changes.size + changes.size <= MOST_CHANGES;
    return isFew
      ? new SharedIndex(this.base, new Map([...this.changes, ...changes]))
      : new SharedIndex(merged(merged(new Map(this.base), this.changes), changes));
  }
}

function merged<V>(into: Map<string, V>, changes: Changes<V>): Map<string, V> {
  for (const [key, value] of changes) {
    if (value === null) into.delete(key);
    else into.set(key, value);
  }
  return into;
}

/** All windows of one entry, latest start first. */
export type PriceLine = Readonly<{ model: string; versions: readonly PriceVersion[] }>;

export type PriceBook = Readonly<{
  exact: SharedIndex<PriceLine>;
  /** Normalised key to its lines, by name. */
  normalised: SharedIndex<readonly PriceLine[]>;
  /** Normalised prefix to its lines, by name. */
  wildcards: SharedIndex<readonly PriceLine[]>;
  /** Lengths of the prefixes, longest first. */
  prefixLengths: readonly number[];
  fallback: PriceLine | undefined;
}>;

/** All windows of one name after another; `finish` is the book with them. */
export type BookChange = Readonly<{
  put: (model: string, windows: readonly PriceVersion[]) => void;
  finish: () => PriceBook;
}>;

export const EMPTY_BOOK: PriceBook = {
  exact: new SharedIndex(),
  normalised: new SharedIndex(),
  wildcards: new SharedIndex(),
  prefixLengths: [],
  fallback: undefined,
};

export function createPriceBook(versions: Iterable<PriceVersion>): PriceBook {
  const byName = new Map<string, PriceVersion[]>();
  for (const version of versions) append(byName, version.model, version);
  return withPrices(EMPTY_BOOK, byName);
}

/** The same book but for the given names: all windows of each; none takes the entry out. What is not named is shared. */
export function withPrices(book: PriceBook, changed: Iterable<readonly [string, readonly PriceVersion[]]>): PriceBook {
  const next = changeBook(book);
  for (const [model, windows] of changed) next.put(model, windows);
  return next.finish();
}

/** The same in steps, for whoever has to stop in between; the book that is built upon stays what it is. */
export function changeBook(book: PriceBook): BookChange {
  const exact = new Map<string, PriceLine | null>();
  const normalised: GroupChanges = new Map();
  const wildcards: GroupChanges = new Map();
  let { fallback } = book;

  const put = (model: string, windows: readonly PriceVersion[]): void => {
    const line = windows.length === 0 ? null : { model, versions: windows.toSorted(latestFirst) };
    if (model === DEFAULT_MODEL) fallback = line ?? undefined;
    else if (isWildcard(model)) regroup(wildcards, book.wildcards, wildcardPrefix(model), { model, line });
    else {
      exact.set(model, line);
      regroup(normalised, book.normalised, normalisedKey(model), { model, line });
    }
  };
  const finish = (): PriceBook => {
    const rules = book.wildcards.with(wildcards);
    return {
      exact: book.exact.with(exact),
      normalised: book.normalised.with(normalised),
      wildcards: rules,
      prefixLengths: rules === book.wildcards ? book.prefixLengths : lengthsOf(rules.keys()),
      fallback,
    };
  };
  return { put, finish };
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

type GroupChanges = Map<string, readonly PriceLine[] | null>;
type LineChange = Readonly<{ model: string; line: PriceLine | null }>;

/** Puts the line of a name into its group, or takes it out. */
function regroup(
  changes: GroupChanges,
  groups: SharedIndex<readonly PriceLine[]>,
  key: string,
  { model, line }: LineChange,
): void {
  const changed = changes.get(key);
  const group = (changed === undefined ? groups.get(key) : changed) ?? [];
  const others = group.filter((other) => other.model !== model);
  const next = line ? [...others, line] : others;
  changes.set(key, next.length === 0 ? null : next.sort(byModel));
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
