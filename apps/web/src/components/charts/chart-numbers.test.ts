import { expect, it } from "vitest";
import { pixelsOf, stepTick, valueTick } from "./chart-numbers";

it.each([
  ["2026-03-01", "Mar 1"],
  ["2026-03", "Mar 2026"],
  ["2026-03-01 14:00", "Mar 1, 14:00"],
])("%s stands on an axis as %s", (name, expected) => {
  expect(stepTick(name)).toBe(expected);
});

it.each([
  [0, "usd", "$0"],
  [-1234, "usd", "-$1.23K"],
  [0, "count", "0"],
  [27_146, "count", "27.1K"],
] as const)("%d %s as %s", (value, unit, expected) => {
  expect(valueTick(value, unit)).toBe(expected);
});

it("a loss is as long as a gain", () => {
  expect(pixelsOf("-0.000000000001", "usd")).toBe(-pixelsOf("0.000000000001", "usd"));
  expect(pixelsOf("no amount", "usd")).toBe(0);
});
