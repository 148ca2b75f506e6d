/** Turns costly readings into ones that are made when asked for; of all their results the last few used are kept. */
export type Keep<T> = (read: () => T) => () => T;

export function keepRecent<T>(most: number): Keep<T> {
  /** By its reading, oldest use first. */
  const kept = new Map<() => T, T>();
  return (read) => () => {
    const value = kept.get(read) ?? read();
    kept.delete(read);
    kept.set(read, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest) kept.delete(oldest);
    return value;
  };
}
