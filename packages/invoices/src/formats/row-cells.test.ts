import { expect, it } from "vitest";
import { openCells } from "./row-cells";

it("a column is called by its bare name, one with brackets also without them, unless another column is called so", () => {
  const cell = openCells()({
    "lineItem/UsageType": "a",
    usage: { amount: "2" },
    "Cost (€)": "1",
    "Subtotal (A$)": "3",
    Subtotal: "4",
  });
  expect(
    ["lineitemusagetype", "usageamount", "cost", "costin", "subtotal", "subtotala", "subtotalin"].map(cell),
  ).toEqual(["a", "2", "1", "€", "4", "3", undefined]);
});
