/**
 * Which rows of a long table are drawn, and in which elements. Pure.
 *
 * While somebody scrolls, a row that comes takes over the elements of one that left, where they stand: its text is changed, nothing is made
 * or moved. At rest the elements are put in the order of the rows, for screen readers and the Tab key. A row that stays keeps its elements,
 * also when a refresh puts others above it: what is open or typed in it stays with it.
 * Units   pixels; rows by their place from 0.
 */
export type Drawn = Readonly<{
  /** Of all rows, in the order they are shown. */
  keys: readonly string[];
  /** The rows that are drawn, `to` not among them. */
  from: number;
  to: number;
  /** In the order of the document; no slot and no row twice. */
  elements: readonly DrawnElement[];
  /** So many slots were ever made; the next one gets this name. */
  made: number;
}>;

/** `slot` names the elements, `index` the row that stands in them. */
type DrawnElement = Readonly<{ slot: number; index: number }>;

export type View = Readonly<{ topPx: number; heightPx: number; rowHeightPx: number }>;

/** Beyond what is seen: what is at hand at each edge, and how far it goes on in the direction of the scroll. */
const EDGE_ROWS = 4;
const AHEAD_ROWS = 16;
/** Before the height is known: as many as an ordinary window has. */
const FIRST_ROWS = 16;

export const firstDrawn = (keys: readonly string[]): Drawn =>
  withRows({ keys, from: 0, to: 0, elements: [], made: 0 }, keys, 0, FIRST_ROWS);

/** Other rows in the same view: filtered, sorted, loaded, refreshed. */
export const withKeys = (before: Drawn, keys: readonly string[]): Drawn =>
  inOrder(withRows(before, keys, before.from, Math.max(before.to, before.from + FIRST_ROWS)));

/** What is to be drawn of a view; `before` itself while that is enough. */
export function follow(before: Drawn, { topPx, heightPx, rowHeightPx }: View): Drawn {
  const { keys, from, to } = before;
  const first = Math.floor(topPx / rowHeightPx);
  const last = Math.ceil((topPx + heightPx) / rowHeightPx);
  const isMissingAbove = Math.max(0, first - EDGE_ROWS) < from;
  const isMissingBelow = Math.min(keys.length, last + EDGE_ROWS) > to;
  if (!isMissingAbove && !isMissingBelow) return before;
  const above = isMissingAbove && !isMissingBelow ? AHEAD_ROWS : EDGE_ROWS;
  const below = isMissingBelow && topPx > 0 ? AHEAD_ROWS : EDGE_ROWS;
  return withRows(before, keys, first - above, last + below);
}

/** The elements in the order of their rows; `drawn` itself where they are. */
export function inOrder(drawn: Drawn): Drawn {
  const { elements } = drawn;
  if (elements.every(({ index }, at) => at === 0 || index > (elements[at - 1]?.index ?? 0))) return drawn;
  return { ...drawn, elements: [...elements].sort((left, right) => left.index - right.index) };
}

function withRows(before: Drawn, keys: readonly string[], wantedFrom: number, wantedTo: number): Drawn {
  const from = Math.max(0, Math.min(wantedFrom, keys.length));
  const to = Math.max(from, Math.min(wantedTo, keys.length));
  const places = new Map<string, number>();
  for (let index = from; index < to; index += 1) places.set(keys[index] ?? "", index);

  const stays = before.elements.map(({ slot, index }) => {
    const key = before.keys[index] ?? "";
    const place = places.get(key);
    places.delete(key);
    return { slot, index: place };
  });
  const coming = [...places.values()];
  const elements = stays.flatMap(({ slot, index }) => {
    const now = index ?? coming.shift();
    return now === undefined ? [] : [{ slot, index: now }];
  });
  const added = coming.map((index, at) => ({ slot: before.made + at, index }));
  return { keys, from, to, elements: [...elements, ...added], made: before.made + added.length };
}
