import { expect, it } from "vitest";
import { colorsOf } from "./name-colors";

it("a name has its colour whatever stands beside it", () => {
  const [alone] = colorsOf(["gpt-4o"]);
  expect(colorsOf(["gpt-4o", "claude-sonnet-4", "gemini-2.5-pro"])[0]).toBe(alone);
  expect(colorsOf(["gpt-4o"])).toEqual([alone]);
});

it("no two names of a chart share one", () => {
  const names = Array.from({ length: 18 }, (_, index) => `model-${index}`);
  expect(new Set(colorsOf(names)).size).toBe(18);
  expect(colorsOf([...names, "one more"])).toHaveLength(19);
});
