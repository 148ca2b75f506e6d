import { describe, expect, it } from "vitest";
import { type Drawn, firstDrawn, follow, inOrder, withKeys } from "./drawn-rows";

const KEYS = Array.from({ length: 1000 }, (_, at) => `row ${at}`);
const view = (firstRow: number) => ({ topPx: firstRow * 36, heightPx: 360, rowHeightPx: 36 });
const rowsOf = ({ elements }: Drawn) => elements.map(({ index }) => index);
const slotsOf = ({ elements }: Drawn) => elements.map(({ slot }) => slot);
const slotOf = ({ keys, elements }: Drawn, key: string) => elements.find(({ index }) => keys[index] === key)?.slot;
const ascending = (numbers: readonly number[]) => [...numbers].sort((left, right) => left - right);

const start = follow(firstDrawn(KEYS), view(0));

describe("follow", () => {
  it("draws nothing again while the rows at hand are enough", () => {
    expect([start.from, start.to]).toEqual([0, 16]);
    expect(follow(start, view(1))).toBe(start);
  });

  it("covers what is seen, wherever somebody scrolls to, each row once, and never much more", () => {
    let drawn = start;
    for (const first of [3, 9, 40, 38, 20, 900, 990, 0, 500, 496]) {
      drawn = follow(drawn, view(first));
      const rows = ascending(rowsOf(drawn));
      expect(rows).toEqual(Array.from({ length: drawn.to - drawn.from }, (_, at) => drawn.from + at));
      expect(drawn.from).toBeLessThanOrEqual(first);
      expect(drawn.to).toBeGreaterThanOrEqual(Math.min(1000, first + 10));
      expect(rows.length).toBeLessThanOrEqual(32);
      expect(new Set(slotsOf(drawn)).size).toBe(rows.length);
    }
  });

  it("rows that come take over the elements of those that left, where they stand", () => {
    const once = follow(start, view(100));
    for (const first of [118, 130, 110, 400]) expect(slotsOf(follow(once, view(first)))).toEqual(slotsOf(once));
  });

  it("at rest the document has the order of the screen", () => {
    const scrolled = follow(follow(start, view(100)), view(118));
    expect(rowsOf(scrolled)).not.toEqual(ascending(rowsOf(scrolled)));
    expect(rowsOf(inOrder(scrolled))).toEqual(ascending(rowsOf(scrolled)));
    expect(inOrder(start)).toBe(start);
  });
});

describe("withKeys", () => {
  it("a row keeps its elements, and so what is typed in it, when a refresh puts another one above it", () => {
    const refreshed = withKeys(start, ["new", ...KEYS]);
    for (const key of ["row 0", "row 7"]) expect(slotOf(refreshed, key)).toBe(slotOf(start, key));
    expect(slotOf(refreshed, "new")).not.toBe(slotOf(start, "row 0"));
  });

  it("after a filter or a sort each row is drawn once, in the order of the screen", () => {
    for (const keys of [KEYS.filter((_, at) => at % 3 === 0), [...KEYS].reverse(), ["row 5", "row 2", "other"]]) {
      const drawn = withKeys(follow(start, view(4)), keys);
      expect(rowsOf(drawn)).toEqual(Array.from({ length: drawn.to }, (_, at) => at).slice(drawn.from));
      expect(new Set(slotsOf(drawn)).size).toBe(drawn.elements.length);
    }
  });

  it("a list that got shorter is cut, one that came is shown", () => {
    const short = withKeys(follow(start, view(100)), KEYS.slice(0, 3));
    expect(rowsOf(short)).toEqual([]);
    expect(rowsOf(follow(short, view(0)))).toEqual([0, 1, 2]);
    expect(rowsOf(firstDrawn([]))).toEqual([]);
    expect(rowsOf(withKeys(firstDrawn([]), KEYS))).toHaveLength(16);
  });
});
