/** What a batch writes, by when it begins, in one pass. Time: ISO 8601; null is as the database decides. */
export function byStart<Item>(
  items: readonly Item[],
  startOf: (item: Item) => string | null,
): ReadonlyMap<string | null, readonly Item[]> {
  const groups = new Map<string | null, Item[]>();
  for (const item of items) {
    const start = startOf(item);
    const group = groups.get(start);
    if (group) group.push(item);
    else groups.set(start, [item]);
  }
  return groups;
}
