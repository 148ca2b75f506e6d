import { expect, it } from "vitest";
import { columnTemplate } from "./data-column";

const cell = () => null;

it("lets the first column grow when none says so", () => {
  const columns = [
    { id: "model", header: "Model", cell, width: 200 },
    { id: "cost", header: "Cost", cell },
  ];
  expect(columnTemplate(columns, {}, false)).toEqual({ template: "minmax(200px, 1fr) 120px", leastPx: 320 });
});

it("a resized column keeps its pixels, and the selection comes first", () => {
  const columns = [
    { id: "model", header: "Model", cell, width: 200, grow: 2 },
    { id: "note", header: "Note", cell, grow: 1 },
  ];
  expect(columnTemplate(columns, { model: 300 }, true)).toEqual({
    template: "38px 300px minmax(120px, 1fr)",
    leastPx: 458,
  });
});
