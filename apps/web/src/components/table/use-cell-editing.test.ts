import type { KeyboardEvent } from "react";
import { describe, expect, it } from "vitest";
import { cellBeside, type CellKeys, gridKeyHandler } from "./use-cell-editing";

type Did = string[];

/** What one key does in a grid of 100 rows, pages of 10, standing on `active`. */
function press(
  key: string,
  active: number,
  over: Partial<KeyboardEvent> & { count?: number; column?: number } = {},
): Did {
  const did: Did = [];
  const grid = {};
  const cells: CellKeys = {
    editable: [2, 3, 5],
    column: over.column ?? -1,
    moveToColumn: (column) => did.push(`column ${column}`),
    edit: (index, column) => did.push(`edit ${index} ${column}`),
  };
  const handle = gridKeyHandler({
    cells: over.column === undefined ? undefined : cells,
    count: over.count ?? 100,
    active,
    pageSize: () => 10,
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

describe("the cells that can be edited", () => {
  it.each([
    ["ArrowRight", -1, ["column 2", "handled"]],
    ["ArrowRight", 3, ["column 5", "handled"]],
    ["ArrowRight", 5, ["column 5", "handled"]],
    ["ArrowLeft", 3, ["column 2", "handled"]],
    ["ArrowLeft", 2, ["column -1", "handled"]],
    ["ArrowLeft", -1, []],
    ["Escape", 3, ["column -1", "handled"]],
    ["Escape", -1, []],
    ["F2", -1, ["edit 7 2", "handled"]],
    ["F2", 5, ["edit 7 5", "handled"]],
    ["Enter", 3, ["edit 7 3", "handled"]],
    ["Enter", -1, ["open 7", "handled"]],
    ["ArrowDown", 3, ["move 8", "handled"]],
  ])("%s on column %i", (key, column, expected) => {
    expect(press(key, 7, { column })).toEqual(expected);
  });

  it("are none in a grid without editors", () => {
    expect(press("F2", 7)).toEqual([]);
    expect(press("ArrowRight", 7)).toEqual([]);
  });

  it("follow one another through the rows, and end with the last one", () => {
    const beside = (index: number, column: number, by: 1 | -1) => cellBeside({ index, column }, by, [2, 3, 5], 10);
    expect(beside(0, 2, 1)).toEqual({ index: 0, column: 3 });
    expect(beside(0, 5, 1)).toEqual({ index: 1, column: 2 });
    expect(beside(1, 2, -1)).toEqual({ index: 0, column: 5 });
    expect(beside(9, 5, 1)).toBeNull();
    expect(beside(0, 2, -1)).toBeNull();
  });
});
