import { describe, expect, it } from "vitest";
import { selectAllState, toggleAll, toggleRange, toggleRow } from "./row-selection";

const SHOWN = ["a", "b", "c", "d"];
const set = (...keys: string[]) => new Set(keys);

describe("row selection", () => {
  it("toggles one row and leaves the given set alone", () => {
    const before = set("a");
    expect(toggleRow(before, "b")).toEqual(set("a", "b"));
    expect(toggleRow(before, "a")).toEqual(set());
    expect(before).toEqual(set("a"));
  });

  it("a range takes the anchor's state, in both directions", () => {
    expect(toggleRange(set("b"), SHOWN, "b", "d")).toEqual(set("b", "c", "d"));
    expect(toggleRange(set("a", "b", "c"), SHOWN, "d", "b")).toEqual(set("a"));
  });

  it("a range whose anchor is filtered away toggles the one row", () => {
    expect(toggleRange(set(), SHOWN, "gone", "c")).toEqual(set("c"));
    expect(toggleRange(set(), SHOWN, null, "c")).toEqual(set("c"));
  });

  it("select-all respects the filter: hidden rows keep their state", () => {
    expect(toggleAll(set("hidden", "a"), SHOWN)).toEqual(set("hidden", ...SHOWN));
    expect(toggleAll(set("hidden", ...SHOWN), SHOWN)).toEqual(set("hidden"));
  });

  it("tells none, some and all of the shown rows", () => {
    expect(selectAllState(set("hidden"), SHOWN)).toBe("none");
    expect(selectAllState(set("a"), SHOWN)).toBe("some");
    expect(selectAllState(set(...SHOWN), SHOWN)).toBe("all");
    expect(selectAllState(set("a"), [])).toBe("none");
  });
});
