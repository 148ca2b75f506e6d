import type { KeyboardEvent } from "react";
import { describe, expect, it } from "vitest";
import { gridKeyHandler } from "./grid-key-handler";

type Did = string[];

/** What one key does in a grid of 100 rows, pages of 10, standing on `active`. */
function press(key: string, active: number, over: Partial<KeyboardEvent> & { count?: number } = {}): Did {
  const did: Did = [];
  const grid = {};
  const handle = gridKeyHandler({
    count: over.count ?? 100,
    active,
    pageSize: 10,
    moveTo: (index) => did.push(`move ${index}`),
    open: (index) => did.push(`open ${index}`),
    select: (index, isRange) => did.push(`select ${index}${isRange ? " range" : ""}`),
  });
  const event = { key, target: grid, currentTarget: grid, preventDefault: () => did.push("handled"), ...over };
  handle(event as unknown as KeyboardEvent);
  return did;
}

describe("the keyboard of a grid", () => {
  it.each([
    ["ArrowDown", 3, ["move 4", "handled"]],
    ["ArrowUp", 0, ["move 0", "handled"]],
    ["ArrowDown", 99, ["move 99", "handled"]],
    ["PageDown", 95, ["move 99", "handled"]],
    ["PageUp", 15, ["move 5", "handled"]],
    ["Home", 50, ["move 0", "handled"]],
    ["End", 50, ["move 99", "handled"]],
    ["Enter", 7, ["open 7", "handled"]],
    [" ", 7, ["select 7", "handled"]],
    ["Enter", -1, []],
    ["a", 7, []],
  ])("%s on row %i", (key, active, expected) => {
    expect(press(key, active)).toEqual(expected);
  });

  it("Shift and Space selects up to here", () => {
    expect(press(" ", 7, { shiftKey: true })).toEqual(["select 7 range", "handled"]);
  });

  it("leaves keys of controls, combinations and empty grids alone", () => {
    const inner = {} as EventTarget;
    expect(press(" ", 7, { target: inner })).toEqual([]);
    expect(press("ArrowDown", 7, { ctrlKey: true })).toEqual([]);
    expect(press("End", -1, { count: 0 })).toEqual([]);
  });
});
