/**
 * Which rows are selected, as a set of keys. Pure: every step answers a new set.
 * Rows hidden by a filter keep their state: select-all and ranges touch only `shown`, the keys as they stand on the screen.
 */
export type Selection = ReadonlySet<string>;

export function toggleRow(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Shift-click: everything from `anchor` to `key` becomes what the anchor is. Without a shown anchor: toggles the one row. */
export function toggleRange(
  selection: Selection,
  shown: readonly string[],
  anchor: string | null,
  key: string,
): Selection {
  const [from, to] = [anchor === null ? -1 : shown.indexOf(anchor), shown.indexOf(key)];
  if (anchor === null || from === -1 || to === -1) return toggleRow(selection, key);
  const isOn = selection.has(anchor);
  const next = new Set(selection);
  for (const between of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (isOn) next.add(between);
    else next.delete(between);
  }
  return next;
}

/** All shown are selected: none of them; else all of them. */
export function toggleAll(selection: Selection, shown: readonly string[]): Selection {
  const next = new Set(selection);
  const isAll = selectAllState(selection, shown) === "all";
  for (const key of shown) {
    if (isAll) next.delete(key);
    else next.add(key);
  }
  return next;
}

export function selectAllState(selection: Selection, shown: readonly string[]): "none" | "some" | "all" {
  if (selection.size === 0) return "none";
  const count = shown.reduce((sum, key) => sum + (selection.has(key) ? 1 : 0), 0);
  if (count === 0) return "none";
  return count === shown.length ? "all" : "some";
}
