import { expect, it } from "vitest";
import { compareValues, sortOf, sortRows, sortText } from "./sort-rows";

type Row = Readonly<{ name: string; cost: bigint | null }>;
const row = (name: string, cost: bigint | null): Row => ({ name, cost });
const ROWS = [row("b", 2n), row("none", null), row("a", 10n), row("c", 2n)];
const order = (isDescending: boolean) => sortRows(ROWS, ({ cost }) => cost, isDescending).map(({ name }) => name);

it("puts absent values last in both directions, and keeps equal ones as they came", () => {
  expect(order(false)).toEqual(["b", "c", "a", "none"]);
  expect(order(true)).toEqual(["a", "b", "c", "none"]);
});

it("leaves the rows that it was given as they are", () => {
  order(true);
  expect(ROWS.map(({ name }) => name)).toEqual(["b", "none", "a", "c"]);
});

it("reads a sort of the URL and writes the same one", () => {
  for (const text of ["", "cost", "-cost"]) expect(sortText(sortOf(text))).toBe(text);
});

it("compares exact integers beyond 2^53, numbers inside text, and text without regard to case", () => {
  expect(compareValues(9_007_199_254_740_993n, 9_007_199_254_740_992n)).toBe(1);
  expect(compareValues("gpt-4", "gpt-10")).toBeLessThan(0);
  expect(compareValues("Beta", "alpha")).toBeGreaterThan(0);
  expect(compareValues(false, true)).toBe(-1);
});
