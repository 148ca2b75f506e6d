/**
 * A map that is never changed: the next one shares with it whatever stayed the same, so that making it costs by what changed.
 * Source  changes lie over a base until there are many; then both become the new base, which costs by the size of all.
 */
export type Changes<V> = ReadonlyMap<string, V | null>;

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
