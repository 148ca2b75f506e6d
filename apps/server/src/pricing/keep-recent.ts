/**
 * Turns costly readings into ones that are made when asked for; of all their results the last few used are kept.
 * `already` is the result, where it is known.
 */
export type Keep<T> = (read: () => T, already?: T) => () => T;

export function keepRecent<T>(most: number): Keep<T> {
  /** By its reading, oldest use first. */
  const kept = new Map<() => T, T>();
  const use = (read: () => T, value: T): T => {
    kept.delete(read);
    kept.set(read, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest) kept.delete(oldest);
    return value;
  };
  return (read, already) => {
    if (already !== undefined) use(read, already);
    return () => use(read, kept.get(read) ?? read());
  };
}
